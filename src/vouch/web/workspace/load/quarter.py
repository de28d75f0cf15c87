"""This quarter on one page, with definitions and honest n; and the same as PDF."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.stages import Stage
from vouch.program.asks import queries
from vouch.program.asks.queries.figures import Figures, figures
from vouch.program.asks.queries.gives import done_between
from vouch.program.asks.queries.load import acceptance, load
from vouch.program.findings.queries import standing
from vouch.reports.quarter import Figure, Page, pdf
from vouch.runs.shown.moves import between
from vouch.web.shared.doors import needs
from vouch.web.shared.environment import capital, few, plural
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.words import day as in_words
from vouch.web.workspace.asks.words import name_of, rung_words
from vouch.web.workspace.customers.current import shown
from vouch.web.workspace.week.views import spent

if TYPE_CHECKING:
    from vouch.domain.estimate import Share
    from vouch.runs.shown.moves import Between

LED_TO = 5
CAUTION = "What followed an act or a give is not thereby its effect."


@dataclass(frozen=True)
class Span:
    """A quarter of the calendar: its name and days; `last` is today while it runs."""

    name: str
    first: dt.date
    last: dt.date


def span(today: dt.date) -> Span:
    """The quarter of this day.

    >>> span(dt.date(2026, 11, 25)).name
    'Quarter 4 of 2026'
    """
    number = (today.month - 1) // 3
    return Span(f"Quarter {number + 1} of {today.year}", dt.date(today.year, 3 * number + 1, 1), today)


@require_GET
@needs("see_asks")
def quarter(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "workspace/load/quarter.html", {"page": page(day.today())})


@require_GET
@needs("see_asks")
def as_pdf(request: HttpRequest) -> HttpResponse:
    """The same page to hand on."""
    today = day.today()
    answer = HttpResponse(pdf(page(today)), content_type="application/pdf")
    name = f"vouch-{today.year}-q{(today.month - 1) // 3 + 1}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def page(today: dt.date) -> Page:
    """Everything the page says."""
    rules, when = policy(), span(today)
    counted = figures(first=when.first, last=when.last, policy=rules)
    accepted, _each = acceptance(policy=rules, today=today, since=when.first)
    carried = load(policy=rules, today=today, limit=1)
    given = done_between(when.first, when.last)
    run, found = shown()
    days = [one for one in found.days() if one <= when.first] if found else []
    moved = between(found, days[-1], found.days()[-1]) if found and days else None
    stood = standing()
    return Page(
        company=rules.company.name,
        title=f"{when.name}, {in_words(when.first)} to {in_words(when.last)}",
        answer=answer(counted, moved),
        figures=[
            *_asks(counted, accepted, rules.asking.invitation.open_days),
            Figure(
                number=f"{given} : {counted.sent}", says="gives done, to asks made",
                means="Things done for customers before or without an ask, beside invitations that left.",
            ),
            _climbed(moved),
            Figure(
                number="not known yet" if carried.top_five is None else f"{round(carried.top_five * 100)} in 100",
                says="of a year’s asks rest on five people", 
                range=f"{carried.may:,} may be asked, {carried.never:,} never were",
                means="Their part of all asks of 365 days among those at a stage where anything may be asked.",
            ),
        ],
        stages=[(stage.words, stood.by_stage[stage]) for stage in Stage] if stood.total else [],
        led_to=[
            f"{name_of(one.contact)}, {one.account.name}, {rung_words(one.activity)}: {one.led_to}"
            for one in queries.led_to_between(when.first, when.last, policy=rules, limit=LED_TO)
        ],
        cautions=[*(moved.climbed.cautions if moved else ()), CAUTION],
        foot=f"Placed as of {in_words(run.as_of)}, policy {run.policy}." if run else "Nobody has been placed yet.",
    )  # fmt: skip


def _asks(counted: Figures, accepted: Share, days: int) -> list[Figure]:
    return [
        Figure(
            number=f"{counted.sent:,}", says="invitations made, in Vouch or written down",
            range=f"{counted.accepted} accepted so far, {counted.open} not answered yet",
            means="Every invitation of a person that left in the quarter.",
        ),
        Figure(
            number=accepted.words if accepted.enough else f"{accepted.count} of {accepted.n}",
            says="were accepted in time",
            range=f"from {accepted.n} whose {days} days are over; 95% range" if accepted.enough else accepted.words,
            means=f"A yes within {days} days, of the invitations whose days are over; {accepted.method}.",
        ),
        Figure(
            number=spent(counted.minutes), says=f"of customers’ time, in {plural(counted.done, 'act')}",
            range=f"{counted.not_timed} not timed, {counted.not_thanked} not thanked yet",
            means="Minutes that somebody wrote down; acts without them are counted beside it.",
        ),
    ]  # fmt: skip


def _climbed(moved: Between | None) -> Figure:
    if moved is None:
        return Figure(
            number="not known yet", says="customers moved up", means="No month of this quarter is placed yet."
        )
    climbed = moved.climbed
    return Figure(
        number=climbed.words if climbed.enough else f"{climbed.count} of {climbed.n}",
        says="of customers moved up a stage",
        range=f"{climbed.count} of {climbed.n} who could, since {in_words(moved.since)}",
        means="Of customers on the scale below advocate at the start who are still customers; Wilson interval.",
    )


def answer(counted: Figures, moved: Between | None) -> str:
    """The page in a sentence."""
    up = f"{few(moved.count('up'), 'customer')} moved up" if moved else ""
    if not counted.sent and not counted.done:
        return (
            f"{capital(up)}, and nobody was asked for anything this quarter."
            if up
            else "Nobody was asked for anything yet."
        )
    acts = f"{few(counted.done, 'act was', 'acts were')} done" if counted.done else ""
    said = " and ".join(one for one in (acts, up) if one)
    return f"{capital(said or few(counted.sent, 'invitation') + ' left')} this quarter."
