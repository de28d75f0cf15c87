"""`vouch user`: the first administrator, made on the machine itself."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from vouch.cli.shared import DEFAULT_FOLDER, DataFolder

app = typer.Typer(help="Colleagues who may sign in.", no_args_is_help=True, add_completion=False)


@app.callback()
def _user() -> None:
    pass


@app.command()
def add(
    email: Annotated[str, typer.Argument(help="Their e-mail address.")],
    data: DataFolder = DEFAULT_FOLDER,
    name: Annotated[str, typer.Option(help="Their name.")] = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read a password from standard input instead of printing a link.")
    ] = False,
) -> None:
    """Make an administrator, and print the link by which they choose their password."""
    os.environ["VOUCH_DATA"] = str(data.absolute())
    from vouch.project.start import prepare

    prepare()
    from django.conf import settings
    from django.urls import reverse

    from vouch.program.colleagues import invitations
    from vouch.program.colleagues.actions import create_administrator

    password = sys.stdin.readline().rstrip("\n") if password_stdin else None
    user = create_administrator(email=email, name=name or email.split("@", maxsplit=1)[0], password=password)
    if password is None:
        link = settings.VOUCH_URL + reverse("join", args=[invitations.token_for(user)])
        print(f"{user.name} is an administrator. They choose a password here:\n{link}")
    else:
        print(f"{user.name} is an administrator, and can sign in.")
