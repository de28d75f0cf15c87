"""Mails are kept where no server is set, sent where one is, and forgotten once they left."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from email import message_from_string
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail

from tests.program.cast import ines, somebody
from vouch.domain.errors import Conflict, NotAllowed, NotFound, Refusal
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.program.outbox import actions, queries
from vouch.program.outbox.delivery import deliver
from vouch.program.outbox.letter import Attachment, Letter
from vouch.program.outbox.models import Message

pytestmark = pytest.mark.django_db


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    taken: list[str]
    refuses = False


class _Talk(socketserver.StreamRequestHandler):
    """Enough of SMTP to take a mail, or to refuse it."""

    server: _Server

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().decode():
            verb = line[:4].upper()
            if verb == "DATA":
                self.wfile.write(b"354 go on\r\n")
                body = []
                while (part := self.rfile.readline().decode()) != ".\r\n":
                    body.append(part)
                self.server.taken.append("".join(body))
            if verb == "RCPT" and self.server.refuses:
                self.wfile.write(b"550 nobody here\r\n")
                continue
            self.wfile.write(b"221 bye\r\n" if verb == "QUIT" else b"250 ok\r\n")
            if verb == "QUIT":
                return


@pytest.fixture
def server(settings: Any) -> Iterator[_Server]:
    """A mail server on a free port, and settings that point at it."""
    with _Server(("127.0.0.1", 0), _Talk) as running:
        running.taken = []
        threading.Thread(target=running.serve_forever, daemon=True).start()
        settings.VOUCH_SMTP = True
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.server_address[1]
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield running
        running.shutdown()


def test_without_a_server_a_mail_waits_whole() -> None:
    mail = EmailMultiAlternatives("Hello", "Plain", "vouch@example.com", ["ana@example.org", "bo@example.org"])
    mail.attach_alternative("<p>Rich</p>", "text/html")
    mail.send()
    rows = queries.messages(waiting=True)
    assert [(row.to, row.subject, row.text, row.html) for row in rows] == [
        ("bo@example.org", "Hello", "Plain", "<p>Rich</p>"),
        ("ana@example.org", "Hello", "Plain", "<p>Rich</p>"),
    ]
    assert queries.waiting_count() == 2
    with pytest.raises(Refusal, match="No mail server is set"):
        actions.send_again(by=ines(), pk=rows[0].pk)


def test_with_a_server_it_leaves_at_once_and_its_text_is_forgotten(server: _Server) -> None:
    send_mail("Hello", "A secret link", None, ["ana@example.org"])
    (row,) = queries.messages()
    assert row.sent_at is not None
    assert (row.text, row.html, row.error) == ("", "", "")
    assert "A secret link" in server.taken[0]
    assert [*queries.messages(waiting=True)] == []


def test_a_server_that_refuses_fails_nobody_and_the_mail_can_be_sent_again(server: _Server) -> None:
    me = ines()
    server.refuses = True
    send_mail("Hello", "Text", None, ["ana@example.org"])
    (row,) = queries.messages(waiting=True)
    assert row.text == "Text"
    assert "550" in row.error
    server.refuses = False
    assert actions.send_again(by=me, pk=row.pk).error == ""
    assert Change.objects.get(action="send_mail_again").data == {"sent": True}
    with pytest.raises(Conflict, match="has left already"):
        actions.send_again(by=me, pk=row.pk)


def test_a_server_that_is_not_there_is_said(settings: Any) -> None:
    settings.VOUCH_SMTP = True
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    send_mail("Hello", "Text", None, ["ana@example.org"])
    assert "ConnectionRefusedError" in Message.objects.get().error


def test_only_administrators_send(server: _Server) -> None:
    with pytest.raises(NotAllowed):
        actions.send_again(by=somebody(Position.PROGRAMME_MANAGER), pk=1)
    with pytest.raises(NotFound):
        actions.send_again(by=ines(), pk=1)


def test_a_calendar_goes_along_and_is_forgotten_with_the_text(server: _Server) -> None:
    entry = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Ana\r\nEND:VCALENDAR\r\n"
    file = Attachment(name="call.ics", type="text/calendar; method=REQUEST", text=entry)
    letter = Letter(to="ana@acme.example", subject="It is set", text="It is set.", html="<p>It is set.</p>",
                    attachments=(file,))  # fmt: skip
    row = actions.write(letter, key="calendar 1")
    assert row.attachments == [{"name": "call.ics", "type": "text/calendar; method=REQUEST", "text": entry}]
    assert deliver(row)
    row.refresh_from_db()
    assert (row.attachments, row.text) == ([], "")
    mail = message_from_string(server.taken[0])
    found = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in found] == ["REQUEST", "REQUEST"]
    assert [part.get_filename() for part in found] == [None, "call.ics"]
    for part in found:
        assert b"SUMMARY:Ana" in part.get_payload(decode=True).replace(b"\r\n", b"\n")  # type: ignore[union-attr]
