"""A Redis of our own, on a free port, keeping nothing."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests.services.ports import free_port, wait_for_port


@contextmanager
def running_redis() -> Iterator[str]:
    """Yield its URL."""
    if shutil.which("redis-server") is None:
        raise FileNotFoundError("Redis is not installed: apt install redis-server")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="ocop-redis-") as directory:
        command = ["redis-server", "--port", str(port), "--save", "", "--appendonly", "no", "--dir", directory]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            wait_for_port(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(60)
