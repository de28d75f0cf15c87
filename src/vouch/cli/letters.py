"""`vouch letters`: what letters begin with, by rung and personality, and whether a file of one's own is right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vouch.cli.shared import DEFAULT_FOLDER, DataFolder, policy_of
from vouch.domain.errors import NotFound
from vouch.domain.letters import FILE, load, start
from vouch.domain.letters.templates import PARTS
from vouch.domain.personalities import Personality

app = typer.Typer(
    help="What letters begin with, by what is asked and of whom.", no_args_is_help=True, add_completion=False
)


@app.command()
def show(
    activity: Annotated[str, typer.Argument(help="A rung of the ladder, like reference_call.")],
    personality: Annotated[
        str, typer.Option("--for", help="educator, validator, status_seeker or collaborator; left out: plain words.")
    ] = "",
    data: DataFolder = DEFAULT_FOLDER,
) -> None:
    """Print one letter, with its fields left open."""
    policy = policy_of(data)
    if activity not in policy.ladder:
        raise NotFound("no_such_rung", f"{activity} is no rung of the ladder; it has {', '.join(policy.ladder)}.")
    if personality and personality not in set(Personality):
        raise NotFound("no_such_personality", f"{personality} is none of {', '.join(Personality)}.")
    templates = load(Path(data) / FILE, policy)
    begun = start(
        activity, policy.ladder[activity], us=policy.company.name, templates=templates, personality=personality or None
    )
    for part in ("subject", "words", "win_person", "win_company"):
        print(f"{part}: {getattr(begun, part)}\n" if part == "words" else f"{part}: {getattr(begun, part)}")
    for part in ("own_win", "company_win"):
        if getattr(begun, part):
            print(f"{part}: {getattr(begun, part)}")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of letters: TOML with the parts to change.")],
    data: DataFolder = DEFAULT_FOLDER,
) -> None:
    """Read a file of letters, and say what is wrong with it."""
    if not file.exists():
        raise NotFound("no_such_file", f"There is no file {file}.", file=str(file))
    load(file, policy_of(data))
    print(f"{file.name} has no mistake. Parts of a letter are {', '.join(PARTS)}.")
