"""A mapping written as TOML: what stands at the top, then its tables one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def written(told: Mapping[str, Any], tables: Sequence[Mapping[str, Any]]) -> str:
    """All of it as text."""
    return "\n".join(_lines(told, tables)) + "\n"


def _lines(told: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from (f"{_key(key)} = {_value(value)}" for key, value in told.items() if not isinstance(value, Mapping))
    for key, value in told.items():
        if isinstance(value, Mapping):
            yield from ("", f"[{_key(key)}]", *(f"{_key(name)} = {_value(one)}" for name, one in value.items()))
    for block in blocks:
        yield from ("", "[[table]]")
        yield from (f"{_key(key)} = {_value(value)}" for key, value in block.items() if not isinstance(value, Mapping))
        for key, value in block.items():
            if isinstance(value, Mapping):
                yield from ("", f"[table.{_key(key)}]")
                yield from (f"{_key(name)} = {_value(one)}" for name, one in value.items())


def _key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else _text(text)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(name)} = {_value(one)}' for name, one in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):
        return _text(value)
    return str(value.isoformat()) if hasattr(value, "isoformat") else json.dumps(value)
