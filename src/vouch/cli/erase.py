"""`vouch erase`: a person is taken out everywhere, and stays out."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from vouch.cli.shared import DEFAULT_FOLDER, AsJson, DataFolder, policy_of
from vouch.domain.errors import BadInput


def erase(
    who: Annotated[str, typer.Argument(metavar="WHO", help="E-mail address, source id, or exact name of one person.")],
    data: DataFolder = DEFAULT_FOLDER,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase a person everywhere in the data folder, and keep them out of later files."""
    if not yes:
        if not sys.stdin.isatty():
            raise BadInput("not_confirmed", f"Erasing {who} cannot be taken back. Say so with --yes.")
        typer.confirm(f"Erase {who} for good? This cannot be taken back.", abort=True, err=True)
    os.environ["VOUCH_DATA"] = str(data.absolute())
    from vouch.project.start import prepare

    prepare()
    from vouch.runs.erase import erase as erased
    from vouch.runs.refresh import refresh

    report = erased(data, who)
    refresh(data, policy_of(data), door="command line")
    if as_json:
        sys.stdout.write(json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n")
        return
    print(
        f"Erased: {report.facts} facts and {report.cells} cells of others, {report.rows} rows and {report.texts} texts "
        f"of the program, {len(report.copies)} raw copies or backups. Later files skip this person and count it."
    )
    for name in report.copies:
        print(f"  deleted {name}")
