"""`vouch erase`: a person is taken out everywhere, and stays out."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from vouch.cli.shared import DEFAULT_FOLDER, AsJson, DataFolder, at_work_in, policy_of
from vouch.domain.errors import BadInput

if TYPE_CHECKING:
    from vouch.runs.erase import Report
    from vouch.runs.known import Someone


def erase(
    whom: Annotated[str, typer.Argument(metavar="WHO", help="E-mail address, source id, or exact name of one person.")],
    data: DataFolder = DEFAULT_FOLDER,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase a person everywhere in the data folder, and keep them out of later files."""
    if not yes and not sys.stdin.isatty():
        raise BadInput("not_confirmed", f"Erasing {whom} cannot be taken back. Say so with --yes.")
    at_work_in(data)
    from vouch.runs.erase import erase as erased
    from vouch.runs.known import who
    from vouch.runs.refresh import refresh

    policy, someone = policy_of(data), who(data, whom)
    if not yes and not typer.confirm(_question(someone), err=True):
        raise BadInput("not_confirmed", "Nobody was erased.")
    report = erased(data, someone)
    refresh(data, policy, door="command line")
    if as_json:
        sys.stdout.write(json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n")
    else:
        _tell(report)


def _question(someone: Someone) -> str:
    if not someone.known:
        return f"Nobody is known by {someone.asked}. Keep that address out for good?"
    beside = ", ".join(sorted(someone.person.emails)) or "no address"
    return f"Erase {someone.label} ({beside}) for good? This cannot be taken back."


def _tell(report: Report) -> None:
    print(
        f"Erased: {report.facts} facts and {report.cells} cells of others, {report.rows} rows and {report.texts} texts "
        "of the program. Later files skip this person and count it."
    )
    for name in report.copies:
        waited = ", which nobody had imported: hand it in again for what it says of others"
        print(f"  deleted {name}{waited if name in report.waiting else ''}")
    for name in report.backups:
        print(f"  deleted {name}, which may hold them")
    for one in report.alike:
        print(f"  {one} was called the same at the same company and stays; if that is the same person, erase it too")
    if report.backups:
        print("Make a new backup: vouch backup")
