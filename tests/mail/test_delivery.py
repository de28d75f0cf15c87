"""A mail leaves once; what the server says decides whether it is tried again, given up, or in doubt."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tests.mail.server import MailServer
from tests.program.cast import ines
from vouch.domain.errors import Conflict
from vouch.program.outbox import actions, queries
from vouch.program.outbox.delivery import WAITS, deliver, deliver_due
from vouch.program.outbox.letter import Letter
from vouch.program.outbox.models import Message, Undeliverable

pytestmark = pytest.mark.django_db


def write(to: str = "ana@example.org", key: str = "k", **more: Any) -> Message:
    with transaction.atomic():
        return actions.write(Letter(**{"to": to, "subject": "Hello", "text": "Text\n", **more}), key=key)


def looked_at(row: Message) -> Message:
    row.refresh_from_db()
    return row


def test_the_same_mail_is_written_once() -> None:
    write()
    with pytest.raises(Conflict):
        write()
    assert Message.objects.count() == 1


def test_it_leaves_whole_and_its_words_are_forgotten(server: MailServer) -> None:
    row = write(html="<p>Rich</p>", headers={"Reply-To": "Mara <mara@example.com>"})
    assert deliver_due().mails == 1
    (mail,) = server.mails()
    assert mail["To"] == "ana@example.org"
    assert mail["Message-ID"] == row.message_id
    assert mail["Reply-To"] == "Mara <mara@example.com>"
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert (looked_at(row).text, row.html, row.error) == ("", "", "")
    assert deliver_due().mails == 0


def test_busy_now_is_tried_again_later_and_then_leaves_once(server: MailServer) -> None:
    row = write()
    server.behaviour.says = {"RCPT": ["450 try later"]}
    assert deliver_due().mails == 1
    assert (looked_at(row).taken_at, row.failed_at) == (None, None)
    assert "450 try later" in row.error
    assert deliver_due().mails == 0, "it rests first"
    assert deliver_due(now=timezone.now() + WAITS[0]).mails == 1
    assert len(server.taken) == 1
    assert looked_at(row).sent_at is not None


def test_each_rest_is_longer_and_after_five_days_it_is_given_up(server: MailServer) -> None:
    row = write()
    server.behaviour.says = {"DOT": ["451 not now"] * 50}
    now, rests = timezone.now(), []
    while looked_at(row).failed_at is None:
        assert deliver(row, now=now)
        if looked_at(row).not_before and row.failed_at is None:
            assert row.not_before is not None
            rests.append(row.not_before - now)
            now = row.not_before
    assert rests == sorted(rests)
    assert dt.timedelta(days=4) < sum(rests, dt.timedelta()) < dt.timedelta(days=5)
    assert row.error.startswith("Given up after five days. 451")


def test_nobody_there_silences_the_address_and_only_that(server: MailServer) -> None:
    first, other = write(), write("bo@example.org", key="b")
    server.behaviour.says = {"RCPT": ["550 5.1.1 no such user"]}
    deliver_due()
    assert queries.state(looked_at(first)) == "failed"
    assert queries.state(looked_at(other)) == "sent"
    assert list(Undeliverable.objects.values_list("address", flat=True)) == ["ana@example.org"]
    again = write(key="another")
    assert queries.state(again) == "failed"
    assert "No mail reaches this address since" in again.error
    assert queries.unreachable(["Ana@example.org", "bo@example.org"]) == {"ana@example.org"}


@pytest.mark.parametrize(
    "says",
    [{"RCPT": ["550 5.7.1 relaying denied"]}, {"DOT": ["554 5.7.1 looks like spam"]}, {"RCPT": ["554 no relay"]}],
)
def test_a_rule_of_the_server_says_nothing_of_the_address(server: MailServer, says: dict[str, list[str]]) -> None:
    row = write()
    server.behaviour.says = says
    deliver_due()
    assert queries.state(looked_at(row)) == "failed"
    assert not Undeliverable.objects.exists()


def test_a_server_that_is_down_costs_one_try_and_loses_nothing(settings: Any) -> None:
    settings.VOUCH_SMTP = True
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    rows = [write(f"p{number}@example.org", key=str(number)) for number in range(3)]
    tried = deliver_due()
    assert (tried.mails, tried.server_down) == (1, True)
    assert [queries.state(looked_at(row)) for row in rows] == ["waiting"] * 3


@pytest.mark.parametrize("moment", ["connect", "DATA"])
def test_a_talk_that_broke_off_before_the_end_is_tried_again(server: MailServer, moment: str) -> None:
    row = write()
    server.behaviour.breaks_off = moment
    assert deliver_due().server_down
    assert queries.state(looked_at(row)) == "waiting"
    server.behaviour.breaks_off = ""
    deliver_due(now=timezone.now() + WAITS[0])
    assert len(server.taken) == 1


@pytest.mark.parametrize("moment", ["middle", "dot"])
def test_a_talk_that_broke_off_with_the_mail_out_of_our_hands_is_in_doubt_and_never_sent_again_by_itself(
    server: MailServer, moment: str
) -> None:
    row = write()
    server.behaviour.breaks_off = moment
    deliver_due()
    assert queries.state(looked_at(row)) == "in_doubt"
    assert row.error.startswith("It may have left")
    server.behaviour.breaks_off = ""
    assert deliver_due(now=timezone.now() + dt.timedelta(days=30)).mails == 0
    assert server.taken == []


def test_a_server_slower_than_we_wait_leaves_a_doubt_too(server: MailServer, settings: Any) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    server.behaviour.slow = 0.6
    row = write()
    deliver_due()
    assert queries.state(looked_at(row)) == "in_doubt"


def test_a_slow_server_is_waited_for(server: MailServer) -> None:
    server.behaviour.slow = 0.3
    row = write()
    deliver_due()
    assert queries.state(looked_at(row)) == "sent"


def test_a_mail_that_a_killed_sender_took_is_shown_and_an_administrator_decides(server: MailServer) -> None:
    me, row = ines(), write()
    taken = timezone.now() - queries.UNDER_WAY - dt.timedelta(seconds=1)
    Message.objects.filter(pk=row.pk).update(taken_at=taken)
    assert deliver_due().mails == 0
    assert list(queries.in_doubt()) == [row]
    assert actions.settle(by=me, pk=row.pk, left=True).sent_at is not None
    with pytest.raises(Conflict, match="no doubt"):
        actions.settle(by=me, pk=row.pk, left=False)
    other = write(key="other")
    Message.objects.filter(pk=other.pk).update(taken_at=taken)
    assert actions.send_again(by=me, pk=other.pk).sent_at is not None
    assert len(server.taken) == 1


def test_without_a_server_everything_waits_whole(settings: Any) -> None:
    settings.VOUCH_SMTP = False
    row = write()
    assert deliver_due().mails == 0
    assert queries.state(row) == "waiting"


def test_a_server_that_is_set_late_does_not_send_the_mails_of_months(server: MailServer) -> None:
    old, new = write(), write("bo@example.org", key="b")
    Message.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=15))
    deliver_due()
    assert [to for to, _ in server.taken] == ["bo@example.org"]
    assert "waited for more than 14 days" in looked_at(old).error
    assert queries.state(new) == "waiting"
    assert queries.state(looked_at(new)) == "sent"


def test_somebody_else_took_it(server: MailServer) -> None:
    row = write()
    Message.objects.filter(pk=row.pk).update(taken_at=timezone.now())
    assert deliver(row) is False
    assert server.taken == []
