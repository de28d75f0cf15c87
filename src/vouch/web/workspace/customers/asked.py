"""Which customers does this address ask for? Filters of a list or map, read from a query and written back to one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from vouch.domain.stages import Stage
from vouch.program.findings.filters import FLAGS, Filter

NONE = "(none)"
"""How an address asks for those without a segment or region."""

FLAG_WORDS = {
    "at_risk": "at risk",
    "captive": "captive",
    "latent": "latent",
    "personal_advocate": "personal advocate",
    "little_known": "little known yet",
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The filters of an address, each empty where it does not ask."""

    kind: str = "account"
    stage: str = ""
    flag: str = ""
    segment: str = ""
    region: str = ""
    country: str = ""
    owner: str = ""
    q: str = ""

    @property
    def only(self) -> Filter:
        """The customers that are meant."""
        return Filter(
            kind=self.kind, stage=self.stage, flag=self.flag, owner=self.owner, search=self.q,
            segment=_or_none(self.segment), region=_or_none(self.region), country=_or_none(self.country),
        )  # fmt: skip

    @property
    def whole(self) -> Asked:
        """The same without stage and flag: what a chip counts among."""
        return replace(self, stage="", flag="")

    @property
    def narrowed(self) -> bool:
        """Whether it asks for anything less than everyone."""
        return self != Asked(kind=self.kind)

    @property
    def within(self) -> bool:
        """Whether it asks for a part of the company: a segment, region, country, owner or name."""
        return self.whole.narrowed

    def query(self, **changes: str) -> dict[str, Any]:
        """The query that asks for the same with some changes, for an address."""
        names = ("stage", "flag", "segment", "region", "country", "owner", "q")
        return {name: changes.get(name, getattr(self, name)) for name in names}


def asked(request: HttpRequest, *, kind: str = "account") -> Asked:
    """The filters of this request. A stage or flag that is none is not asked for."""
    given = {
        name: request.GET.get(name, "").replace("\0", "")[:200]
        for name in ("segment", "region", "country", "owner", "q")
    }
    stage, flag = request.GET.get("stage", ""), request.GET.get("flag", "")
    return Asked(
        kind=kind,
        stage=stage if stage in set(Stage) else "",
        flag=flag if flag in (*FLAGS, "little_known") else "",
        **given,
    )


def _or_none(value: str) -> str | None:
    return "" if value == NONE else value or None
