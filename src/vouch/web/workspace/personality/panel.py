"""How to thank one person, on their page: a hint with its reasons both ways, and what would tell more. No badge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.domain.personalities import Known, Personality
from vouch.program.colleagues.permissions import may
from vouch.program.people.personality.queries import guesses, personality
from vouch.web.shared.environment import listed
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Account, Contact


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The hint in words. `reasons` are `(sign, sentence)`; `mine` is what this colleague believes."""

    heading: str
    lines: Sequence[str]
    reasons: Sequence[tuple[str, str]]
    would_tell: Sequence[str]
    may_guess: bool
    mine: str
    mine_words: str
    choices: Sequence[tuple[str, str]]


def of_person(contact: Contact | None, account: Account | None, who: User) -> Panel | None:
    """The hint about this person; None for a colleague who may not see it."""
    owner = (account.owner_id or "") if account else ""
    if contact is None or not may(who, "see_personalities", owner=owner):
        return None
    name, now, rules = contact.name or contact.email or "They", personality(contact), policy()
    own = next((row for row in guesses(contact) if row.author_id == who.pk), None)
    lines: list[str] = []
    if not now.shown:
        heading = f"Thank {name} as you would anybody"
        lines = ["They asked that no picture be made of how they like to take part. Nothing is worked out or kept."]
    elif now.leads is None:
        heading = f"How {name} likes to be thanked is not known yet"
    else:
        told = rules.personalities[now.leads]
        heading = f"Thank {name} with {told.recognitions[0]}" + ("?" if now.known is Known.MAY_BE else "")
        lines = [sentence(now.known, told.words)]
        if told.recognitions[1:]:
            lines.append(f"Also good: {listed(list(told.recognitions[1:]))}.")
        if told.avoid:
            lines.append(f"Rather not: {listed(list(told.avoid))}.")
        if now.second is not None:
            lines.append(f"Second comes {now.second.a}, who {rules.personalities[now.second].words}.")
    return Panel(
        heading=heading,
        lines=lines,
        reasons=list(zip(now.signs, now.reasons, strict=True)) if now.shown else (),
        would_tell=now.would_tell if now.shown else (),
        may_guess=now.shown and now.known is not Known.STATED and may(who, "guess_personality", owner=owner),
        mine=own.personality if own else "",
        mine_words=own.words if own else "",
        choices=[(one.value, f"{one.words}: {rules.personalities[one].words}") for one in Personality],
    )


def sentence(known: Known, words: str) -> str:
    """How well it is known, in a sentence."""
    return {
        Known.STATED: f"They say so themselves: somebody who {words}.",
        Known.ASSIGNED: f"Fairly sure: somebody who {words}.",
        Known.LEANING: f"Leaning: somebody who {words}.",
        Known.MAY_BE: f"It may be, from their answers alone: somebody who {words}.",
    }[known]
