"""Which customers does this address ask for? Filters of a list or map, read from a query and written back to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from vouch.domain.stages import Stage
from vouch.program.findings.filters import FLAGS, MINE, NONE, Filter

__all__ = ["FLAG_WORDS", "MINE", "NONE", "Asked", "asked", "given"]

FLAG_WORDS = {
    "at_risk": "at risk",
    "captive": "captive",
    "latent": "latent",
    "personal_advocate": "personal advocate",
    "little_known": "little known yet",
}


NAMES = ("stage", "flag", "segment", "region", "country", "owner", "q")
"""What an address may ask for, by name."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The filters of an address, each empty where it does not ask. `me`: who reads, as an owner in the CRM."""

    kind: str = "account"
    stage: str = ""
    flag: str = ""
    segment: str = ""
    region: str = ""
    country: str = ""
    owner: str = ""
    q: str = ""
    me: str = ""

    @property
    def only(self) -> Filter:
        """The customers that are meant."""
        return Filter(
            kind=self.kind, stage=self.stage, flag=self.flag, owner=self.whose, search=self.q,
            segment=_or_none(self.segment), region=_or_none(self.region), country=_or_none(self.country),
        )  # fmt: skip

    @property
    def whose(self) -> str:
        """The owner whose customers are meant; somebody who looks after none has none of their own."""
        return (self.me or MINE) if self.owner == MINE else self.owner

    @property
    def whole(self) -> Asked:
        """The same without stage and flag: what a chip counts among."""
        return replace(self, stage="", flag="")

    @property
    def narrowed(self) -> bool:
        """Whether it asks for anything less than everyone."""
        return self != Asked(kind=self.kind, me=self.me)

    @property
    def within(self) -> bool:
        """Whether it asks for a part of the company: a segment, region, country, owner or name."""
        return self.whole.narrowed

    def query(self, **changes: str) -> dict[str, Any]:
        """The query that asks for the same with some changes, for an address."""
        return {name: changes.get(name, getattr(self, name)) for name in NAMES}


def asked(request: HttpRequest, *, kind: str = "account") -> Asked:
    """The filters of this request. A stage or flag that is none is not asked for."""
    return given({name: request.GET.get(name, "") for name in NAMES}, kind=kind, me=me(request))


def given(filters: Mapping[str, str], *, kind: str, me: str) -> Asked:
    """The same of filters that came some other way."""
    told = {name: str(filters.get(name, "")).replace("\0", "")[:200] for name in NAMES}
    if told["stage"] not in set(Stage):
        told["stage"] = ""
    if told["flag"] not in (*FLAGS, "little_known"):
        told["flag"] = ""
    return Asked(kind=kind, me=me, **told)


def me(request: HttpRequest) -> str:
    """Who reads, as an owner in the CRM; empty for somebody who is none."""
    return str(getattr(request.user, "owner", ""))


def _or_none(value: str) -> str | None:
    return "" if value == NONE else value or None
