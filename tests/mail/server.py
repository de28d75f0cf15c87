"""A mail server that listens on a port of its own, keeps what it takes, and misbehaves as a test wants.

It is written out, and not taken from a library, so that it can break the talk off at any line: real servers do.
"""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


@dataclass
class Behaviour:
    """How the server behaves: what it says at each verb (once each, then normally), and when it breaks off.

    `says`: verb to a list of answers. `breaks_off`: "connect", "DATA" (in place of letting it come), "middle" (after
    its first line) or "dot" (the whole mail came, and no answer goes). `slow`: seconds before the answer to the mail.
    """

    says: dict[str, list[str]] = field(default_factory=dict)
    breaks_off: str = ""
    slow: float = 0.0


class MailServer(socketserver.ThreadingTCPServer):
    """The server; `taken` is what it took, as (recipient, mail)."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        self.behaviour = Behaviour()
        self.taken: list[tuple[str, bytes]] = []
        self.lock = threading.Lock()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.server_address[1])

    def mails(self) -> list[EmailMessage]:
        """What it took, read as a mail program would."""
        return [cast("EmailMessage", message_from_bytes(raw, policy=policy.default)) for _to, raw in self.taken]


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        try:
            self._talk()
        except OSError:
            return

    def _talk(self) -> None:
        how = self.server.behaviour
        if how.breaks_off == "connect":
            return
        self._say("220 here")
        to = ""
        while line := self.rfile.readline().decode():
            verb = line.split(" ", 1)[0].strip().upper()[:4]
            with self.server.lock:
                told = how.says.get(verb)
                answer = told.pop(0) if told else ""
            if answer:
                self._say(answer)
                continue
            if verb == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
            if verb == "DATA":
                if how.breaks_off == "DATA":
                    return
                self._say("354 go on")
                if not self._data(to, how):
                    return
                continue
            self._say("221 bye" if verb == "QUIT" else "250 ok")
            if verb == "QUIT":
                return

    def _data(self, to: str, how: Behaviour) -> bool:
        if how.breaks_off == "middle":
            self.rfile.readline()
            return False
        body = []
        while (part := self.rfile.readline()) not in {b".\r\n", b""}:
            body.append(part[1:] if part.startswith(b"..") else part)
        if how.breaks_off == "dot":
            return False
        time.sleep(how.slow)
        with self.server.lock:
            told = how.says.get("DOT")
            answer = told.pop(0) if told else "250 taken"
            if answer.startswith("2"):
                self.server.taken.append((to, b"".join(body)))
        self._say(answer)
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def listening(port: int = 0) -> Iterator[MailServer]:
    """A server that listens until the block ends."""
    with MailServer(port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(timeout=5)
