"""What is pointed out about nominations, and the traits by which the teams say who is ideal."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator, model_validator

from vouch.domain.policy.section import Section, Share

Few = Annotated[int, Field(ge=1, le=1000)]

READS: dict[str, str] = {
    "industry": "one of",
    "segment": "one of",
    "region": "one of",
    "country": "one of",
    "role": "one of",
    "product": "one of",
    "employees": "at least",
    "tenure": "at least",
    "breadth": "at least",
    "solved": "at least",
}
"""The facts a trait can be read from, and how what is wanted of each is said."""

OUTCOMES = frozenset(
    (
        "act",
        "acts",
        "advocacy",
        "advocate",
        "attitude",
        "expansion",
        "health",
        "loyalty",
        "nps",
        "placement",
        "reference",
        "references",
        "referral",
        "referrals",
        "renewal",
        "renewals",
        "review",
        "reviews",
        "satisfaction",
        "stage",
        "upsell",
        "yearly_value",
    )
)
"""What we want to happen. As a trait it would find those again whom we know already."""


class Nominations(Section):
    """When something about a nomination is pointed out. `docs/ideas/nominations.md` tells why."""

    wait_days: Few
    many: Few
    many_days: Few
    one_account: Few
    track_least: Few


class Ideal(Section):
    """Whom the agreed profile is laid on. `docs/ideas/ideal.md` tells why."""

    known_well: Share
    least_known: Share
    solved_least: Few
    agree_from: Share
    partly_from: Share

    @model_validator(mode="after")
    def _in_order(self) -> Ideal:
        if self.partly_from > self.agree_from:
            raise ValueError("partly_from must not be above agree_from")
        return self

    def word(self, w: float | None) -> str:
        """How far teams agree whose Kendall's W this is, in the middle of a sentence; None where it says nothing.

        >>> from vouch.domain.policy import load
        >>> load().ideal.word(0.5)
        'agree in part'
        """
        if w is None:
            return "cannot be compared yet"
        if w >= self.agree_from:
            return "largely agree"
        return "agree in part" if w >= self.partly_from else "see it differently"


class Trait(Section):
    """One trait of valuable customers: read from a fact, or judged by people where `reads` is empty."""

    words: Annotated[str, Field(min_length=2, max_length=60)]
    reads: str = ""

    @field_validator("reads")
    @classmethod
    def _no_outcome(cls, reads: str) -> str:
        if reads in OUTCOMES:
            raise ValueError(
                f"{reads!r} is an outcome: a profile that looks for it would only find again whom you know already. "
                f"Take what was there before, one of {', '.join(READS)}"
            )
        if reads and reads not in READS:
            raise ValueError(f"{reads!r} is no fact a trait can be read from; it is one of {', '.join(READS)}")
        return reads

    @property
    def judged(self) -> bool:
        """Whether people judge it, as no fact tells."""
        return not self.reads
