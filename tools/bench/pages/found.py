"""What was published in a file of SQLite, as the rows that a run hands over; on request with a few of them changed."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vouch.program.findings.rows import ApproachRow, CircumstanceRow, DeedRow, PlacementRow, RunRow
from vouch.program.people.rows import AccountRow, ContactRow, OwnerRow

_FLAGS = ("captive", "latent", "personal_advocate", "at_risk", "former")
_ACCOUNT = ("id", "system", "source_id", "name", "type", "domain", "industry", "segment", "region", "country",
            "employees", "yearly_value", "currency")  # fmt: skip
_CONTACT = ("id", "system", "source_id", "name", "email", "department", "country", "language", "suggested_role")


class Found:
    """`changed`: every so many-th account, person and placement is another than it was; 0 for none."""

    def __init__(self, source: Path, *, changed: int = 0) -> None:
        self._rows = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
        self._rows.row_factory = sqlite3.Row
        self._changed = changed

    def run(self, name: str) -> RunRow:
        """The header, under another name."""
        (row,) = self._read("SELECT * FROM program_run WHERE current")
        now = dt.datetime.now(dt.UTC)
        told = {"policy": row["policy"], "coverage": row["coverage"], "counts": json.loads(row["counts"])}
        return RunRow(id=name, as_of=_day(row["as_of"]), started_at=now, finished_at=now, **told)  # type: ignore[arg-type]

    def owners(self) -> Iterator[OwnerRow]:
        """Colleagues who look after customers."""
        for row in self._read("SELECT * FROM program_owner"):
            plain = {name: row[name] for name in ("id", "system", "source_id", "name", "email")}
            yield OwnerRow(**plain, active=bool(row["active"]), also=_also(row))

    def accounts(self) -> Iterator[AccountRow]:
        """Customers; a changed one has a second segment."""
        for row, changed in self._some("SELECT * FROM program_account"):
            plain = {name: row[name] for name in _ACCOUNT} | ({"segment": "Changed"} if changed else {})
            days = {name: _day(row[name]) for name in ("customer_since", "customer_until")}
            of = {"parent": row["parent_id"], "owner": row["owner_id"], "customer": bool(row["customer"])}
            yield AccountRow(**plain, **days, **of, also=_also(row))  # type: ignore[arg-type]

    def contacts(self) -> Iterator[ContactRow]:
        """People; a changed one has another title."""
        for row, changed in self._some("SELECT * FROM program_contact"):
            plain = {name: row[name] for name in _CONTACT} | {"title": "Changed" if changed else row["title"]}
            of = {"account": row["account_id"], "owner": row["owner_id"], "opted_out": bool(row["opted_out"])}
            yield ContactRow(**plain, **of, left_on=_day(row["left_on"]), also=_also(row))

    def placements(self) -> Iterator[PlacementRow]:
        """Where everybody stands; a changed one a little further."""
        for row, changed in self._some("SELECT * FROM program_placement"):
            plain = {name: row[name] for name in ("subject", "kind", "stage", "at_least", "at_most", "confidence")}
            lists = {name: tuple(json.loads(row[name])) for name in ("reasons", "missing", "stale")}
            shares = {"progress": row["progress"], "coverage": row["coverage"] * (0.9 if changed else 1)}
            flags = {name: bool(row[name]) for name in _FLAGS}
            yield PlacementRow(account=row["account_id"], **plain, **lists, **shares, **flags)  # type: ignore[arg-type]

    def circumstances(self) -> Iterator[CircumstanceRow]:
        """What stands round accounts, in the order it was published in."""
        for row in self._read("SELECT * FROM program_circumstance ORDER BY id"):
            days = {name: _day(row[name]) for name in ("since", "until")}
            yield CircumstanceRow(account=row["account_id"], kind=row["kind"], words=row["words"], **days)

    def deeds(self) -> Iterator[DeedRow]:
        """Acts of customers; where things changed, the last fifty once more."""
        found = list(self._read("SELECT * FROM program_deed ORDER BY id"))
        for row in found + (found[-50:] if self._changed else []):
            plain = {name: row[name] for name in ("activity", "words", "prompted")}
            of = {"account": row["account_id"], "contact": row["contact_id"], "rewarded": bool(row["rewarded"])}
            yield DeedRow(**plain, **of, done_on=_day(row["done_on"]))  # type: ignore[arg-type]

    def approaches(self) -> Iterator[ApproachRow]:
        """What people were asked for outside."""
        for row in self._read("SELECT * FROM program_approach ORDER BY id"):
            plain = {name: row[name] for name in ("activity", "words", "answer")}
            days = {name: _day(row[name]) for name in ("asked_on", "answered_on")}
            yield ApproachRow(contact=row["contact_id"], **plain, **days)  # type: ignore[arg-type]

    def particulars(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """(contact, role) and (account, product)."""
        rows = list(self._read("SELECT * FROM program_particular"))
        roles = [(row["contact_id"], row["value"]) for row in rows if row["kind"] == "role"]
        return roles, [(row["account_id"], row["value"]) for row in rows if row["kind"] == "product"]

    def _read(self, statement: str) -> Iterator[sqlite3.Row]:
        yield from self._rows.execute(statement)

    def _some(self, statement: str) -> Iterator[tuple[Any, bool]]:
        for place, row in enumerate(self._read(statement)):
            yield row, bool(self._changed and place % self._changed == 0)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _also(row: sqlite3.Row) -> tuple[tuple[str, str], ...]:
    return tuple((system, source_id) for system, source_id in json.loads(row["also"]))
