"""What came since the last placement: new rows, and nothing else; or a sentence why that cannot be said.

Batches that were there must be there still, and each table must add up (by the prints in its files' names) to what it
added up to then and what the new batches brought. Whatever is not of that kind, a batch taken out for example, is not
reasoned about: everybody is placed from the beginning.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir

from vouch.lake.current import current_rows, stored_rows
from vouch.lake.engine import Facts
from vouch.lake.prints import PRINTED, Print, print_of
from vouch.lake.view import View
from vouch.tables.facts import TABLES

ADDED = "added_"
"""Prefix of the rows that came, as a view; `keys_` that of a table of their keys."""


@dataclass(frozen=True)
class News:
    """Which tables have rows that came. `repeats`: those of which some row was told of before, or more than once."""

    tables: frozenset[str]
    repeats: frozenset[str]


def told(view: View) -> dict[str, Any]:
    """What the facts are, for a note: the batches, and what each table adds up to."""
    return {
        "batches": sorted(batch.id for batch in view.batches),
        "prints": {name: str(_sum(view, name)) for name in view.tables},
    }


def since(facts: Facts, before: Mapping[str, Any]) -> News | str:
    """The rows that came since `before` (as `told` gives it), laid as `added_...`; or why everything is to be read."""
    view = facts.view
    known = frozenset(before["batches"])
    now = frozenset(batch.id for batch in view.batches)
    if view.leaving or not known <= now:
        return "a batch was taken out"
    if any(name not in view.tables for name in before["prints"]):
        return "a table of facts is gone"
    came = {name: _came(facts, name, known) for name in view.tables}
    for name, rows in came.items():
        was = Print.read(before["prints"].get(name, str(Print())))
        if was + (Print() if rows is None else rows.print) != _sum(view, name):
            return f"rows of {name} are others than they were"
    tables = frozenset(name for name, rows in came.items() if rows is not None)
    for name, rows in came.items():
        if rows is not None:
            _lay(facts, name, rows.stored)
    again = {name for batch in view.batches if batch.id not in known for name in batch.repeats}
    return News(tables, frozenset(again & tables))


def _sum(view: View, name: str) -> Print:
    files = view.tables[name]
    return sum((file.print for file in (*files.plain, *files.searched)), Print())


@dataclass(frozen=True)
class _Came:
    """The rows of a table that came, as they are stored, and what they add up to."""

    stored: ir.Table
    print: Print


def _came(facts: Facts, name: str, known: Collection[str]) -> _Came | None:
    files = facts.view.tables[name]
    new = [batch.id for batch in facts.view.batches if batch.id not in known and batch.counts.get(name)]
    parts = [file for file in (*files.plain, *files.searched) if file.layout == "part" and file.batch in new]
    total = sum((file.print for file in parts), Print())
    found = [stored_rows(facts.con, name, [file.path for file in parts])] if parts else []
    if within := set(new) - {file.batch for file in parts}:  # laid together with others since
        others = [file.path for file in (*files.plain, *files.searched) if file.layout != "part"]
        if not others:
            return None
        rows = stored_rows(facts.con, name, others)
        rows = rows.filter(rows.batch.isin(sorted(within)))
        found.append(rows)
        total = sum((print_of(batch) for batch in rows.select(*PRINTED).to_pyarrow_batches()), total)
    return _Came(ibis.union(*found, distinct=False), total) if found else None


def _lay(facts: Facts, name: str, stored: ir.Table) -> None:
    con = facts.con.con
    rows = current_rows(TABLES[name], None, stored, ())
    con.execute(f'create or replace temp view "{ADDED}{name}" as {ibis.to_sql(rows, dialect="duckdb")}')
    keys = ibis.to_sql(stored.select("key").distinct(), dialect="duckdb")
    con.execute(f'create or replace temp table "keys_{name}" as {keys}')
