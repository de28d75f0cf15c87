"""Mails that come in: a bounce silences its address, a colleague's ask is written down once, the rest is told why."""

from __future__ import annotations

import datetime as dt
import io
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import pytest

from tests.program.asks.town import POLICY, TODAY, Town, invited, propose
from vouch.cli.app import main
from vouch.domain.errors import Ambiguous, BadInput, NotFound, Refusal
from vouch.program.asks.actions import tending
from vouch.program.asks.models import Ask
from vouch.program.outbox import queries
from vouch.program.outbox.models import Message, Undeliverable
from vouch.runs.mail_in import log, take

pytestmark = pytest.mark.django_db


def dsn(message_id: str, *, action: str = "failed", status: str = "5.1.1", headers_only: bool = False) -> bytes:
    """A report of a mail server, as RFC 3464 has it."""
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"], report["To"] = "MAILER-DAEMON@mx.example.org", "vouch@example.com"
    report.attach(MIMEText("It could not be delivered.\n"))
    fields = EmailMessage()
    fields["Final-Recipient"] = "rfc822; ana@elsewhere.example"
    fields["Action"], fields["Status"] = action, status
    fields["Diagnostic-Code"] = f"smtp; 550 {status} no such user"
    about = EmailMessage()
    about["Reporting-MTA"] = "dns; mx.example.org"
    status_part = MIMEMultipart("delivery-status")
    status_part.set_type("message/delivery-status")
    status_part.set_payload([about, fields])
    report.attach(status_part)
    original = EmailMessage()
    original["Message-ID"], original["Subject"] = message_id, "Hello"
    if headers_only:
        part = MIMEText(original.as_string())
        part.set_type("text/rfc822-headers")
        report.attach(part)
    else:
        original.set_content("Hello")
        report.attach(MIMEMessage(original))
    return report.as_bytes()


def read(raw: bytes, **more: Any) -> list[str]:
    return take(raw, policy=POLICY, today=TODAY, **more)


@pytest.mark.parametrize("headers_only", [False, True])
def test_a_bounce_stops_all_further_mail_to_that_address(headers_only: bool) -> None:
    town = Town()
    ask = invited(town)
    mail = Message.objects.get()
    Message.objects.update(sent_at=dt.datetime(2026, 11, 25, tzinfo=dt.UTC), text="", html="")
    (said,) = read(dsn(mail.message_id, headers_only=headers_only))
    assert said == "The mail to ana@example.org came back (550 5.1.1 no such user). Nothing more is sent there."
    assert Undeliverable.objects.get().address == "ana@example.org", "ours, not the one it was forwarded to"
    assert queries.state(Message.objects.get()) == "failed"
    assert tending.end_undeliverable(policy=POLICY, today=TODAY) == 1
    ask.refresh_from_db()
    assert (ask.state, ask.invited_at) == ("withdrawn", None)
    with pytest.raises(Refusal, match="no e-mail address at which Ana Silva can be reached"):
        propose(town)


def test_nobody_can_silence_an_address_with_a_bounce_they_made_up() -> None:
    invited(Town())
    with pytest.raises(BadInput, match="did not leave from here"):
        read(dsn("<made-up@example.com>"))
    with pytest.raises(BadInput, match="did not leave from here"):
        read(dsn(""))
    assert not Undeliverable.objects.exists()


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("failed", "4.2.2")])
def test_a_mail_that_is_only_late_changes_nothing(action: str, status: str) -> None:
    invited(Town())
    (said,) = read(dsn(Message.objects.get().message_id, action=action, status=status))
    assert "still tries" in said
    assert not Undeliverable.objects.exists()


def own_mail(**heads: str) -> EmailMessage:
    """A mail that Sol wrote to Ana, with us in blind copy."""
    mail = EmailMessage()
    told = {
        "From": "Sol <SOL@example.com>",
        "To": "Ana Silva <ana@example.org>",
        "Subject": "Would a reference call suit you?",
        "Date": "Mon, 23 Nov 2026 09:30:00 +0100",
        "Message-ID": "<one@example.com>",
    }
    for name, value in {**told, **heads}.items():
        mail[name] = value
    mail.set_content("Dear Ana, ...")
    return mail


