"""What the doctor found: one thing, in a sentence, with what mends it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Weight(StrEnum):
    """How much it matters: numbers may be wrong or old, everything is slower than it need be, or it is good to know."""

    WRONG = "wrong"
    SLOW = "slow"
    KNOW = "know"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing. `code` is its name for programs, `what` it is about; `mend` is the command or page that mends it.

    `figures` are the numbers of the sentence.
    """

    code: str
    what: str
    weight: Weight
    sentence: str
    mend: str
    figures: dict[str, int | float | str] = field(default_factory=dict)
