"""Reads a policy: the shipped default, overridden key by key by a file, checked, and named.

The version of an overridden policy is the default's, or the file's own, with eight digits of a hash over what is in
force, so that no two policies that differ go by one name.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vouch.domain.errors import BadPolicy
from vouch.domain.mistakes import sentences
from vouch.domain.policy.model import Policy

_FILES = (
    *(
        "default.toml",
        "openings.toml",
        "desk.toml",
        "nominations.toml",
        "next_ask.toml",
        "wording.toml",
        "touch.toml",
        "reference.toml",
        "personalities.toml",
        "goals.toml",
    ),
    "ladder.toml",
)


def default_text() -> str:
    """The shipped policy, as TOML with its comments; the ladder comes last."""
    folder = resources.files("vouch.domain.policy")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in _FILES)


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
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8; save it as UTF-8"
        raise BadPolicy(f"The policy file {path.name} cannot be read: {why}.", [str(error)]) from error
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
        own = merged["version"]  # one that is no name stays as it is, and is refused
        merged["version"] = f"{own}+{_digest(merged)}" if isinstance(own, str) and own.strip() else own
    try:
        return Policy.model_validate(merged)
    except ValidationError as error:
        mistakes = sentences(error.errors(), Policy, "policy")
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
