"""Who fits this request, today? The one answer that the page, the API and Slack show."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from vouch.domain.policy import Policy
from vouch.domain.titles import read_title
from vouch.matching.reference import Answer, Deal, Need, rank
from vouch.matching.reference.congruity import Comparing
from vouch.matching.reference.rank import fit_of
from vouch.program.references.actions.choose import USE
from vouch.program.references.queries.conflicts import conflicts
from vouch.runs.desk.pool import ready

if TYPE_CHECKING:
    from vouch.program.references.models import Request

_ALIKE = 0.7
FILTER_OF = {
    "product": "product",
    "industry": "industry",
    "region": "region",
    "language": "language",
    "employees": "size",
    "role": "role",
}
"""The fields of a request that can be required, and the filter of the ranking each is."""


def need_of(request: Request) -> Need:
    """A request as the ranking reads it. Who is in conflict is left out by id, whatever they are called."""
    title = read_title(request.like_role)
    out = conflicts(request)
    names = frozenset({request.buyer} - {""})
    return Need(
        activity=request.activity,
        products=_several(request.like_product),
        use_cases=_several(request.like_use),
        industry=request.like_industry,
        employees=float(request.like_employees) if request.like_employees else None,
        region=request.like_region,
        language=request.like_language,
        role=title.role,
        seniority=title.seniority,
        replaced=_several(request.like_tech),
        words=request.words,
        deal=Deal(account=request.account_id or "", names=names, competitors=out.accounts),
        must=frozenset(FILTER_OF[name] for name in request.must if name in FILTER_OF),
        use=USE,
        needed_by=request.needed_by,
        how_many=request.how_many,
    )


def matches_for(
    data: Path,
    request: Request,
    *,
    policy: Policy,
    today: date,
    sees_all: bool,
    without: Collection[str] = (),
    show: int | None = None,
) -> Answer:
    """The ranking for this request. `without`: filters given up for once. `sees_all`: the desk asks, not a seller.

    People who were chosen for it already are not among them.
    """
    need = need_of(request)
    need = replace(need, must=need.must - frozenset(without))
    chosen = set(request.matches.values_list("contact_id", flat=True))
    most = (show or policy.reference.show) + len(chosen)
    pool, lock = ready(data, policy, today)
    with lock:
        found = rank(need, pool, policy, today, show=most, sees_all=sees_all)
    kept = [one for one in found.matches if one.person not in chosen][: show or policy.reference.show]
    matches = tuple(replace(one, rank=rank_) for rank_, one in enumerate(kept, 1))
    return replace(found, matches=matches, stopped=tuple(one for one in found.stopped if one.person not in chosen))


def fit_for(request: Request, contact: str, *, policy: Policy, today: date, data: Path | None = None) -> dict[str, Any]:
    """What the ranking says of one person for a request, to be kept with the match; empty where it says nothing.

    `to_them`: in what they are like the buyer, as they may read it.
    """
    need = replace(need_of(request), must=frozenset())
    pool, lock = ready(data or Path(settings.DATA), policy, today)
    with lock:
        at = pool.at.get(contact)
        if at is None:
            return {}
        company, person = pool.companies[pool.company_of[at]], pool.people[at]
        found = Comparing(need, policy).parts(company, person)
    fit, coverage = fit_of(found)
    alike = [part.words for part in found if part.likeness is not None and part.likeness >= _ALIKE]
    return {
        "fit": fit,
        "coverage": coverage,
        "fields": {part.name: part.likeness for part in found if part.likeness is not None},
        "reasons": [f"{words[0].upper()}{words[1:]}." for words in alike[:3]],
        "unknown": [part.words for part in found if part.likeness is None][:5],
        "to_them": "; ".join(alike[:3]),
    }


def _several(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())
