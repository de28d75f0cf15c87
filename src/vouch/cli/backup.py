"""`vouch backup`: a copy of everything in one file."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from vouch.cli.shared import DEFAULT_FOLDER, AsJson, DataFolder, at_work_in


def backup(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to; a dated file in the data folder where not given.")
    ] = None,
    data: DataFolder = DEFAULT_FOLDER,
    without_database: Annotated[
        bool, typer.Option("--without-database", help="Leave the database out; keep it by its own means.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Keep a copy of everything in one file: facts, database, policy, keys. Whoever has it has all of it."""
    at_work_in(data, as_it_is=True)
    from vouch.runs.backup import backup as kept

    made = kept(data, file, with_database=not without_database)
    if as_json:
        sys.stdout.write(json.dumps(asdict(made) | {"path": str(made.path)}, ensure_ascii=False, indent=2) + "\n")
        return
    database = "no database" if made.database == "none" else "the database"
    print(f"{made.path}: {made.files} files and {database}, {made.size / 1e6:,.1f} MB. Only you can read it.")
