"""What every part of a policy is: closed, and never changed after reading."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1)]
Value = Annotated[float, Field(ge=-1, le=1)]
WholeDays = Annotated[int, Field(ge=0, le=36_500)]
Words = tuple[str, ...]


class Section(BaseModel):
    """A part of the policy: closed (a key it does not know is a mistake) and never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def lowered(words: Words) -> Words:
    """Words as they are compared: lower case, single blanks."""
    return tuple(" ".join(word.lower().split()) for word in words)
