"""The shop as `make run` opens it, in a process of its own."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.services.ports import free_port
from tests.services.processes import HOUSE


@dataclass(frozen=True, slots=True)
class OpenShop:
    address: str
    process: subprocess.Popen

    def leave(self) -> int:
        """Press Ctrl-C. Returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=120)


@contextmanager
def open_shop(database_url: str, *options: str, seconds: int = 300) -> Iterator[OpenShop]:
    """Yield a shop that is ready to serve from this database."""
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DEBUG": "true",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "manage.py", "open_shop", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=HOUSE,
        # Where the tests themselves run in the background, Ctrl-C is ignored and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        yield OpenShop(wait_for(f"http://127.0.0.1:{port}", process, seconds=seconds), process)
    finally:
        process.kill()
        process.wait(timeout=10)


@contextmanager
def demonstration_shop() -> Iterator[str]:
    """Yield the address of a shop on a database made for the occasion, with pictures."""
    with tempfile.TemporaryDirectory() as folder, open_shop(f"sqlite:///{folder}/shop.sqlite3") as shop:
        yield shop.address


def wait_for(address: str, process: subprocess.Popen, *, seconds: int) -> str:
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=60)
        except OSError:
            if process.poll() is not None:
                raise RuntimeError(f"the shop ended with {process.returncode} before it was open") from None
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return address
