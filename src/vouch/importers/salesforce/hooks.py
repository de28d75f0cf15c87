"""What Salesforce files need beyond a mapping: ids of one length, references, records inside records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from vouch.importers.base.kind import Hooks
from vouch.importers.base.long_ids import long_ids

_OWN = r"^[0-9A-Za-z]{18}$"


def ids(cells: pl.Series) -> pl.Series:
    """Ids as Vouch keeps them: of 18 characters; of a reference (@AccountRef10) the name it refers to."""
    return long_ids(cells.str.replace(r"^@", ""))


def unpacked(record: dict[str, Any]) -> list[dict[str, Any]]:
    """A record and the child records inside it, each pointing to its parent.

    >>> tree = {"attributes": {"type": "Account", "referenceId": "A1"}, "Contacts": {"records": [{"Email": "x"}]}}
    >>> unpacked(tree)[1]
    {'Email': 'x', 'AccountId': '@A1'}
    """
    about = record.get("attributes")
    kind = about.get("type") if isinstance(about, dict) else None
    reference = about.get("referenceId") if isinstance(about, dict) else None
    parent = record.get("Id") or (f"@{reference}" if reference else None)
    own, found = {}, []
    for name, value in record.items():
        children = value.get("records") if isinstance(value, dict) else None
        if not isinstance(children, list):
            own[name] = value
            continue
        for child in children:
            if isinstance(child, dict):
                up = {f"{kind}Id": parent} if kind and parent and not _has(child, f"{kind}Id") else {}
                found += unpacked({**child, **up})
    return [own, *found]


def _has(record: dict[str, Any], name: str) -> bool:
    return any(each.lower() == name.lower() for each in record)


def _by_reference(table: str, column: str) -> Callable[[Mapping[str, pl.DataFrame]], int]:
    def count(facts: Mapping[str, pl.DataFrame]) -> int:
        if table not in facts:
            return 0
        return int((~facts[table][column].drop_nulls().str.contains(_OWN)).sum())

    return count


TREE = Hooks(conversions={"id": ids}, spread=unpacked)

HOOKS = Hooks(
    conversions={"id": ids},
    tallies=tuple(
        (
            f"{{n}} of the {table} name their account by a reference like @AccountRef10, not by an Id; they find it "
            "once an sObject tree with that account is imported",
            _by_reference(table, "account_id"),
        )
        for table in ("contacts", "deals")
    ),
)
