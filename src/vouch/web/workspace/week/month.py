"""The month at once: whom, for what, in which week; how good the plan is, how even, and where too few may be asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.asking import obstacles
from vouch.program.asks.queries import situations
from vouch.program.suggestions import queries
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import few, spelled
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.chosen import MOST
from vouch.web.workspace.asks.words import rung_words

if TYPE_CHECKING:
    from vouch.program.suggestions.models import Month, MonthPick

ENOUGH_GAP = 0.005
"""A gap below this part of the plan's worth is none that anybody could feel."""


@dataclass(frozen=True, kw_only=True)
class Week:
    """One week of the plan: its first day and whom it takes; of those who may not be asked any more, why."""

    begins: dt.date
    picks: Sequence[MonthPick]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Those of the month who could get the same letter: of one activity, and free today."""

    activity: str
    contacts: Sequence[str]


@require_GET
@needs("see_suggestions")
def month(request: HttpRequest) -> HttpResponse:
    """The plan of the month, as far as it concerns this colleague."""
    who, today, rules = colleague(request), day.today(), policy()
    whose = queries.within(who)
    plan, picks = queries.month(), queries.picks(whose)
    known = situations([one.contact_id for one in picks], policy=rules, today=today)
    closed = {}
    for one in picks:
        where = known.get(one.contact_id)
        against = obstacles(where, one.activity, rules) if where and one.activity in rules.ladder else ()
        if against:
            closed[one.pk] = against[0]
    figures: dict[str, Any] = plan.figures if plan else {}
    context = {
        "plan": plan,
        "figures": figures,
        "sentence": sentence(len(picks), plan),
        "weeks": _weeks(plan, picks),
        "closed": closed,
        "batches": _batches([one for one in picks if one.pk not in closed]),
        "good": good(figures),
        "everybody": whose.everybody,
        "what": rung_words,
        "today": today,
    }
    return render(request, "workspace/week/month.html", context)


def sentence(picks: int, plan: Month | None) -> str:
    """The answer of the page."""
    if plan is None:
        return "No month is planned yet."
    if not picks:
        return "Nobody is planned for this month: give first."
    return f"{spelled(picks, 'person', 'people')} could be asked in the {few(plan.weeks, 'week')} to come."


def good(figures: dict[str, Any]) -> str:
    """How good the plan is, in a sentence: its worth beside the bound that no plan can pass."""
    value, gap = figures.get("value") or 0.0, figures.get("gap") or 0.0
    if not value:
        return ""
    if gap <= ENOUGH_GAP * value:
        return "No other plan within these limits is worth more."
    return f"Another plan could be worth {max(1, round(100 * gap / value))} in 100 more, and no plan more than that."


def _weeks(plan: Month | None, picks: Sequence[MonthPick]) -> list[Week]:
    if plan is None:
        return []
    return [
        Week(
            begins=plan.begins + dt.timedelta(days=7 * number),
            picks=[one for one in picks if one.week == number],
        )
        for number in range(plan.weeks)
    ]  # fmt: skip


def _batches(picks: Sequence[MonthPick]) -> list[Batch]:
    """Those who are free, by activity, most first; a batch is as many as are looked at one by one."""
    found: dict[str, list[str]] = {}
    for one in picks:
        found.setdefault(one.activity, []).append(one.contact_id)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [Batch(activity=activity, contacts=contacts[:MOST]) for activity, contacts in ordered]
