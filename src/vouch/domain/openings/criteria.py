"""The conditions of an opening: few, in words, and all of them have to hold. An empty one asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from vouch.domain.policy.asking import Personality
from vouch.domain.policy.section import Section, Words
from vouch.domain.stages import Role

Least = Literal["satisfied", "loyal", "advocate"]
Employees = Annotated[int, Field(ge=0, le=10_000_000)]
Days = Annotated[int, Field(ge=1, le=3650)]


class Criteria(Section):
    """Whom an opening is for.

    `stage`: their company stands at least there. `latent`: it likes us and no renewal has come due. `acts`: so many
    things done for others, of `act` (a rung; empty: of any kind). `member_days`: in the programme for so long; 0 is any
    member. `fresh_days`: had no seat in an opening of this kind in so many days. Of the lists, one of each is enough.
    """

    stage: Least | None = None
    latent: bool = False
    roles: tuple[Role, ...] = ()
    segments: Words = ()
    industries: Words = ()
    regions: Words = ()
    employees_from: Employees | None = None
    employees_to: Employees | None = None
    products: Words = ()
    languages: Words = ()
    acts: Annotated[int, Field(ge=0, le=100)] = 0
    act: Annotated[str, Field(max_length=32)] = ""
    member_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    fresh_days: Days | None = None
    personalities: tuple[Personality, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Criteria:
        low, high = self.employees_from, self.employees_to
        if low is not None and high is not None and low > high:
            raise ValueError("the smallest size comes first")
        return self

    @property
    def anybody(self) -> bool:
        """Whether nothing is asked at all."""
        return self == Criteria()

    def sentences(self, acts: dict[str, str] | None = None) -> list[str]:
        """Each condition in words, in a fixed order. `acts`: the words of the ladder's rungs.

        >>> Criteria(stage="loyal", industries=("Manufacturing",), acts=1).sentences()
        ['loyal or further', 'in Manufacturing', 'has done at least one act']
        """
        found = [
            {"satisfied": "satisfied or further", "loyal": "loyal or further", "advocate": "an advocate"}[self.stage]
            if self.stage
            else "",
            "latent: likes it, and no renewal has come due yet" if self.latent else "",
            f"is {either([role.replace('_', ' ') for role in self.roles])}" if self.roles else "",
            f"of the segment {either(self.segments)}" if self.segments else "",
            f"in {either(self.industries)}" if self.industries else "",
            f"from {either(self.regions)}" if self.regions else "",
            _size(self.employees_from, self.employees_to),
            f"uses {either(self.products)}" if self.products else "",
            f"speaks {either(self.languages)}" if self.languages else "",
            _acts(self.acts, (acts or {}).get(self.act, self.act.replace("_", " "))) if self.acts else "",
            _member(self.member_days),
            f"had no seat in one of this kind for {self.fresh_days} days" if self.fresh_days else "",
            f"is {either([one.replace('_', ' ') for one in self.personalities])}" if self.personalities else "",
        ]
        return [one for one in found if one]


def either(words: Sequence[str]) -> str:
    """Several words of which one is enough.

    >>> either(["Food", "Steel", "Paper"])
    'Food, Steel or Paper'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _size(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    if high is None:
        return f"of a company of {low:,} people or more"
    return f"of a company of at most {high:,} people" if low is None else f"of a company of {low:,} to {high:,} people"


def _acts(count: int, words: str) -> str:
    times = "one act" if count == 1 else f"{count} acts"
    return f"has done at least {times}{f' of this kind: {words}' if words else ''}"


def _member(days: int | None) -> str:
    if days is None:
        return ""
    return f"a member for {days} days or longer" if days else "a member of the programme"
