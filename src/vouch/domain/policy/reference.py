"""Which customer speaks to which buyer: what likeness counts, what a load costs, what the pool should be able to do."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from vouch.domain.policy.section import Section, Share


class Weights(Section):
    """How much each likeness counts."""

    product: Share
    role: Share
    industry: Share
    size: Share
    region: Share
    tech: Share
    words: Share

    @model_validator(mode="after")
    def _whole(self) -> Weights:
        whole = sum(self.model_dump().values())
        if abs(whole - 1) > 1e-9:
            raise ValueError(f"together these must be 1, and are {whole:g}")
        return self


class Passion(Section):
    """What is added for how gladly they would."""

    willing: Annotated[float, Field(ge=0, le=1)]
    guarded: Annotated[float, Field(ge=-1, le=0)]


class MatchCost(Section):
    """What asking somebody costs who carries something already, or will be needed."""

    load: Share
    later: Share


class Coverage(Section):
    """What the pool should be able to do."""

    quarters: Annotated[int, Field(ge=1, le=40)]
    least_people: Annotated[int, Field(ge=0, le=1_000)]
    alarm_share: Annotated[float, Field(gt=0, le=1)]
    loaded: Annotated[float, Field(ge=1, le=10)]
    uses_a_month: Annotated[int, Field(ge=1, le=30)]
    cultivate: Annotated[int, Field(ge=0, le=50)]


class Reference(Section):
    """The rules of the reference desk."""

    show: Annotated[int, Field(ge=1, le=200)]
    show_stopped: Annotated[int, Field(ge=0, le=50)]
    doubt: Annotated[float, Field(gt=0, le=1)]
    size_range: Annotated[float, Field(gt=1, le=1_000_000)]
    size_band: Annotated[float, Field(gt=1, le=1_000)]
    telling_words: Annotated[int, Field(ge=1, le=100)]
    common_share: Annotated[float, Field(gt=0, le=1)]
    weights: Weights
    passion: Passion
    cost: MatchCost
    coverage: Coverage

    @model_validator(mode="after")
    def _passion_before_size(self) -> Reference:
        most = self.weights.size / (self.weights.size + self.doubt)
        if self.passion.willing - self.passion.guarded <= most:
            raise ValueError(
                f"passion.willing less passion.guarded must be above {most:.2f}, or somebody guarded could come first "
                "because their company is as large as the buyer's"
            )
        return self
