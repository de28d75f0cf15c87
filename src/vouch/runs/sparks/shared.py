"""What do one of us and one of them share? Sentences from facts of work alone, and never of anything sensitive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vouch.domain.policy import Policy
from vouch.program.touch.queries.between import Asked, Someone

MOST_OF = 3
"""Whoever looks after fewer customers looks after no field or region most."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """The industry and the region of most customers that one owner looks after; empty where there is no such one."""

    industry: str
    region: str


def fields(looked_after: Iterable[tuple[str, str, str]]) -> dict[str, Field]:
    """Of every owner in the CRM, what most of their customers are.

    >>> fields([("o", "Retail", "EMEA"), ("o", "Retail", "APAC"), ("o", "Energy", "")])
    {'o': Field(industry='Retail', region='')}
    """
    rows: dict[str, list[tuple[str, str]]] = {}
    for owner, industry, region in looked_after:
        rows.setdefault(owner, []).append((industry, region))
    return {
        owner: Field(industry=_most([one for one, _ in own]), region=_most([one for _, one in own]))
        for owner, own in rows.items()
    }


def shared(
    person: Someone, owner: str, asks: Sequence[Asked], known: Mapping[str, Field], policy: Policy
) -> tuple[str, ...]:
    """What this person and the colleague who is that owner share; `asks`: those this colleague made of them."""
    told = []
    if owner and owner in person.owners:
        told.append(f"Looks after {person.company or 'their company'}.")
    if asks:
        first = min(one.on for one in asks)
        told.append(f"They have been in touch since {first:%B %Y}.")
    acts = [policy.ladder[act].words if act in policy.ladder else act.replace("_", " ") for act in _done(asks)]
    if acts:
        told.append(f"Was part of what they did for others: {', '.join(acts)}.")
    field = known.get(owner)
    if field is not None and field.industry and field.industry == person.industry:
        told.append(f"Knows the field: most customers they look after are in {field.industry}.")
    if field is not None and field.region and field.region == person.region:
        told.append(f"Same region: most customers they look after are in {field.region}.")
    return tuple(told)


def _done(asks: Iterable[Asked]) -> list[str]:
    return list(dict.fromkeys(one.activity for one in asks if one.done and one.activity))


def _most(values: Sequence[str]) -> str:
    (value, count), *_ = Counter(values).most_common(1)
    return value if len(values) >= MOST_OF and 2 * count > len(values) else ""
