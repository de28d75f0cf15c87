"""`vouch identity`: who was taken for whom, what may be the same, and settling it."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from vouch.cli.shared import DEFAULT_FOLDER, AsJson, AsOf, DataFolder, at_work_in, day, policy_of
from vouch.domain.errors import BadInput
from vouch.domain.identity import Verdict

if TYPE_CHECKING:
    from vouch.domain.identity import Record

app = typer.Typer(
    help="Who was taken for whom, what may be the same, and settling it.",
    add_completion=False,
    invoke_without_command=True,
)

First = Annotated[str, typer.Argument(metavar="A", help="A record, as salesforce:0013000000Kq8Zb.")]
Second = Annotated[str, typer.Argument(metavar="B", help="The other record, likewise.")]
Kind = Annotated[str, typer.Option("--kind", help="account or contact, where an id alone can mean either.")]
_SHOWN = 12


@app.callback()
def identity(
    context: typer.Context, data: DataFolder = DEFAULT_FOLDER, as_of: AsOf = "", as_json: AsJson = False
) -> None:
    """Tell which records were taken as one and by what, what may be the same, and which facts are nobody's."""
    if context.invoked_subcommand is not None:
        return
    from vouch.runs.identity.report import report
    from vouch.runs.place import open_run
    from vouch.runs.place.run import today

    policy = policy_of(data)
    with open_run(data, [day(as_of) if as_of else today(policy)], policy) as run:
        told = report(run)
    if as_json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        _tell(told)


@app.command()
def settle(
    verdict: Annotated[Verdict, typer.Argument(help="same: the two are one. different: they are two.")],
    a: First,
    b: Second,
    data: DataFolder = DEFAULT_FOLDER,
    kind: Kind = "",
) -> None:
    """Say that two records are the same, or that they are two; everybody is placed anew."""
    one, other = _pair(data, a, b, kind)
    from vouch.program.people.identity.actions import settle as settled

    settled(by=None, one=one, others=[other], verdict=verdict)
    as_of = _placed(data)
    end = "are the same" if verdict is Verdict.SAME else "are two"
    print(f"{one} and {other} {end}. Everybody is placed as of {as_of}. Back: vouch identity undo {one} {other}")


@app.command()
def undo(a: First, b: Second, data: DataFolder = DEFAULT_FOLDER, kind: Kind = "") -> None:
    """Take back what was settled of two records, as if it had never been; everybody is placed anew."""
    at_work_in(data)
    from vouch.runs.settled.deciding import settled_pair

    one, other = settled_pair(a, b, kind=_kind(kind))
    from vouch.program.people.identity.actions import take_back

    take_back(by=None, one=one, other=other)
    print(f"What was settled of {one} and {other} is taken back. Everybody is placed as of {_placed(data)}.")


def _pair(data: Path, a: str, b: str, kind: str) -> tuple[Record, Record]:
    at_work_in(data)
    from vouch.runs.settled.deciding import pair_meant

    return pair_meant(a, b, kind=_kind(kind))


def _kind(kind: str) -> str:
    if kind not in ("", "account", "contact"):
        raise BadInput("bad_kind", f"“{kind}” is no kind of record. Say account or contact.")
    return kind


def _placed(data: Path) -> date:
    from vouch.runs.refresh import refresh

    return refresh(data, policy_of(data), door="command line").as_of


def _tell(told: dict[str, Any]) -> None:
    from vouch.runs.identity.words import HOW, WHY, because

    console = Console(highlight=False)
    accounts, people = told["records"]["accounts"], told["records"]["people"]
    console.print(
        f"[bold]{accounts['records']} records of companies are {accounts['accounts']} accounts; "
        f"{people['records']} records of people are {people['people']} people.[/bold]"
    )
    console.print(f"[dim]as of {told['as_of']}, policy {told['policy']}, run {told['run']}[/dim]")
    console.print(f"\n{len(told['joined'])} were joined.")
    for row in told["joined"][:_SHOWN]:
        console.print(f"  {escape(row['name'])} {HOW[row['how']]}: {escape(_records(row['records']))}")
    _more(console, told["joined"])
    console.print(f"\n{len(told['proposed'])} pairs may be the same, and are not joined until somebody says so.")
    for row in told["proposed"][:_SHOWN]:
        console.print(f"  {escape(row['one']['name'])} and {escape(row['other']['name'])}: {because(row['reasons'])}")
        console.print(f"    [dim]vouch identity settle same|different {escape(_heads(row))}[/dim]")
    _more(console, told["proposed"])
    console.print(f"\n{sum(row['facts'] for row in told['nobodys'])} facts are no account's.")
    for row in told["nobodys"][:_SHOWN]:
        console.print(f"  {row['facts']} {row['fact'].replace('_', ' ')} from {row['system']}: {WHY[row['why']]}")
    _more(console, told["nobodys"])
    if told["settled"]:
        console.print(f"\nSettled by people: {len(told['settled'])}.")
        for row in told["settled"][:_SHOWN]:
            console.print(f"  {escape(row['one'])} and {escape(row['other'])}: {row['verdict']}")
        _more(console, told["settled"])


def _records(records: list[dict[str, Any]]) -> str:
    return ", ".join(f"{one['system']}:{one['id']}" for one in records)


def _heads(row: dict[str, Any]) -> str:
    return " ".join(
        f"{first['system']}:{first['id']}" for first in (row["one"]["records"][0], row["other"]["records"][0])
    )


def _more(console: Console, rows: list[Any]) -> None:
    if len(rows) > _SHOWN:
        console.print(f"  [dim]and {len(rows) - _SHOWN} more: --json has all[/dim]")
