"""A way from a browser to the shop on which requests and answers are lost, cut, doubled and late, as told."""

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx


class Fault(Enum):
    REQUEST_LOST = "the line is cut before the shop has heard anything"
    ANSWER_LOST = "the shop has done it, then the line is cut"
    ANSWER_CUT = "half of the answer arrives"
    ASKED_TWICE = "the shop hears it twice, the second answer arrives"
    LATE = "the answer takes its time"


LATE_SECONDS = 1
HOP_BY_HOP = {"connection", "content-length", "date", "host", "keep-alive", "server", "transfer-encoding"}


@dataclass
class BadNetwork:
    """`with BadNetwork(to=shop, hits="/api/") as network:` — `network.url` is the shop's address behind it.

    Each request whose address contains `hits` meets the next of `coming`, and then it stands in `met`.
    """

    to: str
    hits: str
    coming: deque[Fault] = field(default_factory=deque)
    met: list[Fault] = field(default_factory=list)

    def __enter__(self) -> "BadNetwork":
        self.shop = httpx.Client(base_url=self.to, timeout=60)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"network": self}))
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *error) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.shop.close()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server.server_address[1]}"

    def next_for(self, path: str) -> Fault | None:
        if self.hits not in path or not self.coming:
            return None
        self.met.append(self.coming.popleft())
        return self.met[-1]


class Handler(BaseHTTPRequestHandler):
    network: BadNetwork

    def carry(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.network.next_for(self.path)
        if fault is Fault.REQUEST_LOST:
            return
        status, headers, said = self.ask(body)
        if fault is Fault.ASKED_TWICE:
            status, headers, said = self.ask(body)
        if fault is Fault.ANSWER_LOST:
            return
        if fault is Fault.LATE:
            time.sleep(LATE_SECONDS)
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said[: len(said) // 2] if fault is Fault.ANSWER_CUT else said)

    do_GET = do_HEAD = do_POST = carry

    def ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """The answer as it came, packed or not."""
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        with self.network.shop.stream(self.command, self.path, content=body, headers=headers) as answer:
            said = b"".join(answer.iter_raw())
        kept = [(name, value) for name, value in answer.headers.multi_items() if name.lower() not in HOP_BY_HOP]
        return answer.status_code, kept, said

    def log_message(self, format: str, *args) -> None:
        pass
