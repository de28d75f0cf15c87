"""What is not needed any more goes by itself; what somebody may still decide about stays."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from django.utils import timezone

from tests.runs.work.conftest import ACCOUNTS, upload, work
from vouch.domain.policy import load
from vouch.program.colleagues.models import User
from vouch.program.history.models import Change
from vouch.program.work import queries
from vouch.program.work.models import Delivery, Job
from vouch.runs.work import Worker, delivering
from vouch.runs.work.tidy import REMEMBERED, UNDECIDED, tidy

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def left(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "uploads").iterdir())


def test_copies_nobody_decided_about_go_after_some_days(data: Path, worker: Worker, manager: User) -> None:
    made = delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS)])
    now = timezone.now() + UNDECIDED + HOUR
    tidy(data, worker.inbox, load(), now=now)
    assert left(data) == [made.pk], "it is still to be looked at"
    work(worker)
    tidy(data, worker.inbox, load(), now=now - 2 * HOUR)
    assert left(data) == [made.pk]
    tidy(data, worker.inbox, load(), now=now)
    assert left(data) == []
    assert queries.delivery(made.pk).closed_at is not None


def test_copies_without_a_row_are_what_a_crash_left(data: Path, worker: Worker) -> None:
    for name in ("fresh", "old"):
        (data / "uploads" / name).mkdir(parents=True)
    long_ago = (timezone.now() - 2 * HOUR).timestamp()
    os.utime(data / "uploads" / "old", (long_ago, long_ago))
    tidy(data, worker.inbox, load())
    assert left(data) == ["fresh"], "one may be on its way in"


def test_the_list_of_past_work_is_forgotten_and_the_history_is_not(data: Path, worker: Worker, manager: User) -> None:
    delivering.hand_in(by=manager, files=[upload("accounts.csv", ACCOUNTS)])
    work(worker)
    delivering.leave(by=manager, delivery=Delivery.objects.get().pk)
    tidy(data, worker.inbox, load(), now=timezone.now() + REMEMBERED + HOUR)
    assert (Delivery.objects.count(), Job.objects.count()) == (0, 0)
    assert Change.objects.filter(kind="delivery").count() == 2
