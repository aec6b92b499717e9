"""Stripe's addresses over HTTP, the page where a buyer pays, and controls for what shall go wrong."""

import html
import json
import re
import socket
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from .books import Books, Refused
from .messages import Messages


@dataclass
class Fault:
    """What happens to the next `times` requests whose "METHOD /path" contains `match`.

    kind: "drop" (done, then the line is cut), "refuse" (the line is cut before anything is done),
    "delay" (`seconds` before the answer), "status" (answered `status`, nothing done).
    """

    kind: str
    match: str = ""
    times: int = 1
    seconds: float = 0
    status: int = 500


@dataclass
class FakeStripe:
    """`with FakeStripe() as stripe:` — `stripe.url` is its address. `webhook_url`: where messages go by themselves."""

    secret_key: str = "sk_test_fake"
    webhook_secret: str = "whsec_fake"
    webhook_url: str = ""
    port: int = 0
    returns_buyer: bool = True
    keeps_idempotency_keys: bool = True
    faults: list[Fault] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.messages = Messages(secret=self.webhook_secret, url=self.webhook_url)
        self.books = Books(lambda: self.url, self._announce)
        self.on_their_way: list[threading.Thread] = []
        self.answers: dict[str, tuple] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), type("Bound", (Handler,), {"stripe": self}))
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> "FakeStripe":
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *error) -> None:
        """After what it still has to say: the shop may not hear it among the rows of the next test."""
        for sending in self.on_their_way:
            sending.join()
        self.server.shutdown()
        self.server.server_close()

    def go_wrong(self, kind: str, **how) -> Fault:
        self.faults.append(Fault(kind, **how))
        return self.faults[-1]

    def fault_for(self, request: str) -> Fault | None:
        for fault in self.faults:
            if fault.times and fault.match in request:
                fault.times -= 1
                return fault
        return None

    def _announce(self, kind: str, about: dict) -> None:
        event = self.messages.keep(kind, about)
        if self.messages.url:
            sending = threading.Thread(target=self.messages.send_until_taken, args=[event], daemon=True)
            self.on_their_way.append(sending)
            sending.start()


class Handler(BaseHTTPRequestHandler):
    stripe: FakeStripe
    protocol_version = "HTTP/1.1"

    def log_message(self, *args) -> None:
        """Silence."""

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def _answer(self, method: str) -> None:
        path = urlsplit(self.path).path
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if path.startswith("/_control/"):
            return self._json(200, self._control(path, json.loads(body or b"{}")))
        if path.startswith("/pay/"):
            return self._page(method, path.removeprefix("/pay/"))
        request = f"{method} {path}"
        self.stripe.heard.append(request)
        fault = self.stripe.fault_for(request)
        if fault and fault.kind == "refuse":
            return self._cut()
        if fault and fault.kind == "status":
            error = {"type": "api_error", "message": "told to fail"}
            return self._json(fault.status, {"error": error}, {"Stripe-Should-Retry": "false"})
        status, answer = self._api(method, path, body)
        if fault and fault.kind == "delay":
            time.sleep(fault.seconds)
        if fault and fault.kind == "drop":
            return self._cut()
        return self._json(status, answer)

    def _api(self, method: str, path: str, body: bytes) -> tuple[int, dict]:
        stripe = self.stripe
        if self.headers.get("Authorization") != f"Bearer {stripe.secret_key}":
            return 401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key provided"}}
        asked = (path, body)
        key = self.headers.get("Idempotency-Key") if method == "POST" and stripe.keeps_idempotency_keys else None
        with stripe.books.lock:
            if key in stripe.answers:
                before, answer = stripe.answers[key]
                if before != asked:
                    message = "Keys for idempotent requests can only be used with the same parameters"
                    return 400, {"error": {"type": "idempotency_error", "message": message}}
                return answer
            try:
                answer = 200, self._do(method, path, _nested(body if method == "POST" else urlsplit(self.path).query))
            except Refused as refused:
                return refused.status, {"error": refused.error}
            if key:
                # A refused request keeps no key: https://docs.stripe.com/api/idempotent_requests
                stripe.answers[key] = (asked, (200, dict(answer[1])))
            return answer

    def _do(self, method: str, path: str, params: dict) -> dict:
        books = self.stripe.books
        match method, *path.strip("/").split("/")[1:]:
            case "POST", "checkout", "sessions":
                return books.create_session(params)
            case "GET", "checkout", "sessions", identity:
                return books.session(identity, expand=list(params.get("expand", {}).values()))
            case "POST", "checkout", "sessions", identity, "expire":
                return books.expire(identity)
            case "GET", "payment_intents", identity:
                return books.payment(identity)
            case "POST", "refunds":
                return books.refund(params)
            case "GET", "refunds":
                return books.refunds_of(params["payment_intent"])
            case "GET", "refunds", identity:
                return books.find_refund(identity)
        raise Refused(f"Unrecognized request URL ({method}: {path})", status=404)

    def _control(self, path: str, told: dict) -> dict:
        stripe = self.stripe
        match path.removeprefix("/_control/"):
            case "pay":
                return stripe.books.pay(**told)
            case "fault":
                return vars(stripe.go_wrong(**told))
            case "refund":
                return stripe.books.change_refund(**told)
            case "deliver":
                statuses = [
                    stripe.messages.send(event) for event in stripe.messages.kept for _ in range(told.get("times", 1))
                ]
                return {"statuses": statuses}
            case "set":
                for name, value in told.items():
                    setattr(stripe.messages if name == "url" else stripe, name, value)
        return {"sessions": stripe.books.sessions, "payments": stripe.books.payments, "refunds": stripe.books.refunds}

    def _page(self, method: str, identity: str) -> None:
        try:
            session = self.stripe.books.session(identity)
            if method == "GET":
                return self._html(200, _pay_page(session))
            session = self.stripe.books.pay(identity)
        except Refused as refused:
            return self._html(410, f"<h1>{html.escape(str(refused))}</h1>")
        if not self.stripe.returns_buyer:
            return self._html(200, "<h1>Paid</h1><p>You may close this window.</p>")
        return self._send(303, b"", {"Location": session["success_url"]})

    def _html(self, status: int, body: str) -> None:
        page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Fake Stripe</title>{body}</html>'
        self._send(status, page.encode(), {"Content-Type": "text/html; charset=utf-8"})

    def _json(self, status: int, answer: dict, headers: dict | None = None) -> None:
        self._send(status, json.dumps(answer).encode(), {"Content-Type": "application/json"} | (headers or {}))

    def _send(self, status: int, body: bytes, headers: dict) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


def _pay_page(session: dict) -> str:
    if session["status"] != "open":
        return f"<h1>This payment is {session['status']}.</h1>"
    return (
        f"<h1>Pay {session['amount_total']} ₫</h1><p>{html.escape(session['client_reference_id'] or '')}</p>"
        f'<form method="post"><button>Pay</button></form>'
        f'<p><a href="{html.escape(session["cancel_url"] or "")}">Back without paying</a></p>'
    )


def _nested(text: bytes | str) -> dict:
    """Stripe's form encoding: "line_items[0][quantity]=1" → {"line_items": {"0": {"quantity": "1"}}}"""
    nested: dict = {}
    for name, value in parse_qsl(text.decode() if isinstance(text, bytes) else text, keep_blank_values=True):
        *steps, last = re.findall(r"[^\[\]]+", name)
        place = nested
        for step in steps:
            place = place.setdefault(step, {})
        place[last] = value
    return nested
