"""A step that is not last week's says what changed it, in words that follow from what is known of both."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from vouch.domain.goals import Goal
from vouch.domain.policy import load
from vouch.program.suggestions.rows import Earlier, NextStepRow
from vouch.runs.suggest.changed import before, told

POLICY = load()
MONDAY = dt.date(2026, 11, 23)


def earlier(kind: str, activity: str = "", *, days: int = 7, **more: Any) -> Earlier:
    usual = {"sentence": "", "value": None, "parts": (), "before": {}, "changed": ""}
    return Earlier(
        **{**usual, "kind": kind, "activity": activity, "computed_on": MONDAY - dt.timedelta(days=days), **more}
    )


def row(kind: str, activity: str = "", **more: Any) -> NextStepRow:
    return NextStepRow(contact="c1", account="a1", kind=kind, rank=1, activity=activity, **more)


@pytest.mark.parametrize(
    ("was", "now", "against", "words"),
    [
        (earlier("ask", "fun_fact"), row("ask", "fun_fact"), "", ""),
        (earlier("give"), row("give", sentence="Core is not known yet."), "", ""),
        (
            earlier("leave_alone", sentence="Ana rests until 20 Nov 2026."), row("ask", "fun_fact"), "",
            "Last week: leave alone. Ana rests until 20 Nov 2026. That is over.",
        ),
        (
            earlier("give"), row("ask", "fun_fact"), "",
            "Last week: give first. More is known or allowed now, so that something may be asked.",
        ),
        (
            earlier("ask", "fun_fact"), row("ask", "webinar"), "Ana said no to a fun fact or a poll.",
            "Last week: a fun fact or a poll. Ana said no to a fun fact or a poll.",
        ),
        (
            earlier("ask", "fun_fact", parts=(("need", 0.5), ("load", -0.1))),
            row("ask", "webinar", parts=(("need", 0.6), ("load", -0.4))), "",
            "Last week: a fun fact or a poll. What tipped it: load.",
        ),
        (
            earlier("ask", "fun_fact", days=30), row("leave_alone", sentence="A grave case of Core is open."), "",
            "Before: a fun fact or a poll. A grave case of Core is open.",
        ),
        (earlier("ask", "gone_from_policy"), row("give", sentence="Give."), "", "Last week: gone from policy. Give."),
    ],
)  # fmt: skip
def test_what_changed_is_said_in_words(was: Earlier, now: NextStepRow, against: str, words: str) -> None:
    assert told(now, before(was, MONDAY), POLICY, MONDAY, against=against).changed == words


def goal(kind: str, *, days: int = 0) -> Goal:
    day = MONDAY - dt.timedelta(days=days)
    return Goal(id=1, kind=kind, words="to know peers", stated=True, said_on=day, changed_on=day)


SERVES = (("for", "Serves what they say they want for themselves", "goal:network"),)
NEW = "They want something for themselves that was not known then, and this serves it."
GONE = "It served something they wanted for themselves, and want no more."


@pytest.mark.parametrize(
    ("was", "now", "goals", "words"),
    [
        (earlier("ask", "fun_fact"), row("ask", "peer_call", reasons=SERVES), [goal("network", days=3)], NEW),
        (earlier("give"), row("ask", "peer_call", reasons=SERVES), [goal("network", days=7)], NEW),
        (earlier("ask", "peer_call", reasons=SERVES), row("ask", "fun_fact"), [goal("career", days=90)], GONE),
        (earlier("ask", "peer_call", reasons=SERVES), row("ask", "fun_fact"), [], GONE),
        # a goal that stood all the while changed nothing, and one that this does not serve neither
        (
            earlier("ask", "fun_fact"), row("ask", "peer_call", reasons=SERVES, parts=(("need", 0.5),)),
            [goal("network", days=30)], "What tipped it: need.",
        ),
        (
            earlier("ask", "fun_fact"), row("ask", "peer_call", parts=(("need", 0.5),)), [goal("career")],
            "What tipped it: need.",
        ),
    ],
)  # fmt: skip
def test_a_changed_goal_says_so_and_not_which(was: Earlier, now: NextStepRow, goals: list[Goal], words: str) -> None:
    found = told(now, before(was, MONDAY), POLICY, MONDAY, goals=goals).changed
    assert found.endswith(f". {words}")
    assert "peers" not in found


def test_within_a_week_it_is_compared_with_the_week_before_and_not_with_yesterday() -> None:
    first = told(row("give", sentence="Give."), before(earlier("ask", "fun_fact"), MONDAY), POLICY, MONDAY)
    tuesday = MONDAY + dt.timedelta(days=1)
    stood = earlier("give", days=0, before=first.before, changed=first.changed)
    again = told(row("give", sentence="Give."), before(stood, tuesday), POLICY, tuesday)
    assert again.changed == first.changed == "Last week: a fun fact or a poll. Give."


def test_whoever_is_new_has_no_week_before() -> None:
    assert before(None, MONDAY) == {}
    assert told(row("ask", "fun_fact"), {}, POLICY, MONDAY).changed == ""
