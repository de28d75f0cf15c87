"""The worker's part in asking: what is due is done, mails leave; doing it twice, or being killed, is as once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.mail.server import MailServer, listening
from tests.program.asks.town import POLICY, Town, address, clear, propose, send
from vouch.program.asks.models import Ask
from vouch.program.consent import actions as consent
from vouch.program.outbox.models import Message
from vouch.runs.work import Worker
from vouch.runs.work.asking import tend

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mondays have a mail of their own; these tests count mails on whatever day it is."""
    monkeypatch.setattr("vouch.program.asks.actions.telling.MONDAY", 7)


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A mail server, and settings that point at it."""
    with listening() as running:
        settings.VOUCH_SMTP, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", running.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield running


@pytest.fixture
def worker(data: Path, settings: Any) -> Worker:
    """A worker that can make links, at whatever time of day the test runs."""
    settings.VOUCH_DAILY_MAIL = dt.time(0)
    settings.VOUCH_NIGHTLY = None
    return Worker(data, address=address)


def steps(worker: Worker) -> int:
    count = 0
    while worker.step():
        count += 1
        assert count < 50, "the worker finds no end"
    return count


def today() -> dt.date:
    return timezone.now().astimezone(POLICY.zone).date()


def test_the_owner_is_asked_by_mail_and_the_invitation_leaves_once_it_is_sent(
    worker: Worker, server: MailServer
) -> None:
    town = Town()
    ask = propose(town, today=today())
    steps(worker)
    assert [to for to, _ in server.taken] == ["omar@example.com"]
    assert steps(worker) == 0, "nothing is left to do, and nothing is done twice"
    send(town, clear(town, ask, today=today()), today=today())
    steps(worker)
    assert [to for to, _ in server.taken] == ["omar@example.com", "ana@example.org"]
    assert not Message.objects.filter(sent_at=None).exists()


def test_what_may_not_be_asked_any_more_is_called_back_before_it_leaves(worker: Worker, server: MailServer) -> None:
    town = Town()
    send(town, clear(town, propose(town, today=today()), today=today()), today=today())
    consent.say_consent(contact=town.ana, purpose="invitations", given=False, door="portal")
    steps(worker)
    assert server.taken == []
    assert Ask.objects.get().state == "cleared"


def test_a_server_that_is_down_is_left_alone_and_other_work_goes_on(worker: Worker, settings: Any) -> None:
    settings.VOUCH_SMTP, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", 1
    settings.EMAIL_USE_TLS = False
    town = Town()
    asks = [clear(town, propose(town, who, today=today()), today=today()) for who in (town.ana, town.bo)]
    send(town, *asks, today=today())
    steps(worker)
    assert sorted(Message.objects.values_list("tries", flat=True)) == [0, 1]
    assert not worker.asking.waits(), "so that a worker that was woken can end"


def test_tending_twice_is_as_once(settings: Any) -> None:
    settings.VOUCH_DAILY_MAIL = dt.time(0)
    propose(Town(), today=today())
    now = timezone.now()
    assert tend(POLICY, address=address, now=now) == "Asks, openings and requests looked after (mails of the day: 1)."
    assert tend(POLICY, address=address, now=now) == ""


def test_nobody_is_written_to_before_the_time_of_the_day(settings: Any) -> None:
    settings.VOUCH_DAILY_MAIL = dt.time(7, 30)
    propose(Town(), today=dt.date(2026, 11, 25))
    for hour, minute, wanted in ((7, 29, 0), (7, 30, 1)):
        tend(POLICY, address=address, now=dt.datetime(2026, 11, 25, hour, minute, tzinfo=POLICY.zone))
        assert Message.objects.count() == wanted
