"""Start, freeze, kill and start again."""

import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.elasticsearch.layout import laid_out
from tests.services.ports import free_port

# Small and soon there: the quick compiler alone, one thread of cleaning.
JAVA = "java -Xms256m -Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dlog4j2.disable.jmx=true"


class Node:
    """`url` and the data stay the same through every `kill` and `start`."""

    def __init__(self, directory: Path):
        self.directory = directory
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        node, log = laid_out(), self.directory / "log"
        command = [*JAVA.split(), "-cp", f"{node}/core/*:{node}/classes", "Node"]
        with log.open("a") as said:
            # It ends when its standard input does, so it cannot outlive us, whatever ends us.
            self.process = subprocess.Popen(
                [*command, node / "home", self.directory / "data", str(self.port)],
                stdin=subprocess.PIPE, stdout=said, stderr=said, start_new_session=True,
            )  # fmt: skip
        self.wait()

    def wait(self, *, seconds: float = 240) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=5s", timeout=6)
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError((self.directory / "log").read_text()[-10000:])

    def freeze(self) -> None:
        """It takes connections and says nothing, as a machine does that is out of memory."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(60)


@contextmanager
def running_elasticsearch() -> Iterator[Node]:
    with tempfile.TemporaryDirectory(prefix="ocop-elasticsearch-") as directory:
        node = Node(Path(directory))
        try:
            node.start()
            yield node
        finally:
            node.kill()
