"""Which accounts may be the same company? By domain, by the domain above, by names without their legal forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vouch.insight.identity.alike.names import company_words, likeness, registered
from vouch.insight.identity.alike.pairs import Pair, blocks, compared

MOST = 12
"""So many accounts with one domain or one word are looked at in pairs; more are a group's, or a usual word's."""
LEAST = 60
"""A pair below this is not worth somebody's minute."""


class Company(NamedTuple):
    """An account as it is compared; `domain` is none of free mail, `parent` the account its record puts it below."""

    id: str
    name: str
    domain: str = ""
    country: str = ""
    parent: str = ""


def alike_companies(companies: Sequence[Company]) -> list[Pair]:
    """Pairs of accounts that may be one, the likeliest first.

    A pair of which one is the other's parent is left out: there the source says on purpose that they are two.
    """
    groups = [
        *blocks(companies, lambda one: [one.domain] if one.domain else [], most=MOST),
        *blocks(companies, lambda one: [registered(one.domain)] if one.domain else [], most=MOST),
        *blocks(companies, lambda one: [" ".join(company_words(one.name))], most=MOST),
        *blocks(companies, lambda one: [word for word in company_words(one.name) if len(word) > 2], most=MOST),
        *blocks(companies, lambda one: ["".join(company_words(one.name))[:6]], most=MOST),
    ]
    return compared(groups, lambda one: one.id, _compare)


def _compare(one: Company, other: Company) -> tuple[int, tuple[str, ...]] | None:
    if other.id == one.parent or one.id == other.parent:
        return None
    score, reasons = 0, []
    names = company_words(one.name), company_words(other.name)
    near = likeness(*names) if all(names) else 0.0
    if one.domain and one.domain == other.domain:
        score += 60
        reasons.append("same_domain")
    elif one.domain and other.domain and registered(one.domain) == registered(other.domain):
        score += 45
        reasons.append("same_parent_domain")
    elif one.domain and other.domain and one.domain.split(".")[0] == other.domain.split(".")[0]:
        score += 15
        reasons.append("same_domain_but_ending")
    elif one.domain and other.domain:
        score -= 25
    if near == 100:
        score += 65 if len("".join(names[0])) > 3 else 30
        reasons.append("same_name")
    elif near:
        score += 50
        reasons.append("name_alike")
    if one.country and other.country:
        score += 5 if one.country == other.country else -10
    return (min(score, 100), tuple(reasons)) if score >= LEAST else None
