"""The words of the sources: which of them mean what."""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from vouch.domain.policy.section import Section, WholeDays, Words, lowered


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

    _lower = field_validator("types_customer", "types_former", "types_not_customer")(lowered)


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
    )(lowered)


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

    _lower = field_validator("severity_one_priorities", "implementation_categories")(lowered)


class Community(Section):
    """Which things done among customers are help."""

    helping_kinds: Words

    _lower = field_validator("helping_kinds")(lowered)


class Identity(Section):
    """Which addresses say nothing about a company, or about a single person."""

    free_mail_domains: Words
    shared_mailboxes: Words

    _lower = field_validator("free_mail_domains", "shared_mailboxes")(lowered)
