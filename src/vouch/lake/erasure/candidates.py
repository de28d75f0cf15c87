"""Which files may hold a person at all: a quick look for their ids and the letters of their names.

It finds too much rather than too little; what it finds is decided cell by cell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote as percent

import duckdb

from vouch.lake.duck import quote
from vouch.lake.erasure.cells import spoken
from vouch.lake.erasure.person import Person
from vouch.lake.files import DataFile
from vouch.lake.shape import REJECTS, arrow_schema


def may_hold(connection: duckdb.DuckDBPyConnection, table: str, file: DataFile, person: Person) -> bool:
    """Whether a row of `file` has one of the person's ids, or any cell the letters of an address or name of theirs."""
    conditions = []
    ids = sorted({id_ for _, id_ in person.ids | person.elsewhere})
    if "contact_id" in arrow_schema(table).names and ids:
        conditions.append(f"contact_id IN ({', '.join(map(_literal, ids))})")
    letters = sorted(_letters(person))
    for name in REJECTS.names if table == "rejects" else [column.name for column in spoken(table)]:
        said = f"lower(nfc_normalize({quote(name)}::VARCHAR))"
        conditions += [f"contains({said}, {_literal(part)})" for part in letters]
    if not conditions:
        return False
    found = f"SELECT 1 FROM read_parquet(?) WHERE {' OR '.join(conditions)} LIMIT 1"
    return bool(connection.execute(found, [str(file.path)]).fetchall())


def _letters(person: Person) -> Iterable[str]:
    for email in person.emails:
        yield from (email.lower(), percent(email, safe="").lower())
    names = {name[-1] for name in person.names} | {name[0] for name in person.names}
    for name in names | person.families | person.givens:
        yield from (name.lower(), json.dumps(name)[1:-1].lower(), json.dumps(name.lower())[1:-1])


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
