"""Carries the entries of staff and the asks to the lake: all that stand now, as one batch in the place of the last.

One truth: they are written in the database and nowhere else; the lake's copy is made anew whenever one was
added, changed or withdrawn. The new batch comes before the old one goes, and where both have an entry the later
version counts, so that a reader in between sees nothing twice and misses nothing that stands.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from vouch.domain.errors import Conflict
from vouch.domain.policy import Policy
from vouch.importers.base.envelope import wrapped
from vouch.lake.batches import Covers, Head, Summary
from vouch.lake.erasure import Sieve, Suppression
from vouch.lake.shape import polars_schema
from vouch.lake.store import Lake
from vouch.program.asks.carrying import told_asks, waiting_asks
from vouch.program.people.actions import mark_carried
from vouch.program.people.carrying import Waiting, entered, waiting
from vouch.tables.facts import TABLES

KIND = "entered"
FILE = "entered in Vouch"


def carry(data: Path, policy: Policy, *, at: datetime | None = None) -> bool:
    """Brings the lake up to date with what colleagues wrote down; says whether anything had changed."""
    changed = [*waiting(), *waiting_asks()]
    if not changed:
        return False
    lake = Lake(data)
    standing = [*entered(), *told_asks()]
    told = json.dumps([(one.table, one.key, one.version) for one in standing]).encode()
    digest = hashlib.sha256(told).hexdigest()
    head = Head(
        id="b" + hashlib.sha256(f"{digest}\n{KIND}".encode()).hexdigest()[:12],
        file=FILE,
        sha256=digest,
        kind=KIND,
        mapping=KIND,
        imported_at=at or datetime.now(UTC),
    )
    before = [batch.id for batch in lake.batches() if batch.kind == KIND and batch.id != head.id]
    if standing and lake.batch(head.id) is None:
        try:
            _write(lake, head, standing, policy)
        except Conflict as conflict:
            if conflict.code != "already_imported":  # by somebody who placed everybody at the same moment
                raise
    for batch in before:
        lake.undo(batch)
    for model in {one.model for one in changed}:
        mark_carried(model, {one.key: one.version for one in changed if one.model is model})
    return True


def _write(lake: Lake, head: Head, standing: Sequence[Waiting], policy: Policy) -> None:
    together: dict[tuple[str, str], list[Waiting]] = defaultdict(list)
    for one in standing:
        together[one.table, one.system].append(one)
    covers, kept, row = [], 0, 1
    with lake.begin(head) as writer:
        sieve = Sieve(Suppression.of(lake.data))  # as it is now that nobody can be erased
        for (name, system), entries in sorted(together.items()):
            facts = sieve.facts(name, _facts(name, system, entries, head, policy, row)).facts
            row += len(entries)
            kept += len(facts)
            if len(facts):
                writer.append(name, facts)
                moments = facts["happened_at"]
                covers.append(Covers(table=name, system=system, since=moments.min(), until=moments.max()))  # type: ignore[arg-type]
        writer.commit(Summary(rows_read=len(standing), rows_kept=kept, covers=tuple(covers)))


def _facts(name: str, system: str, entries: Sequence[Waiting], head: Head, policy: Policy, row: int) -> pl.DataFrame:
    table, schema = TABLES[name], polars_schema(name)
    own = pl.DataFrame(
        [{column.name: one.row.get(column.name) for column in table.columns} for one in entries],
        schema={column.name: schema[column.name] for column in table.columns},
    )
    return wrapped(
        table,
        own,
        system=system,
        file=FILE,
        rows=pl.Series(range(row, row + len(entries)), dtype=pl.Int64),
        extra=pl.Series([None] * len(entries), dtype=pl.String),
        home=policy.company.time_zone,
        imported_at=head.imported_at,
        exported_at=lambda: head.imported_at,
    )
