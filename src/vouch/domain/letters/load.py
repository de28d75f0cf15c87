"""Reads a company's letters over the shipped ones, and says what is wrong with the file, mistake by mistake."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from vouch.domain.errors import BadPolicy
from vouch.domain.letters.mistakes import mistakes
from vouch.domain.letters.templates import Templates, shipped
from vouch.domain.policy import Policy

FILE = "letters.toml"
"""What the file is called in a data folder."""


def load(path: Path, policy: Policy) -> Templates:
    """The letters in force: the shipped ones, overridden by the file at `path` where there is one.

    Raises BadPolicy with one sentence for each mistake.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return shipped()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8; save it as UTF-8"
        raise BadPolicy(f"The letters in {path.name} cannot be read: {why}.", [str(error)]) from error
    return read(text, policy, name=path.name)


def read(text: str, policy: Policy, *, name: str = FILE) -> Templates:
    """The letters that `text` (TOML) makes of the shipped ones, key by key. An empty text changes nothing.

    Raises BadPolicy with one sentence for each mistake, naming the file and the key.

    >>> from vouch.domain.policy import load as policy
    >>> try:
    ...     read("[reference_call.educator]\\nlead = 'About {gaol}.'", policy())
    ... except BadPolicy as refusal:
    ...     refusal.mistakes
    ['reference_call.educator.lead: {gaol} is no field of a letter; did you mean goal?']
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadPolicy(f"{name} is not valid TOML: {error}.", [str(error)]) from error
    found = mistakes(told, policy)
    if found:
        count = f"{len(found)} mistake{'' if len(found) == 1 else 's'}"
        raise BadPolicy(f"{name} has {count}: {'; '.join(found)}", found)
    return Templates({rung: _merged(shipped().told.get(rung, {}), told.get(rung, {})) for rung in _rungs(told)})


def _rungs(told: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys([*shipped().told, *told]))


def _merged(base: Any, own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        merged[key] = {**merged.get(key, {}), **value} if isinstance(value, dict) else value
    return merged
