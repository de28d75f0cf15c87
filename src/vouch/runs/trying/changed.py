"""How does a changed policy come about? From a text, or from single thresholds over what the company has already."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vouch.domain.errors import BadInput
from vouch.domain.policy import load, read
from vouch.domain.policy.written import as_toml, differences
from vouch.program.previews import actions

if TYPE_CHECKING:
    from vouch.domain.policy import Policy
    from vouch.program.colleagues.models import User
    from vouch.program.previews.models import Preview

FILE = "policy.toml"
LONGEST = 200_000


@dataclass(frozen=True)
class Threshold:
    """One number or switch of the policy that decides where customers stand."""

    key: str
    value: float | int | bool

    @property
    def section(self) -> str:
        """The part of the policy it stands in."""
        return self.key.partition(".")[0]


def in_force_text(data: Path) -> str:
    """The company's own file, as it lies in the data folder; empty where there is none."""
    path = data / FILE
    return path.read_text(encoding="utf-8-sig") if path.exists() else ""


def thresholds(policy: Policy) -> list[Threshold]:
    """Every number and switch by which customers are placed, in the order of the policy."""
    return list(_leaves(json.loads(policy.placing()), ""))


def _leaves(values: Mapping[str, Any], place: str) -> list[Threshold]:
    found = []
    for key, value in values.items():
        whole = f"{place}.{key}" if place else key
        if isinstance(value, Mapping):
            found += _leaves(value, whole)
        elif isinstance(value, bool | int | float):
            found.append(Threshold(whole, value))
    return found


def changed_text(data: Path, changes: Mapping[str, float | int | bool]) -> str:
    """The company's file with these thresholds changed. What it said in comments is not kept.

    Raises BadInput for a key that is none.
    """
    known = {one.key for one in thresholds(load(data / FILE))}
    if wrong := [key for key in changes if key not in known]:
        raise BadInput("no_such_key", f"{wrong[0][:60]} is no threshold of the policy.", field=wrong[0])
    own = tomllib.loads(in_force_text(data))
    for key, value in changes.items():
        *path, last = key.split(".")
        at = own
        for part in path:
            at = at.setdefault(part, {})
        at[last] = value
    return as_toml(own)


def try_text(data: Path, *, by: User, text: str, wake: Callable[[], object]) -> Preview:
    """Ask who would move if this were the policy. Raises BadPolicy with each mistake; NotAllowed, Conflict."""
    if len(text) > LONGEST:
        raise BadInput("policy_too_large", "A policy is a small file, of at most 200,000 letters.", field="text")
    now, then = load(data / FILE), read(text, name="The policy")
    found = differences(now.model_dump(mode="json"), then.model_dump(mode="json"))
    return actions.try_policy(
        by=by, text=text, base=now.version, version=then.version, keys=[asdict(one) for one in found], wake=wake
    )
