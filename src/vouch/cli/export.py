"""`vouch export`: everything kept about one person, for them to have."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from vouch.cli.shared import DEFAULT_FOLDER, AsJson, DataFolder, at_work_in, policy_of


def export(
    contact: Annotated[
        str, typer.Option("--contact", metavar="WHO", help="E-mail address, source id, or exact name of one person.")
    ],
    data: DataFolder = DEFAULT_FOLDER,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write a file: .json, .html, .txt, or .zip with all three."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Gather everything kept about a person, for them to have; nothing of other people."""
    at_work_in(data)
    from vouch.runs.known import known, who, written
    from vouch.runs.known.page import text
    from vouch.runs.known.written import as_json as told_as_json
    from vouch.runs.known.written import check

    if out is not None:
        check(out)
    someone = who(data, contact)
    told = known(data, someone, policy_of(data))
    if out is not None:
        written(told, someone.label, out)
        print(f"Everything kept about {someone.label} is in {out}. {told['caution']}", file=sys.stderr)
    if as_json:
        sys.stdout.write(told_as_json(told))
    elif out is None:
        sys.stdout.write(text(told, someone.label))
