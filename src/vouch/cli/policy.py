"""`vouch policy`: what is in force, whether a file is right, and who would move if it were."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from vouch.cli.shared import DEFAULT_FOLDER, AsJson, AsOf, DataFolder, day, policy_of
from vouch.domain.policy import load

app = typer.Typer(
    help="Thresholds, half-lives and words by which customers are placed.", no_args_is_help=True, add_completion=False
)

PolicyFile = Annotated[Path, typer.Argument(metavar="FILE", help="A policy file: TOML with the keys to change.")]


@app.command()
def show(
    data: DataFolder = DEFAULT_FOLDER,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of TOML.")] = False,
) -> None:
    """Print the policy in force."""
    policy = policy_of(data)
    if as_json:
        sys.stdout.write(policy.model_dump_json(indent=2) + "\n")
        return
    for line in _toml(policy.model_dump(mode="json")):
        print(line)


@app.command()
def check(file: PolicyFile) -> None:
    """Read a policy file, and say what is wrong with it."""
    policy = load(_there(file))
    print(f"{file.name} is a policy: version {policy.version}.")


@app.command()
def diff(
    file: PolicyFile,
    data: DataFolder = DEFAULT_FOLDER,
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> None:
    """Say which keys a policy file changes, and which customers would move."""
    from vouch.runs.place.run import today
    from vouch.runs.what_if import moves

    now, then = policy_of(data), load(_there(file))
    changed = [
        {"key": key, "now": before, "then": after}
        for key, before, after in _changes(now.model_dump(mode="json"), then.model_dump(mode="json"))
        if key != "version"
    ]
    when = day(as_of) if as_of else today(now)
    moved = moves(data, when, now, then)
    if as_json:
        told = {"as_of": when.isoformat(), "now": now.version, "then": then.version, "keys": changed, "moves": moved}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    for change in changed:
        print(f"{change['key']}: {_value(change['now'])} -> {_value(change['then'])}")
    print(f"{len(moved)} would move as of {when.isoformat()}.")
    for move in moved:
        print(f"  {move['kind']} {move['name']} ({move['id']}): {move['now']} -> {move['then']}")


def _there(file: Path) -> Path:
    from vouch.domain.errors import NotFound

    if not file.exists():
        raise NotFound("no_such_file", f"There is no file {file}.", file=str(file))
    return file


def _changes(now: Any, then: Any, place: str = "") -> list[tuple[str, Any, Any]]:
    if isinstance(now, dict) and isinstance(then, dict):
        keys = [*now, *(key for key in then if key not in now)]
        return [
            change
            for key in keys
            for change in _changes(now.get(key), then.get(key), f"{place}.{key}" if place else key)
        ]
    return [] if now == then else [(place, now, then)]


def _toml(values: dict[str, Any], place: str = "") -> list[str]:
    plain = [
        f"{_key(key)} = {_value(value)}"
        for key, value in values.items()
        if not isinstance(value, dict) and value is not None
    ]
    tables = [line for key, value in values.items() if isinstance(value, dict) for line in _table(key, value, place)]
    return plain + tables


def _table(key: str, value: dict[str, Any], place: str) -> list[str]:
    whole = f"{place}.{_key(key)}" if place else _key(key)
    return ["", f"[{whole}]", *_toml(value, whole)] if value else []


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
