"""`vouch policy`: what is in force, whether a file is right, and who would move if it were."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from vouch.cli.shared import DEFAULT_FOLDER, AsJson, AsOf, DataFolder, day, policy_of
from vouch.domain.policy import load
from vouch.domain.policy.written import as_toml, differences, written

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
    print(as_toml(policy.model_dump(mode="json")), end="")


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
    changed = [asdict(one) for one in differences(now.model_dump(mode="json"), then.model_dump(mode="json"))]
    when = day(as_of) if as_of else today(now)
    moved = moves(data, when, now, then)
    if as_json:
        told = {"as_of": when.isoformat(), "now": now.version, "then": then.version, "keys": changed, "moves": moved}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    for change in changed:
        print(f"{change['key']}: {written(change['now'])} -> {written(change['then'])}")
    print(f"{len(moved)} would move as of {when.isoformat()}.")
    for move in moved:
        print(f"  {move['kind']} {move['name']} ({move['id']}): {move['now']} -> {move['then']}")


def _there(file: Path) -> Path:
    from vouch.domain.errors import NotFound

    if not file.exists():
        raise NotFound("no_such_file", f"There is no file {file}.", file=str(file))
    return file