def test_a_mail_in_blind_copy_is_written_down_once() -> None:
    town = Town()
    raw = own_mail().as_bytes()
    assert read(raw) == [
        "Written down: Ana Silva was asked for a reference call with one prospect on 23 Nov 2026, outside Vouch."
    ]
    (again,) = read(raw)
    assert again == "Sol has written this down already. Nothing was changed."
    ask = Ask.objects.get()
    assert (ask.contact, ask.origin, ask.proposed_by, ask.activity) == (town.ana, "outside", town.sol, "reference_call")
    assert ask.subject == "Would a reference call suit you?"


def test_a_forwarded_mail_is_read_for_whom_and_when_it_was_first_sent() -> None:
    town = Town()
    outer = MIMEMultipart()
    outer["From"], outer["To"] = "sol@example.com", "vouch@example.com"
    outer["Subject"], outer["Date"] = "Fwd: a call", "Wed, 25 Nov 2026 10:00:00 +0000"
    outer.attach(MIMEText("see below"))
    outer.attach(MIMEMessage(own_mail()))
    read(outer.as_bytes())
    ask = Ask.objects.get()
    assert ask.contact == town.ana
    assert ask.invited_at is not None
    assert ask.invited_at.date() == dt.date(2026, 11, 23)


def test_a_mail_forwarded_as_text_is_read_by_its_quoted_head() -> None:
    Town()
    mail = own_mail(To="vouch@example.com", Subject="Fwd: the reference call")
    mail.set_content("\n---- Forwarded ----\nFrom: Sol\nTo: Ana Silva <ana@example.org>\nSubject: Hello\n\nDear Ana")
    assert "Ana Silva was asked" in read(mail.as_bytes())[0]


@pytest.mark.parametrize(
    ("heads", "sentence"),
    [
        ({"From": "ana@example.org"}, "no colleague's address"),
        ({"From": ""}, "no colleague's address"),
        ({"To": "who@example.net"}, "is somebody's we know"),
        ({"Subject": "Hello"}, "Name it with --for"),
    ],
)
def test_what_cannot_be_written_down_is_told_why(heads: dict[str, str], sentence: str) -> None:
    Town()
    with pytest.raises(BadInput, match=sentence):
        read(own_mail(**heads).as_bytes())
    assert not Ask.objects.exists()


@pytest.mark.parametrize("raw", [b"", b"\0\xff\xfe", b"hello\nworld\n", "schöne Grüße".encode()])
def test_what_is_no_mail_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput, match=r"This is no mail|no colleague"):
        read(raw)


def test_a_date_nobody_can_read_or_of_tomorrow_counts_as_today() -> None:
    Town()
    read(own_mail(Date="Thu, 01 Jan 2099 00:00:00 +0000").as_bytes())
    ask = Ask.objects.get()
    assert ask.invited_at is not None
    assert ask.invited_at.date() == TODAY


def test_one_line_is_enough() -> None:
    town = Town()
    told: dict[str, Any] = {"on": TODAY, "policy": POLICY, "today": TODAY}
    assert "Bo Berg was asked for an introduction" in log("bo berg", activity="referral", by="sol@example.com", **told)
    assert Ask.objects.get().proposed_by == town.sol
    with pytest.raises(NotFound, match="Nobody is known by"):
        log("nobody", activity="referral", **told)
    with pytest.raises(BadInput, match="no activity type of the ladder"):
        log("Ana Silva", activity="dance", **told)
    town.ana.name = "Bo Berg"
    town.ana.save()
    with pytest.raises(Ambiguous, match="Name one by e-mail"):
        log("Bo Berg", activity="referral", **told)


def test_the_command_says_what_is_missing(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    for arguments, sentence in (([], "Say who was asked"), (["ana@example.org"], "with --for")):
        with pytest.raises(SystemExit) as ended:
            main(["log-ask", *arguments, "--data", str(tmp_path)])
        assert ended.value.code == 2
        assert sentence in capsys.readouterr().err
