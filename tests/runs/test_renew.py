"""What follows from placements is worked out after each placing and once a day; a step that breaks stops no other."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path

import pytest

from tests.program.cast import TODAY, publish
from vouch.domain.policy import Policy, load
from vouch.runs.renew import due, renew

pytestmark = pytest.mark.django_db


def test_a_step_that_breaks_is_named_and_logged_and_the_others_are_done(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    done = []

    def first(_data: Path, _policy: Policy, _today: dt.date) -> None:
        raise ValueError("no room")

    def second(data: Path, _policy: Policy, today: dt.date) -> None:
        done.append((data, today))

    with caplog.at_level(logging.ERROR, "vouch.work"):
        broken = renew(tmp_path, load(), TODAY, steps=[("gestures", first), ("suggestions", second)])
    assert broken == ("gestures",)
    assert done == [(tmp_path, TODAY)]
    assert "gestures could not be worked out anew" in caplog.text


@pytest.mark.parametrize(
    ("later", "last", "wanted"),
    [(0, None, False), (1, None, True), (1, 1, False), (2, 1, True), (-1, None, False)],
)
def test_the_steps_are_due_when_a_day_has_begun_since(later: int, last: int | None, wanted: bool) -> None:
    publish([])
    before = None if last is None else TODAY + dt.timedelta(days=last)
    assert due(load(), TODAY + dt.timedelta(days=later), before) is wanted


def test_nothing_follows_where_nobody_was_ever_placed() -> None:
    assert not due(load(), TODAY, None)
