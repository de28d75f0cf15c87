"""Reads the shipped playbook, and says what is wrong with one."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from vouch.domain.errors import BadInput
from vouch.domain.playbook.suggestion import Suggestion, check
from vouch.domain.stages import Role, Stage

Cells = dict[tuple[Stage, Role], tuple[Suggestion, ...]]


@lru_cache(maxsize=1)
def shipped() -> Cells:
    """The suggestions that come with Vouch, for every stage and role.

    >>> shipped()[Stage.SATISFIED, Role.OUTCOME_OWNER][0].kind
    'proof'
    """
    cells: Cells = {}
    for stage in Stage:
        text = resources.files("vouch.domain.playbook").joinpath(f"{stage.value}.toml").read_text(encoding="utf-8")
        cells |= {(stage, role): rows for role, rows in read(text, name=f"{stage.value}.toml").items()}
    return cells


def read(text: str, *, name: str = "the playbook") -> dict[Role, tuple[Suggestion, ...]]:
    """One stage of a playbook from TOML: a list of suggestions under each role's name.

    Raises BadInput with a sentence that names the place: no TOML, a role that is none or has no suggestion, and
    whatever `check` refuses.

    >>> read("[[sponsr]]", name="loyal.toml")
    Traceback (most recent call last):
        ...
    vouch.domain.errors.BadInput: loyal.toml has no place for sponsr: the roles are outcome_owner, sponsor, \
administrator, daily_user, trainer, renewal_decider.
    """
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput("bad_playbook", f"{name} is not valid TOML: {error}.") from error
    roles = [role.value for role in Role]
    for key in parsed:
        if key not in roles:
            raise BadInput("bad_playbook", f"{name} has no place for {key}: the roles are {', '.join(roles)}.")
    found: dict[Role, tuple[Suggestion, ...]] = {}
    for role in Role:
        rows = parsed.get(role.value, [])
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            raise BadInput("bad_playbook", f"{name} has no suggestion for {role.value}.")
        found[role] = check(rows, where=f"{name}, {role.value}")
    return found
