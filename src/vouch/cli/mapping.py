"""`vouch mapping`: drafts the mapping that lets Vouch read a file it does not know."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from vouch.domain.errors import BadInput

app = typer.Typer(add_completion=False, no_args_is_help=True, help="How the columns of a file become facts.")


@app.callback()
def _mapping() -> None:
    pass


@app.command()
def suggest(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file whose headers Vouch does not know.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.toml", help="Write the draft to a new file.")
    ] = None,
) -> None:
    """Draft a mapping for a file: which column is what, date formats, values. Read it before you use it."""
    from vouch.importers.files import suggest as drafted

    if not file.is_file():
        raise BadInput("no_such_file", f"There is no file {file}.", file=str(file))
    draft = drafted(file)
    if out is None:
        sys.stdout.write(draft)
        return
    try:
        with out.open("x", encoding="utf-8") as target:
            target.write(draft)
    except FileExistsError:
        raise BadInput("already_there", f"{out} is there already; name a new file.", file=str(out)) from None
    except OSError as error:
        raise BadInput("not_writable", f"{out} cannot be written: {error.strerror}.", file=str(out)) from error
    print(f"The draft is in {out}. Read it, then: vouch import {file} --as {out}")
