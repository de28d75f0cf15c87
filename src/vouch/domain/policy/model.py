"""The shape of a policy, with the bounds that keep it from contradicting itself."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from vouch.domain.stages import SCORED_GATES, Gate

Share = Annotated[float, Field(ge=0, le=1)]
Value = Annotated[float, Field(ge=-1, le=1)]
Days = Annotated[float, Field(gt=0, le=36_500)]
WholeDays = Annotated[int, Field(ge=0, le=36_500)]
Words = tuple[str, ...]


class Section(BaseModel):
    """A part of the policy: closed (a key it does not know is a mistake) and never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _lowered(words: Words) -> Words:
    return tuple(" ".join(word.lower().split()) for word in words)


class Company(Section):
    """Whose installation this is."""

    name: str
    time_zone: str
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"there is no time zone {name!r}; write one like 'Europe/Lisbon'") from error
        return name


class Customers(Section):
    """Which account types are customers."""

    types_customer: Words
    types_former: Words
    types_not_customer: Words

    _lower = field_validator("types_customer", "types_former", "types_not_customer")(_lowered)


class Deals(Section):
    """Which words of a deal's stage and type mean what."""

    won_stages: Words
    lost_stages: Words
    new_types: Words
    renewal_types: Words
    expansion_types: Words
    downsell_types: Words
    default_term_years: Annotated[int, Field(ge=1, le=5)]

    _lower = field_validator(
        "won_stages", "lost_stages", "new_types", "renewal_types", "expansion_types", "downsell_types"
    )(_lowered)


class Surveys(Section):
    """Which survey items mean what, and their scales."""

    items: dict[str, Literal["nps", "csat", "ces", "expectations"]]
    scales: dict[Literal["nps", "csat", "ces", "expectations"], tuple[float, float]]

    @field_validator("items")
    @classmethod
    def _lower(cls, items: dict[str, str]) -> dict[str, str]:
        return {" ".join(item.lower().split()): kind for item, kind in items.items()}

    @field_validator("scales")
    @classmethod
    def _ordered(cls, scales: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
        for kind, (low, high) in scales.items():
            if low >= high:
                raise ValueError(f"the scale of {kind} runs from {low:g} to {high:g}; the lowest comes first")
        return scales


class Tickets(Section):
    """Which cases are grave, and what a bad end is."""

    severity_one_priorities: Words
    escalation_is_severity_one: bool
    implementation_categories: Words
    closed_badly_after_days: WholeDays
    closed_badly_when_reopened: bool
    closed_badly_when_dissatisfied: bool

    _lower = field_validator("severity_one_priorities", "implementation_categories")(_lowered)


class Community(Section):
    """Which things done among customers are help."""

    helping_kinds: Words

    _lower = field_validator("helping_kinds")(_lowered)


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


class Evidence(Section):
    """How one kind of signal is read: for which gates, with which value, weight and half-life."""

    gates: Annotated[tuple[Gate, ...], Field(min_length=1)]
    half_life_days: Days | Literal["term", "never"]
    reliability: Annotated[float, Field(gt=0, le=1)]
    reliability_unsigned: Annotated[float, Field(gt=0, le=1)] | None = None
    values: dict[str, Value] = {}
    within_days: WholeDays | None = None
    full_years: Annotated[float, Field(gt=0)] | None = None


class Kinds(Section):
    """Every kind of evidence there is."""

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


Force = Literal["hard", "soft", "off"]


class RiskDays(Section):
    """How long each reason takes to begin, or lasts."""

    notice_ends_after: WholeDays
    severity_one_open_longer_than: WholeDays
    sponsor_gone_longer_than: WholeDays
    detractor_within: WholeDays
    promise_missed_within: WholeDays
    sentiment_within: WholeDays
    messages_within: WholeDays
    competitor_within: WholeDays


class RiskUsage(Section):
    """When usage has fallen, and when a feed has stopped so that nobody can tell."""

    drop: Annotated[float, Field(gt=0, lt=1)]
    recent_days: Annotated[int, Field(ge=1, le=365)]
    baseline_days: Annotated[int, Field(ge=1, le=730)]
    seasonal_from_days: WholeDays
    feed_stopped_after_days: WholeDays


class AtRisk(Section):
    """Which reasons put an account at risk: one hard one, or `soft_needed` soft ones."""

    soft_needed: Annotated[int, Field(ge=1, le=5)]
    cancellation_or_downsell_notice: Force
    severity_one_open: Force
    sponsor_gone: Force
    detractor_in_key_role: Force
    usage_down: Force
    promise_missed: Force
    sentiment_amber: Force
    messages_unanswered: Force
    competitor_seen: Force
    days: RiskDays
    usage: RiskUsage

    def force(self, reason: str) -> Force:
        """Whether a reason is hard, soft or switched off."""
        force: Force = getattr(self, reason)
        return force


RISK_REASONS: tuple[str, ...] = tuple(
    name for name in AtRisk.model_fields if name not in ("soft_needed", "days", "usage")
)


class Willing(Section):
    """When somebody is no longer asked to act."""

    declines_in_a_row: Annotated[int, Field(ge=1, le=20)]


class Identity(Section):
    """Which addresses say nothing about a company, or about a single person."""

    free_mail_domains: Words
    shared_mailboxes: Words

    _lower = field_validator("free_mail_domains", "shared_mailboxes")(_lowered)


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

    version: str
    effective_from: date
    company: Company
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

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days begin and end."""
        return ZoneInfo(self.company.time_zone)
