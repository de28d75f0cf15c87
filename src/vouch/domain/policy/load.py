"""Reads a policy: the shipped default, overridden key by key by a file, checked, and named.

The version of an overridden policy is the default's, or the file's own, with eight digits of a hash over what is in
force, so that no two policies that differ go by one name.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from vouch.domain.errors import BadPolicy
from vouch.domain.policy.model import Policy


def default_text() -> str:
    """The shipped policy, as TOML with its comments: how customers are placed and asked, then the ladder."""
    folder = resources.files("vouch.domain.policy")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("default.toml", "ladder.toml"))


def load(path: Path | None = None) -> Policy:
    """The policy in force: the default, overridden by the file at `path` where there is one.

    Raises BadPolicy with one sentence for each mistake.

    >>> load().gates.met_from
    0.3
    """
    if path is None or not path.exists():
        return read("")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadPolicy(f"The policy file {path.name} cannot be read: {error}.", [str(error)]) from error
    return read(text, name=path.name)


def read(text: str, *, name: str = "policy.toml") -> Policy:
    """The policy that `text` (TOML) makes of the default. An empty text is the default itself.

    Raises BadPolicy with one sentence for each mistake, naming the key and the nearest right one.

    >>> try:
    ...     read("[gates]\\nmet_form = 0.4")
    ... except BadPolicy as refusal:
    ...     refusal.mistakes
    ['gates.met_form is not a key of the policy; did you mean met_from?']
    """
    base = tomllib.loads(default_text())
    try:
        override = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadPolicy(f"{name} is not valid TOML: {error}.", [str(error)]) from error
    merged = _merged(base, override)
    if override and merged != base:
        merged["version"] = f"{merged['version']}+{_digest(merged)}" if isinstance(merged.get("version"), str) else ""
    try:
        return Policy.model_validate(merged)
    except ValidationError as error:
        mistakes = _sentences(error.errors())
        count = f"{len(mistakes)} mistake{'' if len(mistakes) == 1 else 's'}"
        raise BadPolicy(f"{name} has {count}: {'; '.join(mistakes)}", mistakes) from error


# a table of a closed set of names is merged key by key; a list, a number or a map of words is replaced whole
def _merged(base: dict[str, Any], override: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in override.items():
        known = merged.get(key)
        merged[key] = _merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _digest(merged: dict[str, Any]) -> str:
    plain = json.dumps({key: value for key, value in merged.items() if key != "version"}, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:8]


def _sentences(details: list[ErrorDetails]) -> list[str]:
    """One sentence for each place; where several readings of a value failed, the first says why."""
    told: dict[str, str] = {}
    for detail in details:
        # pydantic adds the reading it tried to the place; no key of ours looks like that
        place = [str(part) for part in detail["loc"] if not set(str(part)) & set("-[(")]
        told.setdefault(".".join(place), _sentence(detail, place))
    return list(told.values())


def _sentence(detail: ErrorDetails, place: list[str]) -> str:
    where = ".".join(place) or "the policy"
    if detail["type"] == "extra_forbidden":
        nearest = difflib.get_close_matches(place[-1], _keys(place[:-1]), n=1, cutoff=0.5)
        hint = f"; did you mean {nearest[0]}?" if nearest else f"; it has {', '.join(_keys(place[:-1]))}"
        return f"{where} is not a key of the policy{hint}"
    if detail["type"] == "missing":
        return f"{where} is missing"
    message = detail["msg"].removeprefix("Value error, ")
    given = detail.get("input")
    shown = "" if isinstance(given, dict | BaseModel) else f" (it says {given!r})"
    return f"{where}: {message[:1].lower()}{message[1:]}{shown}"


def _keys(place: list[str]) -> list[str]:
    model: Any = Policy
    for part in place:
        if get_origin(model) is dict:  # any name is a key here, and what it names is alike
            model = get_args(model)[1]
            continue
        fields = getattr(model, "model_fields", {})
        model = fields[part].annotation if part in fields else None
    return list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []
