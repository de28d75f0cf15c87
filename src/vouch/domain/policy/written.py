"""A policy as text, and what differs between two."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """One key of the policy that two of them have differently."""

    key: str
    now: Any
    then: Any


def differences(now: Mapping[str, Any], then: Mapping[str, Any]) -> list[Difference]:
    """The keys, with dots between sections, whose values differ; the version, which is a name, is none.

    >>> differences({"gates": {"met_from": 0.3}}, {"gates": {"met_from": 0.4}})
    [Difference(key='gates.met_from', now=0.3, then=0.4)]
    """
    return [one for one in _differences(now, then, "") if one.key != "version"]


def _differences(now: Any, then: Any, place: str) -> list[Difference]:
    if isinstance(now, Mapping) and isinstance(then, Mapping):
        keys = [*now, *(key for key in then if key not in now)]
        return [
            one
            for key in keys
            for one in _differences(now.get(key), then.get(key), f"{place}.{key}" if place else str(key))
        ]
    return [] if now == then else [Difference(place, now, then)]


def as_toml(values: Mapping[str, Any]) -> str:
    """Nested values as TOML: plain keys before tables, each table under its whole name. None is left out.

    >>> print(as_toml({"version": "mine", "gates": {"met_from": 0.4}}))
    version = "mine"
    <BLANKLINE>
    [gates]
    met_from = 0.4
    <BLANKLINE>
    """
    return "\n".join(_lines(values, "")) + "\n"


def _lines(values: Mapping[str, Any], place: str) -> list[str]:
    plain = [
        f"{_key(key)} = {written(value)}"
        for key, value in values.items()
        if not isinstance(value, Mapping) and value is not None
    ]
    tables = [line for key, value in values.items() if isinstance(value, Mapping) for line in _table(key, value, place)]
    return plain + tables


def _table(key: str, value: Mapping[str, Any], place: str) -> list[str]:
    whole = f"{place}.{_key(key)}" if place else _key(key)
    return ["", f"[{whole}]", *_lines(value, whole)] if value else []


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else json.dumps(key, ensure_ascii=False)


def written(value: Any) -> str:
    """One value as TOML has it: text in quotes, a day as it is, a list in brackets."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(written(one) for one in value)}]"
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return json.dumps(value, ensure_ascii=False)
