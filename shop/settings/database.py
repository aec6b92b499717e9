"""SQLite beside the code by default; PostgreSQL with a connection pool by DATABASE_URL; Redis cache by REDIS_URL.

Searches are answered by the database, or by Elasticsearch where ELASTICSEARCH_URL names one, the database behind it.
"""

from typing import Any

from redis.backoff import NoBackoff
from redis.retry import Retry

from .environment import VAR_DIR, env

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

VAR_DIR.mkdir(exist_ok=True)
DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        # A transaction that will write takes the write lock at once: no deadlock by upgrade.
        "transaction_mode": "IMMEDIATE",
        # What is read often is read from the system's memory, where all connections share it, without being copied.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=268435456;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        # A connection that cannot be had is given up after `reconnect_timeout`, so that the pool is back as soon as
        # the server is, instead of waiting out pauses that double.
        "pool": {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL_SIZE", 8),
            "timeout": 5,
            "reconnect_timeout": 2,
        },
        "options": "-c lock_timeout=3s -c idle_in_transaction_session_timeout=30s",
    }

REDIS_URL = env.str("REDIS_URL", "")


def _cache(name: str) -> dict[str, Any]:
    if not REDIS_URL:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    return {
        "BACKEND": "shop.caching.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": name,
        # A cache that does not answer at once is no cache: one try, half a second.
        "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.5, "retry": Retry(NoBackoff(), 0)},
    }


# Shared pages have one of their own: however many there are, they push out no count of tries.
CACHES = {"default": _cache("default"), "pages": _cache("pages")}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db" if REDIS_URL else "django.contrib.sessions.backends.db"

# e.g. https://user:password@search.example:9200. The index's name lets several shops share one Elasticsearch.
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", "")
ELASTICSEARCH_INDEX = env.str("ELASTICSEARCH_INDEX", "cho-ocop-products")
