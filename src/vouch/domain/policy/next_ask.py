"""Whom to ask next for what: how yes-rates are learned, what an ask is worth, how much is explored."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from vouch.domain.policy.section import Section, Share, WholeDays

Above0 = Annotated[float, Field(gt=0, le=10_000)]
Worth = Annotated[float, Field(ge=0, le=100)]


class YesRate(Section):
    """How yes-rates are learned. `docs/ideas/next-ask.md` says what kappa is."""

    prior_yes: Above0
    prior_no: Above0
    kappa: Above0
    kappa_least: Above0
    kappa_most: Above0
    kappa_from_groups: Annotated[int, Field(ge=2, le=1_000)]
    kappa_person: Above0
    rests_on_least: Annotated[int, Field(ge=1, le=1_000)]
    enough: Annotated[int, Field(ge=1, le=10_000)]

    @model_validator(mode="after")
    def _in_order(self) -> YesRate:
        if not self.kappa_least <= self.kappa <= self.kappa_most:
            raise ValueError("these must not fall in this order: kappa_least, kappa, kappa_most")
        return self


class Win(Section):
    """What a person has of an ask, and the least that they must have."""

    least: Annotated[float, Field(gt=0, le=100)]
    every_ask: Worth
    fits: Worth
    fits_second: Worth
    stated_goal: Worth
    noted_goal: Worth
    disliked: Annotated[float, Field(ge=-100, le=0)]

    @model_validator(mode="after")
    def _within_reach(self) -> Win:
        if self.every_ask + self.fits < self.least:
            raise ValueError(
                "with these nobody whose goals are not known could be asked: every_ask and fits are less than least"
            )
        if self.noted_goal > self.stated_goal:
            raise ValueError("noted_goal must not be above stated_goal: what they say themselves counts more")
        return self


class Need(Section):
    """What one more of it is worth to us, by the goal it serves, where there is none yet."""

    reach: Worth
    referrals: Worth
    reviews: Worth
    faster_deals: Worth
    product: Worth


class Decline(Section):
    """What a no costs."""

    loss: Worth
    more_each: Worth
    renewal_within_days: WholeDays
    renewal_times: Annotated[float, Field(ge=1, le=100)]


class Cost(Section):
    """What asking costs, beside a no."""

    effort: Worth
    load: Worth


class Step(Section):
    """How far an ask may go beyond what was done."""

    largest: Annotated[int, Field(ge=1, le=5)]


class Week(Section):
    """How much is proposed in a week."""

    asks: Annotated[int, Field(ge=1, le=10_000)]
    of_one_owner: Annotated[int, Field(ge=1, le=1_000)]


class Two(Section):
    """When what came second with a person is near enough to what came first for a choice of two."""

    near: Annotated[float, Field(gt=0, le=1)]


class BigNames(Section):
    """From which size on a company is a big name, and what one hopes for there, best first."""

    employees_from: Annotated[int, Field(ge=1, le=10_000_000)]
    goals: Annotated[tuple[str, ...], Field(min_length=1)]


class Exploration(Section):
    """Which part of the asks is made to learn."""

    share: Annotated[float, Field(ge=0, le=0.1)]


class Fairness(Section):
    """When the load page warns."""

    top_people: Annotated[float, Field(gt=0, le=1)]
    top_share: Share
    least_yes: Share
    people_least: Annotated[int, Field(ge=5, le=10_000)]


class NextAsk(Section):
    """The rules of the next best ask."""

    yes_rate: YesRate
    win: Win
    need: Need
    decline: Decline
    cost: Cost
    step: Step
    week: Week
    two: Two
    big_names: BigNames
    exploration: Exploration
    fairness: Fairness
