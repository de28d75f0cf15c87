"""Placements as people and programs read them: the JSON of `vouch place` and `vouch explain`, gate by gate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from vouch.domain.stages import Flag, Gate
from vouch.insight.evidence.laid import PERSONAL_GATES
from vouch.runs.place.missing import missing_words
from vouch.runs.place.run import Run

PLACED = """
with placed as (from {accounts} union all from {contacts}),
known as (
  select account as subject, head_id as source_id, head_system as system from {found_records}
  union select contact, head_id, head_system from {people_records}),
shared as (select source_id from known group by source_id having count(distinct subject) > 1),
called as (
  select as_of, account as subject, name from {described_accounts}
  union all select as_of, contact, name from {described_contacts})
select p.*, called.name, known.source_id, known.system,
  case when shared.source_id is null then known.source_id else p.subject end as id
from placed p
left join called on called.subject = p.subject and called.as_of = p.as_of
left join known on known.subject = p.subject
left join shared on shared.source_id = known.source_id
where p.as_of = $as_of {only}
order by p.kind, lower(called.name), called.name, id
"""

EVIDENCE = """
select kind, subject, gate, reads, v, rho * pow(2, -(a.at - t) / 86400.0 / half_life) as weight, rho, half_life, t,
  contact, says, file, row, atom
from {laid} l, as_of a
where a.as_of = $as_of and t <= a.at and (ended is null or ended > a.at) {only}
order by kind, subject, gate, weight desc, t desc, atom, reads
"""


def placements(
    run: Run, *, as_of: date | None = None, subjects: Collection[str] | None = None
) -> Iterator[dict[str, Any]]:
    """The placements of a day, accounts first and then people, by name, in the shape of `vouch place --json`.

    `subjects`: internal ids, to leave out all others.
    """
    for row in placed_rows(run, as_of=as_of, subjects=subjects):
        yield row["json"]


def placed_rows(
    run: Run, *, as_of: date | None = None, subjects: Collection[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Placements as rows with everything known of them, and their JSON under `json`."""
    as_of = as_of or run.as_of
    rows = run.rows(PLACED.replace("{only}", _only("p.subject", subjects)), as_of=as_of)
    wanted = None if subjects is None else {row[name] for row in rows for name in ("subject", "account")}
    gates = _gates(run, as_of, wanted)
    evidence = _evidence(run, as_of, wanted)
    risks = _risks(run, as_of, wanted)
    for row in rows:
        row["gates"] = [
            {
                "gate": gate.value,
                **_state(row, gate, gates),
                "evidence": evidence.get((_whose(row, gate), gate.value), []),
            }
            for gate in Gate
        ]
        row["at_risk"] = risks.get(row["account"], [])
        row["json"] = _json(row, run)
        yield row


def _whose(row: dict[str, Any], gate: Gate) -> str:
    own = row["kind"] == "account" or gate in PERSONAL_GATES
    subject: str = row["subject"] if own else row["account"]
    return subject


def _only(column: str, subjects: Collection[str] | None) -> str:
    if subjects is None:
        return ""
    ids = ", ".join(f"'{subject}'" for subject in sorted(subjects) if subject and subject.isalnum())
    return f"and {column} in ({ids or 'null'})"


def _gates(run: Run, as_of: date, subjects: Collection[str] | None) -> dict[tuple[str, str], dict[str, Any]]:
    scored = run.rows(
        "select subject, gate, state, decided, stale, differ, score, weight, decided_at from {gates} "
        f"where as_of = $as_of {_only('subject', subjects)}",
        as_of=as_of,
    )
    counted = run.rows(
        "select subject, 'acts' as gate, state, state as decided, stale, false as differ, null as score, "
        "count as weight, met_at as decided_at from {acts} "
        f"where as_of = $as_of {_only('subject', subjects)}",
        as_of=as_of,
    )
    return {(row["subject"], row["gate"]): row for row in (*scored, *counted)}


def _state(row: dict[str, Any], gate: Gate, gates: dict[tuple[str, str], dict[str, Any]]) -> dict[str, Any]:
    found = gates.get((_whose(row, gate), gate.value))
    state = found["state"] if found else "unknown"
    if gate is Gate.PATRONAGE and row["due_on"] is not None:
        state = "not_yet_possible"
    return {"state": state}


def _evidence(run: Run, as_of: date, subjects: Collection[str] | None) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in run.rows(EVIDENCE.replace("{only}", _only("subject", subjects)), as_of=as_of):
        found[row["subject"], row["gate"]].append(
            {
                "for": row["v"] > 0,
                "kind": row["reads"],
                "value": round(row["v"], 6),
                "weight": round(row["weight"], 6),
                "happened_at": instant(row["t"]),
                "source": row["file"],
                "row": row["row"],
                "says": row["says"],
            }
        )
    return found


def _risks(run: Run, as_of: date, subjects: Collection[str] | None) -> dict[str, list[dict[str, Any]]]:
    rows = run.rows(
        "select account, reason, since, ends, hard from {reasons} "
        f"where as_of = $as_of and flagged {_only('account', subjects)} order by account, hard desc, since, reason",
        as_of=as_of,
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        since = (datetime.fromtimestamp(row["since"], UTC)).astimezone(run.policy.zone).date()
        found[row["account"]].append({"reason": row["reason"], "since": since.isoformat(), "ends": row["ends"]})
    return found


def _json(row: dict[str, Any], run: Run) -> dict[str, Any]:
    flags = [flag.value for flag in Flag if row[flag.value]]
    return {
        "kind": row["kind"],
        "id": row["id"],
        "name": row["name"],
        "stage": row["stage"],
        "at_least": row["at_least"],
        "at_most": row["at_most"],
        "at_risk": row["at_risk"],
        "flags": flags,
        "missing": missing_words(row["missing"], row["due_on"]),
        "stale": list(row["stale"]),
        "coverage": row["coverage"],
        "confidence": row["confidence"],
        "gates": [
            {
                "gate": gate["gate"],
                "state": gate["state"],
                "evidence": [{key: item[key] for key in item if key != "says"} for item in gate["evidence"]],
            }
            for gate in row["gates"]
        ],
    }


def instant(seconds: int) -> str:
    """A moment as ISO 8601 in UTC.

    >>> instant(0)
    '1970-01-01T00:00:00Z'
    """
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def header(run: Run, as_of: date | None = None) -> dict[str, str]:
    """What every answer says of itself: as of when, under which policy, from which run."""
    return {"as_of": (as_of or run.as_of).isoformat(), "policy": run.policy.version, "run": run.id}


__all__ = ["header", "instant", "placed_rows", "placements"]
