"""How each kind of signal is read, and how far people are trusted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from vouch.domain.policy.section import Section, Share, Value, WholeDays
from vouch.domain.stages import SCORED_GATES, Gate

# shorter ones would overflow the running sums over half a century
Days = Annotated[float, Field(ge=30, le=36_500)]


class Evidence(Section):
    """How one kind of signal is read: for which gates, with which value, weight and half-life."""

    gates: Annotated[tuple[Gate, ...], Field(min_length=1)]
    half_life_days: Days | Literal["term", "never"]
    reliability: Annotated[float, Field(gt=0, le=1)]
    reliability_unsigned: Annotated[float, Field(gt=0, le=1)] | None = None
    values: dict[str, Value] = Field(default_factory=dict)
    within_days: WholeDays | None = None
    full_years: Annotated[float, Field(gt=0)] | None = None


class Kinds(Section):
    """What counts as evidence, for how long, and how far it is trusted: every kind there is."""

    nps: Evidence
    csat: Evidence
    ces: Evidence
    expectations: Evidence
    sentiment: Evidence
    nomination: Evidence
    promise: Evidence
    milestone: Evidence
    implementation: Evidence
    first_renewal: Evidence
    case: Evidence
    renewal: Evidence
    tenure: Evidence
    result: Evidence
    act: Evidence
    community: Evidence

    def named(self) -> dict[str, Evidence]:
        """The kinds by name."""
        return {name: getattr(self, name) for name in type(self).model_fields}

    @model_validator(mode="after")
    def _whole(self) -> Kinds:
        needed = {
            "nps": [str(score) for score in range(11)],
            "sentiment": ["red", "amber", "green"],
            "nomination": ["nominated"],
            "promise": ["met", "late", "missed"],
            "milestone": ["first_value", "onboarding"],
            "implementation": ["closed"],
            "first_renewal": ["renewal"],
            "case": ["open", "closed_well", "closed_badly"],
            "renewal": ["renewal", "automatic", "expansion", "repeat", "downsell"],
            "result": ["reached"],
        }
        for name, kind in self.named().items():
            wanted = needed.get(name, [])
            if sorted(kind.values) != sorted(wanted):
                raise ValueError(f"{name}.values must have exactly these keys: {', '.join(wanted) or 'none'}")
            counted = Gate.ACTS in kind.gates
            if counted and (name not in ("act", "community") or len(kind.gates) > 1):
                raise ValueError(f"{name}.gates: acts are counted, so only act and community feed that gate, alone")
            if not counted and name in ("act", "community"):
                raise ValueError(f"{name}.gates must be acts; they are never scored for {', '.join(SCORED_GATES)}")
        for name in ("promise", "result"):
            if getattr(self, name).reliability_unsigned is None:
                raise ValueError(f"{name}.reliability_unsigned is missing")
        if self.milestone.within_days is None:
            raise ValueError("milestone.within_days is missing")
        if self.tenure.full_years is None or self.tenure.half_life_days != "never":
            raise ValueError("tenure needs full_years, and its half_life_days is never")
        if self.tenure.gates != (Gate.PATRONAGE,) or self.renewal.gates != (Gate.PATRONAGE,):
            raise ValueError("tenure and renewal feed patronage, alone")
        return self


HardEvidence = Literal["renewal.downsell", "promise.missed_signed", "promise.missed", "case.closed_badly", "case.open"]


class Hard(Section):
    """The evidence whose contradiction counts at once."""

    evidence: tuple[HardEvidence, ...]


class Colleagues(Section):
    """How far to trust a colleague's word before anything is known of it."""

    prior_right: Annotated[float, Field(gt=0)]
    prior_wrong: Annotated[float, Field(gt=0)]


class Roles(Section):
    """How much a person's attitude counts in their account's, by role."""

    outcome_owner: Share
    sponsor: Share
    renewal_decider: Share
    administrator: Share
    trainer: Share
    daily_user: Share
    not_known: Share
