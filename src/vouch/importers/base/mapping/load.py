"""Reads a mapping from TOML and checks it against the contract, with a sentence for each mistake."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from vouch.domain.errors import BadInput
from vouch.domain.mistakes import hint, sentences
from vouch.importers.base.mapping.model import Block, Mapping, Scalar
from vouch.tables.facts import TABLES
from vouch.tables.shape import Type


def load(path: Path) -> Mapping:
    """The mapping in a TOML file.

    Raises BadInput with one sentence for each mistake.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("no_mapping", f"The mapping {path.name} cannot be read: {error}.", file=path.name) from error
    return read(text, name=path.name)


def shipped(package: str, file: str) -> Mapping:
    """A mapping that an importer ships beside its code."""
    return read(resources.files(package).joinpath(file).read_text(encoding="utf-8"), name=file)


def read(text: str, *, name: str) -> Mapping:
    """The mapping that `text` (TOML) says; `name` is what refusals call it.

    >>> try:
    ...     read('name = "x"\\n[[table]]\\nto = "account"', name="x.toml")
    ... except BadInput as refusal:
    ...     refusal.data["mistakes"]
    ["there is no fact table 'account'; did you mean accounts?"]
    """
    try:
        mapping = Mapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _refusal(name, [f"it is not valid TOML ({error})"]) from error
    except ValidationError as error:
        mistakes = sentences(error.errors(), Mapping, "mapping")
        raise _refusal(name, mistakes) from error
    mistakes = [mistake for block in mapping.blocks for mistake in _mistakes(block, hooked=mapping.hooks is not None)]
    if mistakes:
        raise _refusal(name, list(dict.fromkeys(mistakes)))
    return mapping


def _refusal(name: str, mistakes: list[str]) -> BadInput:
    count = f"{len(mistakes)} mistake{'' if len(mistakes) == 1 else 's'}"
    return BadInput("bad_mapping", f"The mapping {name} has {count}: {'; '.join(mistakes)}", mistakes=mistakes)


def _mistakes(block: Block, *, hooked: bool) -> list[str]:
    if block.to not in TABLES:
        return [f"there is no fact table '{block.to}'{hint(block.to, TABLES)}"]
    table = TABLES[block.to]
    mistakes = [
        f"{block.to} has no column '{target}'{hint(target, table.names)}"
        for target in (*block.columns, *block.constants, *block.values, *block.without, *block.needs)
        if target not in table.names
    ]
    mistakes += [
        f"{header[1:]!r} is no pattern: {wrong}"
        for spec in block.columns.values()
        for header in spec.headers
        if header.startswith("~") and (wrong := _no_pattern(header[1:]))
    ]
    fed = {*block.columns, *block.constants, *block.without}
    needed = [(column.name,) for column in table.columns if column.required] + list(table.one_of)
    mistakes += [
        f"{block.to} needs {' or '.join(group)}: say under table.columns which header it comes from"
        for group in needed
        if not fed.intersection(group) and not mistakes and not hooked  # code may feed it
    ]
    mistakes += [
        f"{block.to}.{name} cannot be '{word}'; write a day like 2025-01-31, without quotes"
        for name, word in block.constants.items()
        if name in table.names and table.column(name).type in (Type.DATE, Type.TIME) and not _is_day(word)
    ]
    for column in table.columns:
        given = (*block.values.get(column.name, {}).values(), block.constants.get(column.name, ""))
        mistakes += [
            f"{block.to}.{column.name} cannot be '{word}'; it is one of {', '.join(column.choices)}"
            for word in given
            if column.choices and str(word) and str(word) not in column.choices
        ]
    return mistakes


def _is_day(word: Scalar) -> bool:
    if isinstance(word, date):
        return True
    try:
        datetime.fromisoformat(str(word))
    except ValueError:
        return False
    return True


def _no_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return ""
