"""What a company adds to the rules of wording: names that are no fault, and turns of its own that are."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from vouch.domain.policy.section import Section, Words, lowered


class Turn(Section):
    """Words that read badly: plain words as they are written, why not, and what to put in their place."""

    fault: Literal["begging", "vendor_first", "vague", "pressure", "reward"]
    language: Annotated[str, Field(pattern="^[a-z]{2}$")]
    words: Annotated[str, Field(min_length=2, max_length=120)]
    better: Annotated[str, Field(min_length=2, max_length=200)]
    use: Annotated[str, Field(max_length=200)] | None = None


class Wording(Section):
    """The company's own part of the rules in `domain/wording/languages`."""

    names: Words
    leave: Words
    also: tuple[Turn, ...] = ()

    _lower = field_validator("leave")(lowered)
