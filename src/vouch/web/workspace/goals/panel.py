"""What one person wants, as a colleague may read it; and whether that colleague may note more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.domain.goals import Goal, counted
from vouch.program.colleagues.permissions import may
from vouch.program.people.goals.queries import all_of, may_be_noted
from vouch.web.shared.environment import capital, plural
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Account, Contact


@dataclass(frozen=True, kw_only=True)
class Line:
    """One goal: what kind it is, who said it, and whether it counts beside what they say themselves."""

    goal: Goal
    kind: str
    counts: bool


@dataclass(frozen=True, kw_only=True)
class Wants:
    """What one person wants. `notable`: they let it be noted, and this colleague may."""

    heading: str
    lines: Sequence[Line]
    forbidden: bool
    notable: bool
    kinds: Sequence[tuple[str, str]]


def of_person(contact: Contact | None, account: Account | None, who: User) -> Wants | None:
    """What they want; None for a colleague who may not see it."""
    owner = (account.owner_id or "") if account else ""
    if contact is None or not may(who, "see_goals", owner=owner):
        return None
    rules, name = policy(), contact.name or contact.email or "They"
    goals, open_ = all_of(contact, zone=rules.zone), may_be_noted(contact)
    count = {one.id for one in counted(goals)}
    lines = [Line(goal=one, kind=kind_words(one), counts=one.id in count) for one in goals]
    said = (
        f"{name} wants {plural(len(count), 'thing')} for themselves" if count else f"What {name} wants is not known yet"
    )
    return Wants(
        heading=said, lines=lines, forbidden=not open_, notable=open_ and may(who, "note_goals", owner=owner),
        kinds=[(key, capital(kind.about)) for key, kind in rules.goals.items()],
    )  # fmt: skip


def kind_words(goal: Goal) -> str:
    """The kind of a goal as colleagues read it; its own name where the policy has it no more."""
    kind = policy().goals.get(goal.kind)
    return kind.about if kind else goal.kind.replace("_", " ")
