"""What may be asked: the rungs of the ladder, the ceilings of the stages, rest, caps and holds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from vouch.domain.policy.section import Section, WholeDays, Words, lowered

Effort = Annotated[int, Field(ge=1, le=5)]
Exposure = Annotated[int, Field(ge=0, le=5)]
Goal = Literal["reach", "referrals", "reviews", "faster_deals", "product"]
Personality = Literal["educator", "validator", "status_seeker", "collaborator"]
Purpose = Literal["quote", "name", "image"]
Approval = Literal["nobody", "owner", "company", "legal"]


class Rung(Section):
    """One activity type of the ladder. `docs/ideas/asks.md` says what effort and exposure mean."""

    words: Annotated[str, Field(min_length=2, max_length=80)]
    effort: Effort
    exposure: Exposure
    approval: Approval
    serves: tuple[Goal, ...] = ()
    fits: tuple[Personality, ...] = ()
    consents: tuple[Purpose, ...] = ()
    minutes: Annotated[int, Field(ge=1, le=10_000)]
    live: bool = False
    open_invitation: bool = False
    tracked: bool = True
    also: Words = ()

    _lower = field_validator("also")(lowered)

    @model_validator(mode="after")
    def _chosen_by_nobody(self) -> Rung:
        if self.open_invitation and self.fits:
            raise ValueError("an open invitation fits nobody in particular; leave fits empty")
        return self


class Highest(Section):
    """The highest effort and exposure that may be asked; effort 0 stands for nothing at all."""

    effort: Annotated[int, Field(ge=0, le=5)]
    exposure: Exposure


class Ceilings(Section):
    """The highest ask by where a customer stands."""

    not_known_yet: Highest
    not_yet_satisfied: Highest
    satisfied: Highest
    latent: Highest
    personal_advocate: Highest
    loyal: Highest
    advocate: Highest

    @model_validator(mode="after")
    def _rising(self) -> Ceilings:
        for lower, higher in (("satisfied", "latent"), ("latent", "loyal"), ("loyal", "advocate")):
            low, high = getattr(self, lower), getattr(self, higher)
            if low.effort > high.effort or low.exposure > high.exposure:
                raise ValueError(f"{lower} must not be above {higher}")
        return self


class Rest(Section):
    """Days in which a person is not asked again."""

    after_ask_days: WholeDays
    after_large_act_days: WholeDays
    large_effort: Effort
    after_decline_days: WholeDays
    same_act_after_decline_days: WholeDays
    after_no_answers_days: WholeDays
    no_answers_in_a_row: Annotated[int, Field(ge=1, le=20)]
    after_not_now_days: WholeDays


class Caps(Section):
    """How much one person and one account may carry."""

    open_asks_per_account: Annotated[int, Field(ge=1, le=50)]
    live_per_quarter: Annotated[int, Field(ge=0, le=90)]
    live_per_year: Annotated[int, Field(ge=0, le=365)]


class HoldRules(Section):
    """What stops every ask of an account by itself."""

    escalation_open: bool
    at_risk: bool
    renewal_within_days: WholeDays


class Invitation(Section):
    """How long an invitation waits for the owner and for its answer."""

    open_days: Annotated[int, Field(ge=1, le=365)]
    remind_after_days: Annotated[int, Field(ge=1, le=365)]
    clearance_days: Annotated[int, Field(ge=1, le=90)]

    @model_validator(mode="after")
    def _in_time(self) -> Invitation:
        if self.remind_after_days >= self.open_days:
            raise ValueError("remind_after_days must be below open_days, or nobody is reminded in time")
        return self


class Asking(Section):
    """The rules of asking."""

    ceilings: Ceilings
    rest: Rest
    caps: Caps
    holds: HoldRules
    invitation: Invitation
