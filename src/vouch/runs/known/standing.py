"""Where the person stands and stood, what that means in words, and what of theirs it was read from."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from vouch.domain.stages import Stage
from vouch.program.findings.queries import current_run
from vouch.runs.shown.about import About
from vouch.runs.shown.because import listed_ids
from vouch.runs.shown.found import found
from vouch.runs.shown.history import stood
from vouch.runs.shown.standing import stand

MEANS = {
    Stage.NOT_KNOWN_YET: "Too little is known to say where they stand. It counts neither for nor against anybody.",
    Stage.NOT_YET_SATISFIED: "Something promised to their company was not kept, or they were not served well, or they "
    "said that they are not content.",
    Stage.SATISFIED: "Their company got what it was promised, and nothing they said or met with speaks against us.",
    Stage.LOYAL: "Beyond that, they think well of us, their company got more than was promised, and it stayed.",
    Stage.ADVOCATE: "Their company is at least satisfied, they think well of us, and they have done something for us "
    "that others could see.",
}
"""What it means for a person to stand there."""
STATES = {
    "met": "yes, by what is known",
    "contradicted": "no, by what is known",
    "unknown": "not known",
    "not_yet_possible": "not possible yet",
}
USED = (
    "Where people stand is worked out from facts, under rules that the company sets. It helps colleagues decide whom "
    "to thank, to help, or to ask; nothing is decided about anybody by a machine alone."
)
_EVIDENCE = """
select kind, subject, gate, reads, contact, t, v, rho as weight, half_life, says, file, row
from {{evidence}} where contact in ({ids}) or subject in ({ids}) order by t, gate, reads, row
"""


def standing(data: Path, contacts: Collection[str], zone: ZoneInfo) -> dict[str, Any]:
    """The person's placement as last published, by month, and the evidence read from them; empty where none is."""
    run = current_run()
    of = found(data, run.id, zone) if run else None
    ids = sorted(contacts)
    if run is None or of is None or not ids:
        return {"now": [], "by_month": [], "evidence": []}
    day = of.nearest(None)
    every = [About(of, one, day) for one in ids] if day else []
    return {
        "run": run.id,
        "as_of": run.as_of,
        "policy": run.policy,
        "how_it_is_used": USED,
        "now": [told for about in every for told in _now(about)],
        "by_month": [
            {"record": about.subject, "day": step.day, "stage": step.stage, "at_most": step.at_most,
             "flags": step.flags, "means": MEANS[Stage(step.stage)]}
            for about in every for step in stood(about)
        ],
        "evidence": [
            {
                "about": "their company" if row["kind"] == "account" else "themselves",
                "gate": row["gate"], "read_as": row["reads"], "day": of.day(row["t"]), "value": row["v"],
                "weight": row["weight"], "half_life_days": row["half_life"], "says": row["says"], "file": row["file"],
                "row": row["row"],
            }
            for row in of.rows(_EVIDENCE.format(ids=listed_ids(ids)))
        ],
    }  # fmt: skip


def _now(about: About) -> list[dict[str, Any]]:
    place = stand(about)
    if place is None:
        return []
    return [
        {
            "record": place.subject, "day": place.day, "stage": place.stage, "at_least": place.at_least,
            "at_most": place.at_most, "means": MEANS[Stage(place.stage)], "flags": place.flags,
            "coverage": place.coverage, "confidence": place.confidence,
            # evidence of gates that are the company's may be about others: only what they say as a whole is told
            "gates": [
                {"gate": gate.gate.value, "state": gate.state.value, "means": STATES[gate.state.value],
                 "of": "their company" if gate.lent else "themselves", "decided_on": gate.decided_on}
                for gate in place.gates
            ],
        }
    ]  # fmt: skip
