"""Which words can criteria ask for? Those that customers have, most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Model, QuerySet

from vouch.program.findings.kept import once_a_run
from vouch.program.findings.models import Particular
from vouch.program.findings.queries import current_run
from vouch.program.openings.queries.crowd import heads_now
from vouch.program.people.models import Account

M = TypeVar("M", bound=Model)
_MOST = 24
"""Words of one list: more are no choice any more."""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """The segments, industries, regions, products and languages of customers."""

    segments: Sequence[str]
    industries: Sequence[str]
    regions: Sequence[str]
    products: Sequence[str]
    languages: Sequence[str]


def offered(*, also: Sequence[str] = ()) -> Offered:
    """The words customers have. `also`: kept in every list where it has them, for a draft that asks for rare ones."""
    projected = _projected(current_run())
    # what they use is found after a run has published, and so not kept with it
    used = _words(Particular.objects.filter(kind="product"), "value")
    return Offered(
        segments=_most(projected["segment"], also),
        industries=_most(projected["industry"], also),
        regions=_most(projected["region"], also),
        products=_most(used, also),
        languages=_most(projected["language"], also),
    )


@once_a_run(1)
def _projected() -> dict[str, Sequence[str]]:
    customers = Account.objects.filter(customer=True)
    found = {name: _words(customers, name) for name in ("segment", "industry", "region")}
    counted: Counter[str] = Counter()
    for heads in heads_now(current_run()):
        counted[heads.language] += heads.people
    return found | {"language": sorted((word for word in counted if word), key=lambda word: (-counted[word], word))}


def _words(rows: QuerySet[M], name: str) -> Sequence[str]:
    """The words of a column, most frequent first."""
    counted = rows.exclude(**{name: ""}).values(name).annotate(n=Count("pk")).order_by("-n", name)
    return [str(row[name]) for row in counted]


def _most(words: Sequence[str], also: Sequence[str]) -> list[str]:
    return sorted({*words[:_MOST], *(word for word in also if word in words)})
