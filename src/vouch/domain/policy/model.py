"""The shape of a policy, with the bounds that keep it from contradicting itself."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from vouch.domain.personalities import Personality
from vouch.domain.policy.asking import Asking, Rung
from vouch.domain.policy.desk import Desk
from vouch.domain.policy.evidence import Colleagues, Evidence, Hard, Kinds, Roles
from vouch.domain.policy.goals import GoalKind
from vouch.domain.policy.next_ask import NextAsk
from vouch.domain.policy.nominations import Ideal, Nominations, Trait
from vouch.domain.policy.openings import Openings
from vouch.domain.policy.personality import Described, PersonalityRules
from vouch.domain.policy.reference import Reference
from vouch.domain.policy.retention import Retention
from vouch.domain.policy.risk import RISK_REASONS, AtRisk
from vouch.domain.policy.section import Section, Share, Value, WholeDays
from vouch.domain.policy.touch import Touch
from vouch.domain.policy.wording import Wording
from vouch.domain.policy.words import Community, Company, Customers, Deals, Identity, Surveys, Tickets
from vouch.domain.stages import Gate

__all__ = ["RISK_REASONS", "Evidence", "Policy"]


MOST_EVIDENCE = 20
"""More fresh answers than a gate of one customer can be expected to have."""


class Gates(Section):
    """When a gate is decided, when a decision grows old, and how long a fall waits."""

    shrink: Annotated[float, Field(gt=0)]
    met_from: Share
    contradicted_from: Annotated[float, Field(ge=-1, lt=0)]
    least_weight: Annotated[float, Field(gt=0)]
    differ_weight: Annotated[float, Field(gt=0)]
    differ_met_below: Value
    differ_contradicted_above: Value
    fall_waits_days: WholeDays
    acts_stale_months: Annotated[int, Field(ge=1, le=240)]

    @model_validator(mode="after")
    def _in_order(self) -> Gates:
        if not self.contradicted_from <= self.differ_contradicted_above <= self.differ_met_below <= self.met_from:
            raise ValueError(
                "these must not fall in this order: contradicted_from, differ_contradicted_above, "
                "differ_met_below, met_from"
            )
        if self.differ_weight < self.least_weight:
            raise ValueError("differ_weight must not be below least_weight")
        return self

    @model_validator(mode="after")
    def _within_reach(self) -> Gates:
        best = MOST_EVIDENCE / (self.shrink + MOST_EVIDENCE)
        if self.met_from > best or self.least_weight > MOST_EVIDENCE:
            raise ValueError(
                f"with these nobody could ever be placed: {MOST_EVIDENCE} fresh answers, all the best there are, weigh "
                f"{MOST_EVIDENCE} and score {best:.2f}; lower met_from, shrink or least_weight"
            )
        return self


class Willing(Section):
    """When somebody is no longer asked to act."""

    declines_in_a_row: Annotated[int, Field(ge=1, le=20)]


class Confidence(Section):
    """From where confidence is called high or medium."""

    high_from: Share
    medium_from: Share

    @model_validator(mode="after")
    def _in_order(self) -> Confidence:
        if self.medium_from > self.high_from:
            raise ValueError("medium_from must not be above high_from")
        return self

    def word(self, confidence: float) -> str:
        """High, medium or low.

        >>> Confidence(high_from=0.7, medium_from=0.4).word(0.427)
        'medium'
        """
        return "high" if confidence >= self.high_from else "medium" if confidence >= self.medium_from else "low"


class Policy(Section):
    """Everything by which Vouch decides. `version` names it; two policies that differ never share a version."""

    version: Annotated[str, Field(pattern=r"\S")]
    effective_from: date
    company: Company
    retention: Retention
    customers: Customers
    deals: Deals
    surveys: Surveys
    tickets: Tickets
    community: Community
    gates: Gates
    evidence: Kinds
    hard: Hard
    colleagues: Colleagues
    roles: Roles
    at_risk: AtRisk
    willing: Willing
    identity: Identity
    confidence: Confidence
    asking: Asking
    next_ask: NextAsk
    openings: Openings
    desk: Desk
    reference: Reference
    touch: Touch
    wording: Wording
    personality: PersonalityRules
    personalities: dict[Personality, Described]
    goals: dict[Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,31}$")], GoalKind]
    nominations: Nominations
    ideal: Ideal
    traits: dict[Annotated[str, Field(pattern="^[a-z][a-z0-9_]{1,23}$")], Trait]
    ladder: dict[Annotated[str, Field(pattern="^[a-z][a-z0-9_]{1,31}$")], Rung]

    @model_validator(mode="after")
    def _somebody(self) -> Policy:
        fed = {gate for kind in self.evidence.named().values() for gate in kind.gates}
        if Gate.PROMISES_KEPT not in fed:
            raise ValueError("no evidence has promises_kept among its gates, so nobody could ever be placed")
        return self

    @model_validator(mode="after")
    def _a_goal(self) -> Policy:
        for goal in self.next_ask.big_names.goals:
            if goal not in self.ladder or self.ladder[goal].open_invitation:
                raise ValueError(f"next_ask.big_names.goals: {goal!r} is no rung that somebody can be led to")
        return self

    @model_validator(mode="after")
    def _fulfilled(self) -> Policy:
        for rung in self.desk.modes:
            if rung not in self.ladder:
                raise ValueError(f"desk.modes: {rung!r} is no rung of the ladder")
        return self

    @model_validator(mode="after")
    def _real_rungs(self) -> Policy:
        for one, described in self.personalities.items():
            for rung in described.avoid_asks:
                if rung not in self.ladder:
                    raise ValueError(f"personalities.{one}.avoid_asks: {rung!r} is no rung of the ladder")
                if one in self.ladder[rung].fits:
                    raise ValueError(f"personalities.{one}.avoid_asks: {rung!r} fits them, says the ladder")
        return self

    @model_validator(mode="after")
    def _rungs_that_serve(self) -> Policy:
        for name, kind in self.goals.items():
            for rung in kind.served_by:
                if rung not in self.ladder or self.ladder[rung].open_invitation:
                    raise ValueError(f"goals.{name}.served_by: {rung!r} is no rung that somebody can be chosen for")
        return self

    @model_validator(mode="after")
    def _one_meaning(self) -> Policy:
        meant: dict[str, str] = {}
        for name, rung in self.ladder.items():
            for word in {name, name.replace("_", " "), *rung.also}:
                if meant.setdefault(word, name) != name:
                    raise ValueError(f"ladder.{name}: {word!r} already means {meant[word]}; a word means one rung")
        return self

    def rung_of(self, word: str | None) -> str | None:
        """The rung that a word of another tool means; None for none.

        >>> from vouch.domain.policy import load
        >>> load().rung_of("Customer Reference"), load().rung_of("G2 review")
        (None, 'public_review')
        """
        plain = " ".join((word or "").lower().replace("_", " ").split())
        for name, rung in self.ladder.items():
            if plain == name.replace("_", " ") or plain in rung.also:
                return name
        return None

    def placing(self) -> str:
        """What of the policy decides where customers stand, as JSON: all but how they are asked."""
        asked = {
            "retention",
            "asking",
            "next_ask",
            "openings",
            "desk",
            "reference",
            "nominations",
            "ideal",
            "traits",
            "touch",
            "wording",
            "personality",
            "personalities",
            "goals",
            "ladder",
        }
        return self.model_dump_json(exclude=asked)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days begin and end."""
        return ZoneInfo(self.company.time_zone)
