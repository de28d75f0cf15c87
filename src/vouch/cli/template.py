"""`vouch template`: an empty file for each fact table, and the page that says what goes into them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer


def template(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An empty folder, or one to make.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")] = False,
) -> None:
    """Write one documented CSV for each table of facts; fill in what you have and import the folder."""
    from vouch.importers.files import template as write

    written = write(folder)
    if as_json:
        json.dump({"written": [str(path) for path in written]}, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    print(f"{len(written)} files written to {folder}. README.md there says what goes into each.")
    print(f"Then: vouch import {folder}")
