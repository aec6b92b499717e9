"""What a supervisor asks of this process, answered before hosts, sessions and languages matter.

`/healthz`: the process is alive. `/readyz`: it can serve, else 503 with what is missing. What it can do without is
"degraded", and no reason to keep visitors away.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from redis import Redis, RedisError

from catalogue.search.protocol import EngineAway

OK = "ok"
DEGRADED = "degraded"
FAILED = "failed"
SECONDS_TO_ANSWER = 2

_migrated = False


class HealthMiddleware:
    """Stands first: a probe comes by address, not by a host name that we know, and without TLS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _answer({})
        if request.path == "/readyz":
            return _answer(readiness())
        return self.get_response(request)


def readiness() -> dict[str, str]:
    """What serving needs, each "ok" or "failed". Where the database is silent, nothing behind it is asked."""
    if not database_answers():
        return dict.fromkeys(("database", "migrations", "tasks", "search"), FAILED)
    checks = {"database": True, "migrations": is_migrated(), "tasks": tasks_answer()}
    needed = {name: OK if fine else FAILED for name, fine in checks.items()}
    return needed | {"search": OK if chosen_engine_answers() else DEGRADED}


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def is_migrated() -> bool:
    """No migration of this code is unapplied. Once true it stays so: the code of a process does not change."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def tasks_answer() -> bool:
    """Tasks wait in Redis, or else in the database or this process, which have answered already."""
    if settings.TASKS_CHOICE != "rq":
        return True
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS_TO_ANSWER) as redis:
            return bool(redis.ping())
    except RedisError:
        return False


def chosen_engine_answers() -> bool:
    """Where it does not, the database answers searches."""
    if not settings.ELASTICSEARCH_URL:
        return True
    from catalogue.search.elastic import client

    try:
        client.look()
    except EngineAway:
        return False
    return True


def _answer(checks: dict[str, str]) -> JsonResponse:
    status = next((worst for worst in (FAILED, DEGRADED) if worst in checks.values()), OK)
    body = {"status": status} | checks
    return JsonResponse(body, status=503 if status == FAILED else 200, headers={"Cache-Control": "no-store"})
