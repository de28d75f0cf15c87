"""`vouch place`: where every customer stands, as a summary, a file or JSON."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from vouch.cli.shared import DEFAULT_FOLDER, AsJson, DataFolder, Engine, Master, day, policy_of
from vouch.domain.stages import Stage

if TYPE_CHECKING:
    from vouch.runs.place.run import Run


def place(
    data: DataFolder = DEFAULT_FOLDER,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="The day to place on, as 2026-11-22. Today where empty.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write a file: .csv, .xlsx, .parquet or .json.")
    ] = None,
    as_json: AsJson = False,
    engine: Engine = "duckdb",
    master: Master = "",
) -> None:
    """Say where every customer stands, with the evidence."""
    from vouch.lake.engines import chosen
    from vouch.runs.place import open_run
    from vouch.runs.place.run import today
    from vouch.runs.written import write
    from vouch.runs.written.files import json_pieces

    policy = policy_of(data)
    when = day(as_of) if as_of else today(policy)
    with open_run(data, [when], policy, engine=chosen(engine, master)) as run:
        if out is not None:
            count = write(run, out)
            print(f"{count} placements written to {out}.", file=sys.stderr)
        if as_json:
            for piece, _count in json_pieces(run):
                sys.stdout.write(piece)
        elif out is None:
            _summary(run, when)


def _summary(run: Run, when: date) -> None:
    rows = run.rows(
        "select stage, count(*) as accounts, avg(coverage) as known, "
        "count(*) filter (subject in (select account from {reasons} where flagged)) as at_risk "
        "from {accounts} group by stage"
    )
    by_stage = {row["stage"]: row for row in rows}
    customers = sum(row["accounts"] for row in rows)
    console = Console()
    if not customers:
        console.print(f"No customers yet as of {when.isoformat()}. Begin with: vouch import FILE")
        return
    console.print(
        f"{customers:,} customers as of {when.isoformat()}, policy {run.policy.version}, run {run.id}", style="bold"
    )
    table = Table()
    for heading, justify in (("Stage", "left"), ("Customers", "right"), ("At risk", "right"), ("Known", "right")):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for stage in reversed(Stage):
        row = by_stage.get(stage.value)
        if row:
            table.add_row(
                stage.words, str(row["accounts"]), str(row["at_risk"] or 0), f"{100 * row['known']:.0f} in 100"
            )
    console.print(table)
    standing = {row["is"]: row["n"] for row in run.rows('select "is", count(*) as n from {standing} group by 1')}
    others = [
        f"{standing[word]:,} {words}"
        for word, words in (("former", "former customers"), ("not", "not customers"))
        if standing.get(word)
    ]
    people, placed = (
        run.rows(f"select count(*) as n from {name}")[0]["n"] for name in ("{described_contacts}", "{contacts}")
    )
    if people > placed:
        others.append(
            f"{people - placed:,} of {people:,} people, who work at none of these customers as far as is known"
        )
    if others:
        console.print(f"Kept but not placed: {', '.join(others)}.", soft_wrap=True)
    console.print(
        "Why, for one of them: vouch explain NAME. For a file: vouch place --out customers.xlsx", soft_wrap=True
    )
