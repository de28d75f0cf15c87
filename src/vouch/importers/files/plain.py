"""Our own format: one file per fact table, headers as the contract names its columns."""

from __future__ import annotations

from vouch.importers.base.kind import Kind
from vouch.importers.base.mapping import Block, From, Mapping, Recognise
from vouch.tables.facts import TABLES
from vouch.tables.shape import Table


def plain_mapping(table: Table) -> Mapping:
    """The mapping of a file whose headers are the table's own column names."""
    needed = [(column.name,) for column in table.columns if column.required]
    named = [tuple(group) for group in table.one_of]
    who = () if needed else (("contact_id",), ("account_id",), ("first_name",), ("last_name",))
    return Mapping(
        name=f"plain.{table.name}",
        title=f"Vouch's own format: {table.sentence}",
        recognise=Recognise(all=(*needed, *named), any=who, exact=True),
        tables=(
            Block(
                to=table.name,
                columns={column.name: From.model_validate([column.name, *column.aliases]) for column in table.columns},
            ),
        ),
    )


KINDS: tuple[Kind, ...] = tuple(Kind(plain_mapping(table)) for table in TABLES.values())
