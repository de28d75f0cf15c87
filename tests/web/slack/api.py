"""Slack's Web API on this machine: takes what the real client sends, answers as its documentation shows."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from slack_sdk import WebClient

POSTED = {
    "ok": True, "channel": "C123456", "ts": "1503435956.000247",
    "message": {
        "text": "Here's a message for you", "username": "ecto1", "bot_id": "B123456", "attachments": [],
        "type": "message", "subtype": "bot_message", "ts": "1503435956.000247",
    },
}  # fmt: skip
"""The answer of `chat.postMessage`, of its page."""
SPENGLER: dict[str, Any] = {
    "ok": True,
    "user": {
        "id": "W012A3CDE", "team_id": "T012AB3C4", "name": "spengler", "deleted": False, "color": "9f69e7",
        "real_name": "Egon Spengler", "tz": "America/Los_Angeles", "profile": {"email": "spengler@ghostbusters.example.com"},
        "is_admin": True, "is_owner": False, "is_restricted": False, "is_ultra_restricted": False, "is_bot": False,
    },
}  # fmt: skip
"""The answer of `users.lookupByEmail`, of its page."""
NOBODY = {"ok": False, "error": "users_not_found"}
NO_CHANNEL = {"ok": False, "error": "channel_not_found"}
TOO_MANY = {"ok": False, "error": "ratelimited"}
"""With 429 and `Retry-After`."""


@dataclass
class Asked:
    """What was asked of it, and what it answers to each method: a body, or a status, headers and a body."""

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answers: dict[str, Any] = field(
        default_factory=lambda: {"chat.postMessage": POSTED, "users.lookupByEmail": SPENGLER}
    )

    def of(self, method: str) -> list[dict[str, Any]]:
        """What this method was told, call by call."""
        return [told for name, told in self.calls if name == method]


@contextmanager
def slack_api() -> Iterator[tuple[Asked, Any]]:
    """The API while a test runs: what it was asked, and the client that asks it."""
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            kind = self.headers.get("Content-Type", "")
            told = json.loads(body) if "json" in kind else dict(parse_qsl(body))
            method = self.path.partition("?")[0].rpartition("/")[2]
            asked.calls.append((method, told | dict(parse_qsl(self.path.partition("?")[2]))))
            answer = asked.answers[method]
            status, headers, said = answer if isinstance(answer, tuple) else (200, {}, answer)
            text = json.dumps(said).encode()
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(text)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield asked, partial(WebClient, base_url=f"http://127.0.0.1:{server.server_port}/api/")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
