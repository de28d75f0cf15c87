"""What HubSpot files need beyond a mapping: records of the API laid flat, stages without the name of their pipeline."""

from __future__ import annotations

from typing import Any

import polars as pl

from vouch.importers.base.kind import Hooks

_PIPELINE = r"(?i)^(closed\s?(?:won|lost))\s*\(.*\)$"


def stage(cells: pl.Series) -> pl.Series:
    """The stage in a cell like 'Closed won (Sales Pipeline)'; other cells as they are.

    >>> stage(pl.Series(["Closed won (Sales Pipeline)", "Contract sent (legal)"])).to_list()
    ['Closed won', 'Contract sent (legal)']
    """
    return cells.str.replace(_PIPELINE, "$1")


def laid_flat(record: dict[str, Any]) -> list[dict[str, Any]]:
    """A record of the API with its properties and the ids it is associated with as fields of its own.

    >>> laid_flat({"id": "7", "properties": {"dealname": "Acme"}, "archived": False})
    [{'id': '7', 'archived': False, 'dealname': 'Acme'}]
    """
    properties = record.get("properties")
    if not isinstance(properties, dict):
        return [record]
    flat = {name: value for name, value in record.items() if name not in ("properties", "associations")}
    flat |= {name: _value(value) for name, value in properties.items()}
    about = record.get("associations")
    for one, many in (("company", "companies"), ("contact", "contacts")):
        every, first = _associated(about if isinstance(about, dict) else {}, one, many)
        flat |= {f"Associated {one} IDs": ";".join(every)} if every else {}
        flat |= {f"Associated {one} IDs (Primary)": ";".join(first)} if first else {}
    return [flat]


# older records hold each value in an object with its history
def _value(value: Any) -> Any:
    return value.get("value") if isinstance(value, dict) and "value" in value else value


# records name a primary association twice, once with a type of its own, once as one of all
def _associated(about: dict[str, Any], one: str, many: str) -> tuple[list[str], list[str]]:
    old = about.get("associatedCompanyIds" if one == "company" else "associatedVids")
    if isinstance(old, list):
        return list(dict.fromkeys(map(str, old))), []
    holder = about.get(many)
    results = holder.get("results") if isinstance(holder, dict) else None
    found = [each for each in results if isinstance(each, dict) and each.get("id")] if isinstance(results, list) else []
    primary = [each for each in found if each.get("type") and not str(each["type"]).endswith("_unlabeled")]
    return _ids(found), _ids(primary) if one == "company" else []


def _ids(found: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(str(each["id"]) for each in found))


HOOKS = Hooks(conversions={"stage": stage}, spread=laid_flat)
