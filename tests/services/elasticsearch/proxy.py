"""Stands before a node and lets its answers wait."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Proxy:
    """`seconds`: how long each answer is kept back from now on. `is_trickling`: it comes letter by letter meanwhile."""

    def __init__(self, target: str):
        self.target = (urlsplit(target).hostname, urlsplit(target).port)
        self.seconds = 0.0
        self.is_trickling = False
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.server.getsockname()[1]}"
        self.is_stopped = threading.Event()

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                visitor, _address = self.server.accept()
                node = socket.create_connection(self.target)
                threading.Thread(target=self._pass, args=(visitor, node, False), daemon=True).start()
                threading.Thread(target=self._pass, args=(node, visitor, True), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, is_answer: bool) -> None:
        with suppress(OSError), source, sink:
            while said := source.recv(65536):
                if is_answer and self.is_trickling:
                    for at in range(len(said)):
                        sink.sendall(said[at : at + 1])
                        self.is_stopped.wait(self.seconds / len(said))
                else:
                    if is_answer:
                        self.is_stopped.wait(self.seconds)
                    sink.sendall(said)


@contextmanager
def slow_proxy(target: str) -> Iterator[Proxy]:
    proxy = Proxy(target)
    threading.Thread(target=proxy.serve, daemon=True).start()
    try:
        yield proxy
    finally:
        proxy.is_stopped.set()
        proxy.server.close()
