"""Which run says where customers stand now, and how many stand where?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Q

from vouch.domain.stages import Stage
from vouch.program.findings.filters import LITTLE_KNOWN, Filter
from vouch.program.findings.models import Placement, Run
from vouch.program.people.models import Contact


def current_run() -> Run | None:
    """The run whose placements are shown; None before the first one."""
    return Run.objects.filter(current=True).first()


def runs(*, limit: int = 50) -> Sequence[Run]:
    """The latest runs, newest first."""
    return list(Run.objects.order_by("-finished_at")[:limit])


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How many of some customers stand where. `coverage` is the mean share known, 0 to 1; None of nobody."""

    total: int
    by_stage: dict[str, int]
    at_risk: int
    captive: int
    latent: int
    personal_advocate: int
    little_known: int
    could_be_loyal_or_better: int
    coverage: float | None

    @property
    def loyal_or_better(self) -> int:
        """How many are loyal or advocates."""
        return self.by_stage[Stage.LOYAL] + self.by_stage[Stage.ADVOCATE]


def standing(only: Filter | None = None) -> Standing:
    """How many customers stand where, of those the filter lets through."""
    rows = (only or Filter()).rows()
    found = rows.aggregate(
        **{f"stage_{stage.value}": Count("subject", filter=Q(stage=stage.value)) for stage in Stage},
        total=Count("subject"),
        at_risk=Count("subject", filter=Q(at_risk=True)),
        captive=Count("subject", filter=Q(captive=True)),
        latent=Count("subject", filter=Q(latent=True)),
        personal=Count("subject", filter=Q(personal_advocate=True)),
        little=Count("subject", filter=Q(coverage__lt=LITTLE_KNOWN)),
        could=Count("subject", filter=Q(at_most__in=[Stage.LOYAL.value, Stage.ADVOCATE.value])),
        coverage=Avg("coverage"),
    )
    return Standing(
        total=found["total"],
        by_stage={stage.value: found[f"stage_{stage.value}"] for stage in Stage},
        at_risk=found["at_risk"],
        captive=found["captive"],
        latent=found["latent"],
        personal_advocate=found["personal"],
        little_known=found["little"],
        could_be_loyal_or_better=found["could"],
        coverage=found["coverage"],
    )


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One segment: its name (empty: none given) and how many of its customers stand where."""

    name: str
    total: int
    by_stage: dict[str, int]
    coverage: float

    @property
    def loyal_or_better(self) -> float:
        """The share that is loyal or better, 0 to 1."""
        return (self.by_stage[Stage.LOYAL] + self.by_stage[Stage.ADVOCATE]) / self.total


def segments(only: Filter | None = None) -> list[Segment]:
    """Where the customers of each segment stand, largest segment first."""
    rows = (
        (only or Filter())
        .rows()
        .values("account__segment")
        .annotate(
            **{f"stage_{stage.value}": Count("subject", filter=Q(stage=stage.value)) for stage in Stage},
            total=Count("subject"),
            mean_coverage=Avg("coverage"),
        )
        .order_by("-total", "account__segment")
    )
    found: list[dict[str, Any]] = [dict(row) for row in rows]
    return [
        Segment(
            name=row["account__segment"] or "",
            total=row["total"],
            by_stage={stage.value: row[f"stage_{stage.value}"] for stage in Stage},
            coverage=row["mean_coverage"],
        )
        for row in found
    ]


def placement(subject: str) -> Placement | None:
    """Where this account or contact stands now; None for somebody who is not placed."""
    return Placement.objects.select_related("account", "contact").filter(pk=subject).first()


def placements_of(subjects: Collection[str]) -> dict[str, Placement]:
    """Where these stand now, by id. In one statement."""
    return {row.subject: row for row in Placement.objects.filter(pk__in=list(subjects))}


def people_of(account: str, *, limit: int = 500) -> Sequence[Placement]:
    """The placed people of an account, highest stage first, then by name."""
    rows = Placement.objects.filter(kind="contact", account_id=account).select_related("contact")
    return list(rows.order_by("-rank", "contact__folded", "subject")[:limit])


def whereabouts(contacts: Collection[str]) -> dict[str, tuple[str, str]]:
    """The stage and the segment (the industry where there is none) of each of these who works at a customer now.

    The stage is their own where they are placed, else their company's, else empty.
    """
    ids, found = list(contacts), {}
    columns = ("pk", "placement__stage", "account_id", "account__segment", "account__industry")
    for at in range(0, len(ids), 5000):
        rows = Contact.objects.filter(pk__in=ids[at : at + 5000], account__customer=True, left_on=None)
        told = list(rows.values_list(*columns))
        there = {account for _pk, own, account, _segment, _industry in told if account and not own}
        of = dict(Placement.objects.filter(pk__in=there).values_list("pk", "stage"))
        for pk, own, account, segment, industry in told:
            found[pk] = (own or of.get(account or "", ""), segment or industry or "")
    return found
