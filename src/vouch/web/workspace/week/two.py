"""A choice of two: what a person could be asked for, side by side, where the second came near the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.errors import NotFound
from vouch.program.asks.queries import situations
from vouch.program.colleagues.permissions import require
from vouch.program.suggestions import queries
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.words import name_of, rung_words
from vouch.web.workspace.week.suggested import Card, card, closed, named

if TYPE_CHECKING:
    from vouch.program.suggestions.models import NextStep

FELT = 0.02
"""A part of the worth that differs by less than this tips nothing that anybody could feel."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One of the two: its card, what it has over the other in words, and why it may not be asked for now (or empty)."""

    card: Card
    more: str
    closed: str


@require_GET
@needs("see_suggestions")
def two(request: HttpRequest, pk: str) -> HttpResponse:
    """The two acts, each with both wins, its reasons, the chance of a yes and the way to its invitation."""
    who, rules = colleague(request), policy()
    step = queries.of_contact(pk)
    both = queries.choice_of_two(step) if step is not None else None
    if step is None or both is None:
        raise NotFound(
            "no_choice", "There is no choice of two for this person now. Their page says what could come next."
        )
    require(who, "see_suggestions", owner=step.account.owner_id or "")
    known = situations([step.contact_id], policy=rules, today=day.today())
    where = known.get(step.contact_id)
    if where is None or any(one.activity not in rules.ladder for one in both):
        raise NotFound("no_choice", "One of the two is no activity of the policy any more. Suggestions are due anew.")
    against = [next(iter(closed([one], known, rules).values()), "") for one in both]
    others = named([step], who)
    first, second = (card(one, where, rules, who, others if one is step else {}) for one in both)
    more = tipped(both[0].parts, both[1].parts), tipped(both[1].parts, both[0].parts)
    return render(
        request,
        "workspace/week/two.html",
        {
            "step": step,
            "name": name_of(step.contact),
            "options": [Option(card=one, more=had, closed=why) for one, had, why in zip(
                (first, second), more, against, strict=True
            )],
            "sentence": sentence(both, name_of(step.contact)),
        },
    )  # fmt: skip


def sentence(both: Sequence[NextStep], name: str) -> str:
    """The answer of the page."""
    first, second = (rung_words(one.activity) for one in both)
    return f"{name}: {first}, or {second}?"


def tipped(mine: Sequence[tuple[str, float]], other: Sequence[tuple[str, float]]) -> str:
    """The part of the worth in which one is most before the other; empty where none can be felt.

    >>> tipped([("the effort it takes", -0.03)], [("the effort it takes", -0.12)])
    'the effort it takes'
    """
    theirs = dict(other)
    gains = [(part - theirs.get(words, 0.0), words) for words, part in mine]
    best = max(gains, default=(0.0, ""))
    return best[1] if best[0] >= FELT else ""
