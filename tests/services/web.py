"""Real web processes: gunicorn with our production settings file, on a free port."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tests.services.ports import free_port, wait_for_port
from tests.services.processes import running


@contextmanager
def running_web(
    database_url: str, *, workers: int = 2, threads: int = 8, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield the address of a shop served from this database."""
    port = free_port()
    told = {
        "DATABASE_URL": database_url,
        "DATABASE_POOL_SIZE": str(threads),
        "DEBUG": "false",
        "EMAIL_URL": "dummymail://",
        "BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": str(workers),
        "WEB_THREADS": str(threads),
    } | dict(environment or {})
    command = [sys.executable, "-m", "gunicorn", "--config", "shop/gunicorn.conf.py", "--access-logfile", "/dev/null"]
    with running([*command, told.pop("WSGI", "shop.wsgi")], os.environ | told):
        wait_for_port(port, seconds=240)
        yield f"http://127.0.0.1:{port}"
