"""Real web processes: gunicorn with our production settings file, on a free port."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.services.ports import free_port, wait_for_port

HOUSE = Path(__file__).resolve().parents[2]


@contextmanager
def running_web(
    database_url: str, *, workers: int = 2, threads: int = 8, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield the address of a shop served from this database. A failing block is told what the server said."""
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
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen(
            [*command, told.pop("WSGI", "shop.wsgi")], cwd=HOUSE, env=os.environ | told, stdout=said, stderr=said
        )
        try:
            wait_for_port(port, seconds=60)
            yield f"http://127.0.0.1:{port}"
        except Exception as fault:
            said.seek(0)
            fault.add_note(f"The web server said: {said.read()[-20000:]}")
            raise
        finally:
            server.terminate()
            server.wait(30)
