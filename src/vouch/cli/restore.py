"""`vouch restore`: everything from a backup again."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from vouch.cli.shared import AsJson


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
    data: Annotated[
        Path,
        typer.Option(
            "--data", metavar="FOLDER", help="An empty folder, or one with nothing but the list of erased people."
        ),
    ],
    without_database: Annotated[
        bool, typer.Option("--without-database", help="Leave the database alone; it was put back by its own means.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring a backup back into an empty folder, without the people who were erased since it was made."""
    from vouch.project.start import start

    def at_work(folder: Path) -> Callable[[], None]:
        os.environ["VOUCH_DATA"] = str(folder.absolute())
        start()
        return _up_to_date

    # the settings are read from a folder, and there is none before the backup was unpacked
    from vouch.runs.backup.restore import restore as restored

    told = restored(file, data, at_work=at_work, with_database=not without_database)
    if as_json:
        sys.stdout.write(json.dumps(asdict(told) | {"made_at": told.made_at.isoformat()}, indent=2) + "\n")
        return
    print(f"{data} is as it was on {told.made_at:%Y-%m-%d %H:%M} UTC: {told.files} files.")
    if told.sifted:
        print(
            f"People who were erased since were taken out again: {told.sifted.facts} facts, {told.sifted.cells} cells "
            f"of others, {told.sifted.rows} rows and {told.sifted.texts} texts of the program."
        )


def _up_to_date() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
