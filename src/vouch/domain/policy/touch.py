"""Small personal gestures: how many a day, how far back an occasion is looked for; and when we say who gets on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from vouch.domain.policy.section import Section


class Touch(Section):
    """The rules of the personal touch."""

    a_day: Annotated[int, Field(ge=1, le=50)]
    look_back_days: Annotated[int, Field(ge=1, le=90)]
    silence_days: Annotated[int, Field(ge=30, le=3650)]
    rest_days: Annotated[int, Field(ge=0, le=365)]
    spark_least: Annotated[int, Field(ge=3, le=100)]
    spark_sure: Annotated[float, Field(ge=0.5, le=0.999)]
    spark_names: Annotated[int, Field(ge=1, le=5)]
    spark_listed: Annotated[int, Field(ge=1, le=10)]

    @model_validator(mode="after")
    def _all_listed(self) -> Touch:
        if self.spark_names > self.spark_listed:
            raise ValueError("spark_names must not be above spark_listed: who leads is listed first")
        return self
