"""Which customers are meant? The filters, search and order of every list and map, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from vouch.program.findings.models import RANK, Placement
from vouch.program.people.folding import fold
from vouch.program.people.models import Account, Contact
from vouch.program.people.naming import named_like

FLAGS = ("at_risk", "captive", "latent", "personal_advocate")
NONE = "(none)"
"""How an address or a view asks for those without a segment or region."""
MINE = "(mine)"
"""How they ask for the customers of whoever reads."""
LITTLE_KNOWN = 0.34
"""Coverage below which little is known yet: at most two of six gates decided."""


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Some customers. Empty means: whatever. `flag` is one of FLAGS, or `little_known`.

    `search` finds names and mail domains by their beginning words, and the source's id; `owner` is an internal id.
    Former customers are left out unless asked for.
    """

    kind: str = "account"
    stage: str = ""
    flag: str = ""
    segment: str | None = None
    region: str | None = None
    country: str | None = None
    owner: str = ""
    account: str = ""
    search: str = ""
    former: bool = False

    def rows(self, *, by_name: bool = False) -> QuerySet[Placement]:
        """The placements of these customers, in no order.

        `by_name`: they are going to be joined with the people they are of, and sorted by those. Then their kind is not
        asked for, which follows from that: SQLite would begin with the half million of a kind, and sort them.
        """
        rows = Placement.objects.filter(former=self.former)
        if not (by_name and self.kind == "contact"):
            rows = rows.filter(kind=self.kind)
        if self.stage:
            rows = rows.filter(rank=RANK.get(self.stage, -1))
        if self.flag == "little_known":
            rows = rows.filter(coverage__lt=LITTLE_KNOWN)
        elif self.flag in FLAGS:
            rows = rows.filter(**{self.flag: True})
        for name in ("segment", "region", "country"):
            value = getattr(self, name)
            if value is not None:
                rows = rows.filter(**{f"account__{name}": value})
        if self.owner:
            rows = rows.filter(account__owner_id=self.owner)
        if self.account:
            rows = rows.filter(account_id=self.account)
        if self.search.strip():
            rows = rows.filter(self._searched)
        return rows

    @cached_property
    def _searched(self) -> Q:
        """Whom the search means: looked up once, however often their rows are asked for."""
        return _named(self.kind, self.search)


def _named(kind: str, search: str) -> Q:
    """Every word of the search begins a word of the name; or it is the id, the domain, or the address, whole.

    Names are looked up in the index of their words. Where thousands have each of them, the list is: those are soon met.
    """
    text = search.strip()[:200]
    words = fold(text).split()
    few = named_like(kind[0], words)
    if few is None:
        return _begins(words, f"{kind}__") | _exactly(kind, text, f"{kind}__")
    known: type[Account] | type[Contact] = Account if kind == "account" else Contact
    found = set(known.objects.filter(_begins(words), pk__in=few).values_list("pk", flat=True)) if few else set()
    return Q(pk__in=found.union(known.objects.filter(_exactly(kind, text)).values_list("pk", flat=True)))


def _begins(words: list[str], on: str = "") -> Q:
    named = Q()
    for word in words:
        named &= Q(**{f"{on}folded__startswith": word}) | Q(**{f"{on}folded__contains": f" {word}"})
    return named


def _exactly(kind: str, text: str, on: str = "") -> Q:
    address = f"{on}domain" if kind == "account" else f"{on}email"
    return Q(**{f"{on}source_id": text}) | Q(pk=text.lower()) | Q(**{address: text.lower()})
