"""What every command reads alike: the data folder, the policy in force, and a day."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from vouch.domain.errors import BadInput, Conflict, NotFound
from vouch.domain.policy import Policy, load

DEFAULT_FOLDER = Path("data")
_KEPT = "\n\u200c\u200d"  # the last two join and part letters in many scripts, and emoji
POLICY_FILE = "policy.toml"
_EVERYWHERE = ("0.0.0.0", "::")
"""What a server listens on to be reached at each address of its machine; nobody opens these."""

RESTORING = ".restoring"
"""What a restore works in; it is there for as long as the data folder may be half of one."""


def whole(data: Path) -> Path:
    """The data folder. Raises Conflict where it is half of a backup, as bringing it back was cut off."""
    if (data / RESTORING).exists():
        raise Conflict(
            "restore_cut_off",
            f"A backup is being brought back into {data}, or that was cut off half-way. Wait for it to end; if nothing "
            "is at work there, remove everything in it but suppression and key, and restore again.",
            folder=str(data),
        )
    return data


DataFolder = Annotated[
    Path,
    typer.Option(
        "--data",
        envvar="VOUCH_DATA",
        metavar="FOLDER",
        help="The data folder.",
        show_default="./data",
        callback=whole,
    ),
]


def at_work_in(data: Path, *, as_it_is: bool = False) -> None:
    """Makes the program ready to work in a data folder that is there; `as_it_is` brings nothing in it up to date.

    Raises NotFound where there is none.
    """
    if not data.is_dir():
        raise NotFound("no_data_folder", f"There is no data folder at {data}. Name it with --data.", folder=str(data))
    os.environ["VOUCH_DATA"] = str(data.absolute())
    from vouch.project.start import prepare, start

    start() if as_it_is else prepare()


def answers_at(host: str, port: int) -> None:
    """Links in mails lead to this server, unless `VOUCH_URL` says where people open it."""
    if port and not os.environ.get("VOUCH_URL"):
        os.environ["VOUCH_URL"] = f"http://{'127.0.0.1' if host in _EVERYWHERE else host}:{port}"


def policy_of(data: Path) -> Policy:
    """The policy in force in a data folder."""
    return load(data / POLICY_FILE)


def day(text: str) -> date:
    """A day as people write it on a command line: 2026-11-22.

    >>> day("2026-11-22")
    datetime.date(2026, 11, 22)
    """
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput("bad_date", f"“{text}” is not a day. Write it as 2026-11-22.", value=text) from None
    if not 1970 <= found.year < 2100:
        raise BadInput("bad_date", f"{found.isoformat()} is out of reach: say a day from 1970 to 2099.", value=text)
    return found


def shown(text: str) -> str:
    """Text of a file as a terminal may show it: what would steer the terminal, or turn words around, is a blank.

    >>> shown("a\x1b[31mb\u202ec")
    'a [31mb c'
    """
    return "".join(sign if sign.isprintable() or sign in _KEPT else " " for sign in text)


AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="The day to place on, as 2026-11-22; else today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
Engine = Annotated[
    str,
    typer.Option("--engine", envvar="VOUCH_ENGINE", metavar="NAME", help="Who does the work: duckdb or spark."),
]
Master = Annotated[
    str,
    typer.Option(
        "--master",
        envvar="VOUCH_SPARK_MASTER",
        metavar="ADDRESS",
        help="Spark's master: local[2], or spark://host:7077. All cores of this machine where empty.",
    ),
]
