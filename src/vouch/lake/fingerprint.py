"""What the current rows add up to, so that a run's name follows from the data it read and from nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Container
from typing import TYPE_CHECKING

import ibis.expr.types as ir

from vouch.lake.current import current_rows, stored_rows
from vouch.lake.prints import PRINTED, Print, print_of
from vouch.tables.facts import TABLES

if TYPE_CHECKING:
    from vouch.lake.engine import Facts


def fingerprint(facts: Facts, extra: Container[str]) -> str:
    """32 hex digits over key, content hash and time of every current row.

    Files without repeated keys are known by the print in their name; only the others, and tables of which rows are
    kept elsewhere (`extra`), are read.
    """
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(TABLES):
        files = facts.view.tables.get(name)
        total = Print()
        if name in extra:
            total = _read(facts[name])
        elif files is not None:
            total = sum((file.print for file in files.plain), Print())
            if files.searched:
                searched = stored_rows(facts.con, name, [file.path for file in files.searched])
                rows = current_rows(TABLES[name], None, searched, facts.view.leaving)
                assert rows is not None
                total += _read(rows)
        if total != Print():
            digest.update(f"{name} {total}\n".encode())
    return digest.hexdigest()


def _read(rows: ir.Table) -> Print:
    batches = rows.select(*PRINTED).to_pyarrow_batches(chunk_size=250_000)
    return sum((print_of(batch) for batch in batches), Print())
