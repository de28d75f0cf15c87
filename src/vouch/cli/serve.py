"""`vouch serve`: the workspace, on this machine's address or behind a proxy."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from vouch.cli.shared import DEFAULT_FOLDER, DataFolder, answers_at


def serve(
    data: DataFolder = DEFAULT_FOLDER,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    processes: Annotated[int, typer.Option(help="Processes that answer, each with one core.", min=1)] = 1,
) -> None:
    """Serve the workspace. Tables are brought up to date first."""
    import uvicorn

    os.environ["VOUCH_DATA"] = str(data.absolute())
    answers_at(host, port)
    from vouch.project.start import prepare

    prepare()
    print(f"Serving on http://{host}:{port}/ ; Ctrl-C ends it.", flush=True)
    uvicorn.run("vouch.project.serving:application", host=host, port=port, workers=processes, log_level="warning")
