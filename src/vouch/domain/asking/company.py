"""What the customer's company allows: never, how often, for which use, where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from vouch.domain.asking.obstacle import Obstacle
from vouch.domain.asking.situation import Allowed, Situation
from vouch.domain.asking.wanted import Wanted


def never(wanted: Wanted) -> Iterator[Obstacle]:
    """The company said never."""
    where = wanted.situation
    said = where.permission(wanted.activity)
    if said is not None and said.allowed is Allowed.NEVER:
        by = f" ({said.said_by} said so)" if said.said_by else ""
        yield Obstacle(
            "company_never",
            f"{where.company} never allows {wanted.rung.words}{by}.",
            f"{where.company}; then whoever may write down permissions",
            _never_until(where, wanted.activity),
        )


def permission(wanted: Wanted) -> Iterator[Obstacle]:
    """Never; or allowed, but not again so soon, not for this use, not there."""
    yield from never(wanted)
    where, said = wanted.situation, wanted.situation.permission(wanted.activity)
    if said is None or said.allowed is Allowed.NEVER:
        return
    lifts = f"{where.company}; then whoever may write down permissions"
    if wanted.use and said.uses and wanted.use.casefold() not in {use.casefold() for use in said.uses}:
        allowed = ", ".join(sorted(said.uses))
        yield Obstacle(
            "not_for_this_use",
            f"{where.company} allows {wanted.rung.words} for {allowed}, not for {wanted.use}.",
            lifts,
        )
    if wanted.territory and said.territory and wanted.territory.casefold() != said.territory.casefold():
        yield Obstacle(
            "not_there",
            f"{where.company} allows {wanted.rung.words} in {said.territory}, not in {wanted.territory}.",
            lifts,
        )
    if said.at_most is None or said.per_days is None:
        return
    days = sorted(
        one.on
        for one in where.company_used
        if one.on >= where.since(said.per_days) and (not said.activity or one.activity == said.activity)
    )
    if len(days) >= said.at_most:
        free = days[len(days) - said.at_most] + timedelta(days=said.per_days - 1)
        yield Obstacle(
            "company_often_enough",
            f"{where.company} allows this {said.at_most} times in {said.per_days} days, and it was done {len(days)} "
            "times.",
            f"time, or {lifts}",
            free,
        )


def _never_until(where: Situation, activity: str) -> date | None:
    """The last day of it: where the word on this ends, the one on everything may say never too."""
    said = where.permission(activity)
    if said is None or said.allowed is not Allowed.NEVER:
        return where.today - timedelta(days=1)
    if said.until is None:
        return None
    return _never_until(replace(where, today=said.until + timedelta(days=1)), activity)


def asks_first(wanted: Wanted) -> bool:
    """Whether the company wants to be asked before, or has not said anything of something that is seen outside."""
    said = wanted.situation.permission(wanted.activity)
    if said is None:
        return wanted.rung.approval in ("company", "legal")
    return said.allowed is Allowed.ASK_FIRST
