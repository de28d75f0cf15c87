"""This week, on one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from vouch.program.asks import actions, queries
from vouch.program.asks.queries import figures as numbers
from vouch.program.asks.queries import peace
from vouch.program.asks.queries.gives import lane as gives_lane
from vouch.program.people import moves
from vouch.program.suggestions import queries as suggestions
from vouch.program.suggestions.states import Kind
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import capital, few, listed
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.words import rung_words
from vouch.web.workspace.week import suggested
from vouch.web.workspace.week.readable import reader
from vouch.web.workspace.week.reasons import reasons
from vouch.web.workspace.week.whose import part_of, runs_it

if TYPE_CHECKING:
    from vouch.domain.asking import Situation
    from vouch.program.asks.models import Give
    from vouch.program.asks.queries.peace import Peace
    from vouch.program.colleagues.models import User
    from vouch.program.suggestions.models import NextStep
    from vouch.web.workspace.week.suggested import Card

CARDS, SHOWN, MOST = 4, 7, 500
"""Ready asks that are shown in full (the rest stand in a list), and those left in peace that are."""
MOVED = dt.timedelta(days=31)
"""For so long somebody is new at their company."""


@require_GET
@needs("see_asks")
def week(request: HttpRequest) -> HttpResponse:
    """The reader's week."""
    who, today, rules = colleague(request), day.today(), policy()
    only = part_of(who)
    ready = queries.ready(only, today=today, limit=MOST)
    waiting = queries.waiting(only, limit=MOST)
    thanks = queries.thanks_due(only, limit=MOST)
    mine = queries.to_clear(who)
    off = suggestions.put_off(today)
    could = suggested.asks(who, off)
    people = [*(one.contact_id for one in ready[:CARDS]), *(one.contact_id for one in could)]
    situations = queries.situations(people, policy=rules, today=today)
    sure = {one.pk: reasons(one, _but(situations.get(one.contact_id)), rules) for one in ready[:CARDS]}
    monday = today - dt.timedelta(days=today.weekday())
    first, last = numbers.last_week(today)
    counts = queries.counts(only)
    total = sum(counts.values()) or sum(queries.counts().values())  # none of theirs is not the same as none at all
    alone = peace.left_alone(only, policy=rules, today=today)
    context: dict[str, Any] = {
        "monday": monday,
        "friday": monday + dt.timedelta(days=4),
        "counts": counts,
        "total": total,
        "cards": ready[:CARDS],
        "smaller": ready[CARDS:],
        "reasons": sure,
        "mine": mine,
        "waiting": [row for row in waiting if row.pk not in {one.pk for one in mine}],
        "later": queries.later(only, today=today),
        "by_owners": queries.asked_by_owners(only),
        "thanks": thanks,
        "answers": queries.answers(only, since=dt.datetime.combine(monday, dt.time(), tzinfo=rules.zone)),
        "gives": _gives(who, today),
        "ending": peace.ending(only, policy=rules, today=today),
        "alone": _some(alone),
        "peaceful": len(alone),
        **_suggested(who, suggested.cards(could, situations, rules, who), off, today),
        "figures": numbers.figures(only, first=first, last=last, policy=rules),
        "moved": moves.lately(since=today - MOVED, until=today, owner="" if runs_it(who) else who.owner, limit=6),
        "runs_it": runs_it(who),
        "what": rung_words,
        "today": today,
        "next_monday": monday + dt.timedelta(days=7),
        "rest_days": rules.asking.rest.after_ask_days,
    }
    context["spent"] = spent(context["figures"].minutes)
    context["sentence"] = sentence(len(ready), len(waiting), len(thanks), len(mine), total, len(context["could"]))
    return render(request, "workspace/week/week.html", context)


def _suggested(
    who: User, could: tuple[list[Card], list[NextStep]], off: Mapping[str, set[str]], today: dt.date
) -> dict[str, Any]:
    """What a run suggested to this colleague: asks whose gates are open, gives, and what was put off."""
    whose = suggestions.within(who)
    give = suggestions.of_week(whose, Kind.GIVE, limit=suggested.GIVES + len(off)).rows
    first = [one for one in give if not one.obstacle and "" not in off.get(one.contact_id, ())]
    return {
        "could": could[0],
        "could_too": could[1],
        "steps_of": reader(who, could[1]),
        "give_first": suggested.gives(first[: suggested.GIVES]),
        "put_off": suggestions.put_off_now(whose, today=today) if off else [],
        "steps": suggestions.counts(whose),
        "no_longer": suggestions.no_longer(whose),
    }


def sentence(ready: int, waiting: int, thanks: int, mine: int, total: int, could: int = 0) -> str:
    """The answer of the page: what there is to do."""
    said = [
        few(count, one, many)
        for count, one, many in (
            (mine, "ask waits for your word", "asks wait for your word"),
            (ready, "invitation is ready", "invitations are ready"),
            (waiting - mine if waiting > mine else 0, "waits for an account owner", "wait for an account owner"),
            (thanks, "person should hear thank you", "people should hear thank you"),
        )
        if count
    ]
    if said:
        return f"{capital(listed(said))}."
    if could:
        return f"{capital(few(could, 'person could be asked', 'people could be asked'))} this week, and nothing waits."
    return "Nothing waits for you this week." if total else "Nobody has been asked for anything yet: begin by giving."


def _some(alone: list[Peace]) -> list[Peace]:
    """A few of each kind, so that none crowds the others out: people who rest, then one company for each reason."""
    resting = [one for one in alone if one.contact][:4]
    held = list({one.sentence: one for one in alone if not one.contact}.values())
    return resting + held[: SHOWN - len(resting)]


def spent(minutes: int) -> str:
    """A stretch of time as a figure.

    >>> spent(130), spent(45), spent(120)
    ('2 h 10 min', '45 min', '2 h')
    """
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else [])
    return " ".join(parts)


def _but(situation: Situation | None) -> Situation | None:
    """The situation as it is for an ask that is under way itself: being asked for it is no reason against it."""
    if situation is None:
        return None
    return replace(situation, busy=False, account_open=max(0, situation.account_open - 1))


def _gives(who: User, today: dt.date) -> list[Give]:
    sunday = today + dt.timedelta(days=6 - today.weekday())
    if not runs_it(who):
        return list(queries.gives_due(who, until=sunday))
    return [one for one in gives_lane("planned", limit=40) if one.due_on is not None and one.due_on <= sunday]


@require_POST
@needs("propose_asks")
def remind(request: HttpRequest, key: str) -> HttpResponse:
    """Put a question into the owner's next mail once more."""
    ask = queries.ask(key)
    actions.remind_owner(by=colleague(request), ask=ask)
    messages.success(request, "It stands in the owner’s next mail, once more.")
    return redirect("this_week")
