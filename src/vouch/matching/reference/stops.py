"""What stands in the way of one person, in words: those first whom nobody here can overrule.

The same order as the gates of asking. Who must not be named yet is "they".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from vouch.domain.asking import Allowed, HoldKind, Obstacle
from vouch.domain.policy import Policy
from vouch.matching.reference.decision import OF_ALL, Decision
from vouch.matching.reference.need import Need


class Told(Protocol):
    """Makes an obstacle of its code, its words and what lifts it, and its last day."""

    def __call__(self, code: str, words: tuple[str, str], until: date | None = None) -> Obstacle:
        """The obstacle."""


_AWAY = {
    "opted_out": ("{who} asked not to be approached.", "{who} only"),
    "left": ("{who} no longer works at {where}.", "the next import, if that is wrong"),
    "no_customer": ("{where} is no customer now.", "the next import, if that is wrong"),
    "no_address": ("There is no address at which {who} can be reached.", "whoever knows the address, by adding it"),
    "invitations_withdrawn": ("{who} does not want invitations.", "{who} only"),
}
_STOPS = {
    "paused": ("{who} has paused all invitations{until}.", "{who}, or time"),
    "own_pace": ("{who} had an invitation not long ago, and wants no other{until}.", "{who}, or time"),
    "asked_already": ("{who} has an open invitation already.", "its answer, or whoever made it by taking it back"),
    "account_busy": ("{where} has as many open invitations as it may.", "an answer to one, or taking one back"),
    "rests_after_ask": ("{who} was asked for something not long ago and rests{until}.", "time"),
    "rests_after_no": ("{who} said no not long ago and rests{until}.", "time"),
    "not_now": ("{who} said “not now”{until}.", "{who}, or time"),
    "no_answers": (
        "{who} said no or nothing several times in a row. Somebody should call them, without asking for anything.",
        "time, and a call by the account owner",
    ),
    "rests_after_act": ("{who} did something large for us and rests{until}.", "time"),
}
_HOLDS = {
    HoldKind.LEGAL: ("There is a legal hold on {where}{until}.", "whoever set it"),
    HoldKind.BY_HAND: ("A colleague asked that {where} be left in peace{until}.", "whoever set it"),
    HoldKind.ESCALATION: ("{where} has a grave case open.", "the end of the case"),
    HoldKind.AT_RISK: ("{where} is at risk.", "the end of its reasons"),
    HoldKind.RENEWAL: ("{where} is in talks about its contract{until}.", "the account team, or time"),
}


def stops(
    row: Decision, need: Need, policy: Policy, today: date, *, who: str = "They", where: str = "Their company"
) -> Iterator[Obstacle]:
    """Every reason that stands today, those nobody here can lift first.

    >>> from vouch.domain.policy import load
    >>> row = Decision(standing="loyal", stops={"paused": date(2026, 12, 5)})
    >>> need = Need(activity="reference_call")
    >>> [one.sentence for one in stops(row, need, load(), date(2026, 12, 1), who="Ana")]
    ['Ana has paused all invitations until 5 Dec 2026.']
    >>> list(stops(row, need, load(), date(2026, 12, 6)))
    []
    """
    rung = policy.ladder[need.activity]

    def told(code: str, words: tuple[str, str], until: date | None = None) -> Obstacle:
        ends = f" until {until:%-d %b %Y}" if until else ""
        sentence, lifts = (part.format(who=who, where=where, until=ends) for part in words)
        return Obstacle(code, sentence[0].upper() + sentence[1:], lifts, until)

    for code, words in _AWAY.items():
        if code in row.away:
            yield told(code, words)
    yield from _timed(told, row, today, ("paused",))
    if need.activity in row.refused:
        yield told("refused_kind", (f"{{who}} does not want to be asked for {rung.words}.", "{who} only"))
    yield from _timed(told, row, today, ("own_pace",))
    if row.exposure is not None and rung.exposure > row.exposure:
        yield told("too_public", (f"{{who}} does not want to be as public as {rung.words} is.", "{who} only"))
    if row.withdrawn.intersection(rung.consents):
        yield told("consent_withdrawn", (f"{{who}} has withdrawn a consent that {rung.words} needs.", "{who} only"))
    yield from _company(told, row, need, rung.words, today)
    for kind, words in _HOLDS.items():
        if kind in row.holds and _stands(row.holds[kind], today):
            yield told(f"hold_{kind}", words, row.holds[kind])
    highest = getattr(policy.asking.ceilings, row.standing)
    if rung.effort > highest.effort or rung.exposure > highest.exposure:
        name = row.standing.replace("_", " ")
        words = (f"{{where}} or {{who}} stands at {name}: {rung.words} is more than may be asked there.",
                 "a placement one stage up, or something smaller")  # fmt: skip
        yield told("above_stage", words)
    yield from _timed(told, row, today, OF_ALL[2:])
    until = row.stops_of.get((need.activity, "said_no_to_this"), date.min)
    if _stands(until, today):
        yield told("said_no_to_this", (f"{{who}} said no to {rung.words}, and is not asked for it{{until}}.", "time"),
                   until)  # fmt: skip
    for code, until in row.full.items():
        if rung.live and _stands(until, today):
            words = ("{who} has given as many calls and visits as one person should for now{until}.",
                     "time, or somebody else who would like to")  # fmt: skip
            yield told(code, words, until)


def _company(told: Told, row: Decision, need: Need, words: str, today: date) -> Iterator[Obstacle]:
    lifts = "{where}; then whoever may write down permissions"
    said = row.permission(need.activity, today)
    if said is not None and said.allowed is Allowed.NEVER:
        yield told("company_never", (f"{{where}} never allows {words}.", lifts), said.until)
    elif said is not None:
        if need.use and said.uses and need.use.casefold() not in {use.casefold() for use in said.uses}:
            yield told("not_for_this_use", (f"{{where}} does not allow {words} for {need.use}.", lifts))
        if need.territory and said.territory and need.territory.casefold() != said.territory.casefold():
            yield told("not_there", (f"{{where}} allows {words} in {said.territory} only.", lifts))
    until = row.stops_of.get((need.activity, "company_often_enough"), date.min)
    if _stands(until, today):
        yield told("company_often_enough", (f"{{where}} has allowed {words} as often as it wants{{until}}.",
                                            f"time, or {lifts}"), until)  # fmt: skip


def _timed(told: Told, row: Decision, today: date, codes: tuple[str, ...]) -> Iterator[Obstacle]:
    for code in codes:
        if code in row.stops and _stands(row.stops[code], today):
            yield told(code, _STOPS[code], row.stops[code])


def _stands(until: date | None, today: date) -> bool:
    return until is None or today <= until
