"""Everything kept about one person, gathered for them: what their right of access asks for, and nothing of others."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vouch.domain.policy import Policy
from vouch.lake.erasure import about, not_read_about
from vouch.lake.store import Lake
from vouch.program.erasure import Kept, kept_about, others_near
from vouch.runs.backup.contents import BACKUPS
from vouch.runs.kept.traced import further
from vouch.runs.known.copies import named_copies
from vouch.runs.known.others import Others
from vouch.runs.known.standing import standing
from vouch.runs.known.who import Someone
from vouch.tables.facts import TABLES

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User

CAUTION = (
    "Names and addresses of others were taken out where Vouch knows them. Read through free text before you hand this "
    "on: somebody may be spoken of in a way that no program sees."
)


def known(
    data: Path, someone: Someone, policy: Policy, *, by: User | None = None, door: str = "", at: datetime | None = None
) -> dict[str, Any]:
    """Everything kept about a person, as plain values by heading; the history notes that it was told, and where.

    Raises NotAllowed.
    """
    person, contacts = someone.person, someone.contacts
    kept = kept_about(by=by, contacts=contacts, emails=person.emails, door=door)
    names, _emails = others_near(contacts)
    others = Others(person, names)
    facts, mentions = _facts(data, someone)
    told = {
        "person": {
            "asked_for": someone.asked,
            "names": sorted({" ".join(name) for name in person.names}),
            "addresses": sorted(person.emails),
            "ids": [{"source": system, "id": id_} for system, id_ in sorted(person.ids)],
            "records": kept.contacts,
        },
        "facts": facts,
        "named_in_facts_of_others": mentions,
        "rows_not_read": not_read_about(data, person),
        "placement": standing(data, contacts, policy.zone),
        "entered_by_colleagues": kept.entries,
        "who_is_who": kept.settled,
        "questions_asked": kept.confirmations,
        "asking_and_giving": kept.asking,
        "mails": kept.messages,
        "history": kept.changes,
        "raw_files": [path.relative_to(data).as_posix() for path in named_copies(data, person)],
        "backups": [path.name for path in sorted((data / BACKUPS).glob("*")) if path.is_file()],
    }
    head = {
        "told_at": at or datetime.now(UTC),
        "by": policy.company.name,
        "caution": CAUTION,
        "nothing_kept": not (someone.known or any(mentions) or any(facts) or _anything(kept)),
    }
    return head | {heading: others.out_of(value) for heading, value in told.items()}


def _facts(data: Path, someone: Someone) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    imported = {batch.id: batch.imported_at for batch in Lake(data).batches()}
    facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    mentions: list[dict[str, Any]] = []
    for found in about(data, someone.person):
        own = [column.name for column in TABLES[found.table].columns]
        for row in found.theirs.iter_rows(named=True):
            told = {name: row[name] for name in own if row[name] is not None}
            told |= {"further": dict(further(row["attributes"]))} if row["attributes"] else {}
            facts[found.table].append(told | _where(row, imported))
        for column, rows in found.named:
            mentions += [
                {"table": found.table, "column": column, "text": row[column]} | _where(row, imported)
                for row in rows.iter_rows(named=True)
            ]
    for rows_ in facts.values():
        rows_.sort(key=lambda row: (row["happened_at"], row["file"], row["row"]))
    return {table: facts[table] for table in TABLES if table in facts}, mentions


def _where(row: dict[str, Any], imported: dict[str, datetime]) -> dict[str, Any]:
    told = {name: row[name] for name in ("happened_at", "learned_at", "system", "file", "row", "batch")}
    return told | {"imported_at": imported.get(row["batch"])}


def _anything(kept: Kept) -> bool:
    return bool(kept.contacts or kept.entries or kept.settled or kept.confirmations or kept.messages or kept.asking)
