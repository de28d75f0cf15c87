"""How do findings reach the pages? A run publishes all of its placements at once: readers see the old or the new."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from django.db import transaction
from django.db.models import Model

from vouch.program.findings.models import RANK, Approach, Circumstance, Deed, Placement, Run
from vouch.program.findings.rows import ApproachRow, CircumstanceRow, DeedRow, PlacementRow, RunRow
from vouch.program.history.actions import record
from vouch.program.people.writing import replace_all

_COLUMNS = (
    *("subject", "kind", "account", "contact", "stage", "rank", "at_least", "at_most", "captive", "latent"),
    *("personal_advocate", "at_risk", "former", "reasons", "missing", "stale", "progress", "coverage", "confidence"),
    "run",
)
_FIELDS: dict[type[Model], tuple[str, ...]] = {
    Circumstance: ("account", "kind", "since", "until", "words"),
    Deed: ("account", "contact", "activity", "words", "done_on", "prompted", "rewarded"),
    Approach: ("contact", "activity", "words", "asked_on", "answer", "answered_on"),
}
_KEPT_RUNS = 400


@transaction.atomic
def publish(
    *,
    run: RunRow,
    placements: Iterable[PlacementRow],
    circumstances: Iterable[CircumstanceRow] = (),
    deeds: Iterable[DeedRow] = (),
    approaches: Iterable[ApproachRow] = (),
    door: str = "worker",
) -> int:
    """Make this run the one whose findings are shown. Returns how many placements there are.

    These are all there are: a subject that is not among them has none afterwards. The streams are read once and never
    held; have them ready, since colleagues who write wait for the end.
    """
    Run.objects.filter(current=True).exclude(pk=run.id).update(current=False)
    header, _ = Run.objects.update_or_create(
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
    count = replace_all(
        Placement,
        _COLUMNS,
        (
            (
                *(row.subject, row.kind, row.account, row.subject if row.kind == "contact" else None),
                *(row.stage, RANK[row.stage], row.at_least, row.at_most, row.captive, row.latent),
                *(row.personal_advocate, row.at_risk, row.former, tuple(row.reasons), tuple(row.missing)),
                *(tuple(row.stale), row.progress, row.coverage, row.confidence, header.pk),
            )
            for row in placements
        ),
    )
    for model, rows in ((Circumstance, circumstances), (Deed, deeds), (Approach, approaches)):
        replace_all(model, (columns := _FIELDS[model]), (attrgetter(*columns)(row) for row in rows))
    _forget_old_runs()
    record(by=None, door=door, action="publish_run", kind="run", object_id=run.id, placements=count, policy=run.policy)
    return count


def _forget_old_runs() -> None:
    """Headers are small, and the lake keeps what each run found: the latest few hundred are enough to list."""
    edge = Run.objects.order_by("-finished_at").values_list("finished_at", flat=True)[_KEPT_RUNS : _KEPT_RUNS + 1]
    for finished_at in edge:
        Run.objects.filter(finished_at__lte=finished_at, current=False).delete()
