"""What is known of a person at the moment somebody wants to ask them for something: plain values, no clock, no store.

Days are days in the company's time zone. What is not known is None or empty, and is never read as a no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from vouch.domain.stages import Stage


class Answer(StrEnum):
    """What a person said to an invitation."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_NOW = "not_now"
    SOMETHING_SMALLER = "something_smaller"
    NO_ANSWER = "no_answer"


class Allowed(StrEnum):
    """What a customer's company lets be done."""

    NEVER = "never"
    ASK_FIRST = "ask_first"
    YES = "yes"


@dataclass(frozen=True, kw_only=True)
class PermissionSaid:
    """The company's word on one activity type (or on all of them: `activity` is empty).

    It may be used `at_most` times in `per_days` days (both None: as often as one likes), and until the end of the day
    `until`. `uses` and `territory` say what for and where; empty is anything and anywhere.
    """

    activity: str = ""
    allowed: Allowed
    until: date | None = None
    at_most: int | None = None
    per_days: int | None = None
    uses: frozenset[str] = frozenset()
    territory: str = ""
    said_by: str = ""


class HoldKind(StrEnum):
    """Why somebody is not asked for now."""

    LEGAL = "legal"
    BY_HAND = "by_hand"
    ESCALATION = "escalation"
    AT_RISK = "at_risk"
    RENEWAL = "renewal"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A hold that stands: its kind, what it is about in words, until when if anybody knows, and who can lift it."""

    kind: HoldKind
    words: str
    lifts: str
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class OwnLimits:
    """What the person set for themselves. `exposure`: the highest; None where they set none.

    `refused`: activity types they never want to hear of. `every_days`: at most one invitation in so many days.
    `paused_until`: the last day of their pause.
    """

    exposure: int | None = None
    refused: frozenset[str] = frozenset()
    every_days: int | None = None
    paused_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One earlier invitation, made in Vouch or outside it. `answer` is None while it can still be answered."""

    activity: str | None
    on: date
    answer: Answer | None = None
    answered_on: date | None = None
    not_before: date | None = None


@dataclass(frozen=True, kw_only=True)
class Done:
    """One earlier act, as a rung of the ladder (None: no rung we know)."""

    activity: str | None
    on: date


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Everything that decides whether one person may be asked for something now.

    `customer`: their company is one now. `stage`, `latent`: their account's; `own_stage`, `own_latent`: theirs (None
    where nobody has placed them). `permissions`: the company's words that hold, by activity type (the key "" is for
    all). `withdrawn`: purposes the person has withdrawn their consent from. `account_open`: invitations of their
    account that are open. `busy`: an invitation of this person that is open already.
    """

    today: date
    person: str
    company: str
    customer: bool = True
    reachable: bool = True
    opted_out: bool = False
    left: bool = False
    stage: Stage | None = None
    latent: bool = False
    own_stage: Stage | None = None
    own_latent: bool = False
    limits: OwnLimits = OwnLimits()
    permissions: Mapping[str, PermissionSaid] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()
    holds: tuple[Standing, ...] = ()
    asked: tuple[Asked, ...] = ()
    done: tuple[Done, ...] = ()
    company_used: tuple[Done, ...] = ()
    account_open: int = 0
    busy: bool = False

    def permission(self, activity: str) -> PermissionSaid | None:
        """The company's word that holds for this activity type today: the one about it, else the one about all."""
        for key in (activity, ""):
            found = self.permissions.get(key)
            if found is not None and (found.until is None or self.today <= found.until):
                return found
        return None

    def since(self, days: int) -> date:
        """The first of the last `days` days, today among them."""
        return self.today - timedelta(days=days - 1)
