"""How do findings reach the pages? A run publishes all of its placements at once: readers see the old or the new."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import Model

from vouch.program.findings.kept import ERASED
from vouch.program.findings.models import RANK, Approach, Circumstance, Deed, Placement, Run
from vouch.program.findings.rows import ApproachRow, CircumstanceRow, DeedRow, PlacementRow, RunRow
from vouch.program.history.actions import record
from vouch.program.people.merging import Staged
from vouch.program.people.writing import move, stage

_COLUMNS = (
    *("subject", "kind", "account", "contact", "stage", "rank", "at_least", "at_most", "captive", "latent"),
    *("personal_advocate", "at_risk", "former", "reasons", "missing", "stale", "progress", "coverage", "confidence"),
)
_FIELDS: dict[type[Model], tuple[str, ...]] = {
    Circumstance: ("account", "kind", "since", "until", "words"),
    Deed: ("account", "contact", "activity", "words", "done_on", "prompted", "rewarded"),
    Approach: ("contact", "activity", "words", "asked_on", "answer", "answered_on"),
}
_KEPT_RUNS = 400


@dataclass(frozen=True, kw_only=True)
class Ready:
    """What a run found, waiting for the transaction in which it is put in force."""

    placements: Staged
    beside: tuple[Staged, ...]


def ready(
    placements: Iterable[PlacementRow],
    *,
    circumstances: Iterable[CircumstanceRow] = (),
    deeds: Iterable[DeedRow] = (),
    approaches: Iterable[ApproachRow] = (),
) -> Ready:
    """Have what a run found ready. Streams are read once, in this order, never held, and nobody waits for them."""
    stands = (
        (
            *(row.subject, row.kind, row.account, row.subject if row.kind == "contact" else None),
            *(row.stage, RANK[row.stage], row.at_least, row.at_most, row.captive, row.latent),
            *(row.personal_advocate, row.at_risk, row.former, tuple(row.reasons), tuple(row.missing)),
            *(tuple(row.stale), row.progress, row.coverage, row.confidence),
        )
        for row in placements
    )
    whole = stage(Placement, _COLUMNS, stands)
    beside = ((Circumstance, circumstances), (Deed, deeds), (Approach, approaches))
    return Ready(
        placements=whole,
        beside=tuple(
            stage(model, (columns := _FIELDS[model]), (attrgetter(*columns)(row) for row in rows))
            for model, rows in beside
        ),
    )


@transaction.atomic
def publish(
    *,
    run: RunRow,
    placements: Iterable[PlacementRow] | Ready,
    circumstances: Iterable[CircumstanceRow] = (),
    deeds: Iterable[DeedRow] = (),
    approaches: Iterable[ApproachRow] = (),
    door: str = "worker",
) -> int:
    """Make this run the one whose findings are shown. Returns how many placements there are.

    These are all there are: a subject that is not among them has none afterwards. Colleagues who write wait for the
    end: of a large company have all of it `ready` before.
    """
    Run.objects.filter(current=True).exclude(pk=run.id).update(current=False)
    Run.objects.update_or_create(
        id=run.id,
        defaults={
            "as_of": run.as_of,
            "policy": run.policy,
            "started_at": run.started_at,
            "finished_at": run.finished_at,
            "facts_read_at": run.facts_read_at,
            "coverage": run.coverage,
            "counts": dict(run.counts),
            "current": True,
        },
    )
    if not isinstance(placements, Ready):
        beside: dict[str, Any] = {"circumstances": circumstances, "deeds": deeds, "approaches": approaches}
        placements = ready(placements, **beside)
    count = move(placements.placements)
    for one in placements.beside:
        move(one)
    _forget_old_runs()
    record(by=None, door=door, action="publish_run", kind="run", object_id=run.id, placements=count, policy=run.policy)
    return count


@transaction.atomic
def forget(subjects: Collection[str]) -> int:
    """Take somebody's placement away, and note in the run that is shown that its people are fewer now."""
    count: int = Placement.objects.filter(pk__in=subjects).delete()[0]
    if count and (run := Run.objects.select_for_update().filter(current=True).first()):
        run.counts[ERASED] = run.counts.get(ERASED, 0) + count
        run.save(update_fields=["counts"])
    return count


def _forget_old_runs() -> None:
    """Headers are small, and the lake keeps what each run found: the latest few hundred are enough to list."""
    edge = Run.objects.order_by("-finished_at").values_list("finished_at", flat=True)[_KEPT_RUNS : _KEPT_RUNS + 1]
    for finished_at in edge:
        Run.objects.filter(finished_at__lte=finished_at, current=False).delete()
