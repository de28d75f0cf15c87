"""What of an event is read: who, at which account, what and when. The rest of its context is never kept."""

from __future__ import annotations

import json
from typing import Any

import polars as pl

from vouch.importers.base.kind import Hooks
from vouch.importers.base.mapping import Mapping

_TIMES = ("timestamp", "originalTimestamp", "receivedAt", "sentAt")
_USES = ("track", "page", "screen")


def mail(cells: pl.Series) -> pl.Series:
    """Cells that could be e-mail addresses; ids of other sorts are left empty.

    >>> mail(pl.Series(["ana@x.example", "u1"])).to_list()
    ['ana@x.example', None]
    """
    return cells.set(~cells.str.contains("@", literal=True).fill_null(False), None)


def narrowed(record: dict[str, Any]) -> list[dict[str, Any]]:
    """An event without what is not read: addresses, devices and pages of its context.

    >>> narrowed({"type": "track", "event": "Exported", "userId": "u1", "messageId": "m1", "timestamp": "2025-01-01",
    ...           "context": {"groupId": "g1", "ip": "192.0.2.1"}, "properties": {"rows": 3}})
    [{'type': 'track', 'messageId': 'm1', 'timestamp': '2025-01-01', 'userId': 'u1', 'groupId': 'g1', \
'event': 'Exported', 'properties': '{"rows":3}'}]
    """
    kind = record.get("type")
    context = _object(record.get("context"))
    around, own = _object(context.get("traits")), _object(record.get("traits"))
    user, group = record.get("userId"), context.get("groupId") or record.get("groupId")
    flat: dict[str, Any] = {"type": kind, "messageId": record.get("messageId")}
    flat |= {name: record[name] for name in _TIMES if name in record}
    flat |= {"userId": user, "groupId": group}
    email = around.get("email") if kind == "group" else own.get("email") or around.get("email")
    if not email and isinstance(user, str) and "@" in user:
        email = user
    if email:
        flat["email"] = email
    if kind in _USES:
        flat |= _used(record, kind)
        if not (user or group or email):
            flat["nobody named"] = True
    elif kind == "identify":
        flat["traits"] = around | own
    elif kind == "group":
        flat |= {"groupId": record.get("groupId") or group, "traits": own}
    return [flat]


# what a page is called says enough: its address may hold what somebody typed
def _used(record: dict[str, Any], kind: Any) -> dict[str, Any]:
    if kind != "track":
        return {"name": record.get("name") or _object(record.get("properties")).get("name")}
    properties = _object(record.get("properties"))
    told: dict[str, Any] = {"event": record.get("event")}
    if properties:
        told["properties"] = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
    if "account_name" in properties:
        told["account_name"] = properties["account_name"]
    return told


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


HOOKS = Hooks(conversions={"mail": mail})


def of_events(mapping: Mapping) -> Hooks:
    """The hooks of a file of events: what the mapping reads of one sort may first come after many of another."""
    fields = dict.fromkeys(
        header for block in mapping.blocks for spec in block.columns.values() for header in spec.headers
    )
    return Hooks(conversions={"mail": mail}, spread=narrowed, fields=tuple(fields))
