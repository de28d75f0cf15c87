"""`vouch import`: takes files in, lists what was taken in, and takes a batch out again."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from vouch.cli.shared import DEFAULT_FOLDER, DataFolder, policy_of, shown
from vouch.domain.errors import BadInput

if TYPE_CHECKING:
    from vouch.lake.batches import Batch
    from vouch.lake.store import Lake
    from vouch.runs.ingest import FileReport, Progress, Rejected, Report

app = typer.Typer(add_completion=False)
_LISTED = 10
_NAMED = 20
_BY = "command line"


@app.command("import")
def import_(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH...", help="Files, or folders of files: CSV, XLSX, Parquet, JSON."),
    ] = None,
    data: DataFolder = DEFAULT_FOLDER,
    as_: Annotated[
        str,
        typer.Option(
            "--as", metavar="KIND|MAPPING.toml", help="What the files are; seen from their headers where empty."
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read everything, say what would happen, keep nothing.")
    ] = False,
    undo: Annotated[
        str, typer.Option("--undo", metavar="BATCH", help="Take a batch out, as if it had never come.")
    ] = "",
    list_: Annotated[bool, typer.Option("--list", help="List the batches that are in.")] = False,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="WAREHOUSE.toml", help="Bring tables of a warehouse, as this file names them."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")] = False,
) -> None:
    """Take in files that you have: exports of your CRM, help desk, surveys, usage, or our own templates."""
    if sum((bool(paths), from_ is not None, bool(undo), list_)) != 1:
        raise BadInput(
            "what_to_import", "Say one of four: which files to import, --from WAREHOUSE.toml, --undo BATCH, or --list."
        )
    from vouch.lake.store import Lake

    lake = Lake(data)
    if list_:
        _list(lake.batches(), as_json)
    elif undo:
        _undone(lake.undo(undo), as_json)
    else:
        from vouch.runs.ingest import import_paths

        policy = policy_of(data)
        with _progress() as progress:
            if from_ is not None:
                from vouch.runs.warehouse import bring

                report = bring(from_, data, policy=policy, dry_run=dry_run, by=_BY, progress=progress)
            else:
                report = import_paths(
                    data, paths or [], policy=policy, as_=as_ or None, dry_run=dry_run, by=_BY, progress=progress
                )
        _tell(lake, report, as_json)
        if report.refused:
            raise typer.Exit(2)


def _tell(lake: Lake, report: Report, as_json: bool) -> None:
    if as_json:
        _print({**report.told(), "files": [_whole(lake, file) for file in report.files]})
    for file in report.files:
        if file.status in {"refused", "not_tried"}:
            print(f"vouch: {shown(_typed(file))}", file=sys.stderr)
        elif not as_json:
            _tell_file(file)


# what is to be typed next names the file as it was named here
def _typed(file: FileReport) -> str:
    return file.sentence.replace(f"suggest {Path(file.file).name}`", f"suggest {shlex.quote(file.file)}`")


# the report holds the first rows not read, the batch all of them
def _whole(lake: Lake, file: FileReport) -> dict[str, Any]:
    told = file.told()
    if file.batch is not None and file.status in {"imported", "already_imported"}:
        told["not_read"] = lake.rejects(file.batch).drop_columns("batch").to_pylist()
    return told


def _tell_file(file: FileReport) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"[bold]{_safe(file.sentence)}[/bold]")
    if file.status in {"already_imported", "empty"}:
        return
    facts = ", ".join(_facts(table, count) for table, count in file.counts.items())
    console.print(f"  read as {escape(file.kind or '')}: {facts or 'no facts'}")
    for covers in file.covers:
        since, until = covers["since"][:10], covers["until"][:10]
        when = f"of {until}" if since == until else f"from {since} to {until}"
        console.print(f"  {covers['table'].replace('_', ' ')} {when}")
    if file.unmapped:
        more = f" and {len(file.unmapped) - _NAMED:,} more" if len(file.unmapped) > _NAMED else ""
        names = ", ".join(file.unmapped[:_NAMED])
        console.print(f"  kept as attributes, no column of ours: {_safe(names)}{more}")
    for note in file.notes:
        console.print(f"  {_safe(note)}")
    if file.rows_erased:
        console.print(f"  skipped, about people who were erased: {_several(file.rows_erased, 'row')}")
    count = file.rows_not_read + file.cells_not_read
    if count:
        rows, cells = _several(file.rows_not_read, "row"), _several(file.cells_not_read, "single cell")
        console.print(f"  not read: {' and '.join(part for part in (rows, cells) if part)}")
    alike: dict[tuple[str | None, str], list[Rejected]] = {}
    for lost in file.not_read:
        alike.setdefault((lost.column, lost.reason), []).append(lost)
    for group in list(alike.values())[:_LISTED]:
        console.print(f"    {_safe(_lost(group))}")
    if count > len(file.not_read) or len(alike) > _LISTED:
        console.print("    --json lists all of them")


def _lost(group: list[Rejected]) -> str:
    """Rows that were not read for one reason, in one line."""
    first = group[0]
    rows = ", ".join(str(lost.row) for lost in group[:5])
    more = f" and {len(group) - 5:,} more" if len(group) > 5 else ""
    column = f", column {first.column}" if first.column else ""
    such = "" if len(group) == 1 else "the first: "
    excerpt = f" ({such}{first.value_excerpt})" if first.value_excerpt else ""
    return f"row{'' if len(group) == 1 else 's'} {rows}{more}{column}: {first.reason}{excerpt}"


def _safe(text: str) -> str:
    return escape(shown(text))


def _facts(table: str, count: int) -> str:
    noun = table.replace("_", " ")
    return f"{count:,} {noun.removesuffix('s') if count == 1 else noun}"


def _several(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}" if count else ""


def _list(batches: list[Batch], as_json: bool) -> None:
    if as_json:
        _print({"batches": [asdict(batch) for batch in batches]})
        return
    if not batches:
        print("Nothing was imported yet. Begin with: vouch import FILE")
        return
    table = Table(box=None, pad_edge=False)
    for heading, justify in (("Batch", "left"), ("Imported", "left"), ("File", "left"), ("Kind", "left")):
        table.add_column(heading, justify=justify, overflow="fold")  # type: ignore[arg-type]
    table.add_column("Rows kept", justify="right")
    table.add_column("Not read", justify="right")
    for batch in batches:
        numbers = (f"{batch.rows_kept:,}", f"{batch.rows_not_read:,}")
        table.add_row(batch.id, f"{batch.imported_at:%Y-%m-%d}", _safe(batch.file), escape(batch.kind), *numbers)
    # into a file or a pipe, lines are as long as they are
    Console(highlight=False, width=None if sys.stdout.isatty() else 200).print(table)


def _undone(batch: Batch, as_json: bool) -> None:
    if as_json:
        _print({"undone": asdict(batch)})
        return
    print(
        f"{batch.file}, imported on {batch.imported_at:%Y-%m-%d} as batch {batch.id}, is out, as if it had never come."
    )


def _print(told: dict[str, Any]) -> None:
    json.dump(told, sys.stdout, ensure_ascii=False, indent=2, default=lambda value: value.isoformat())
    sys.stdout.write("\n")


@contextmanager
def _progress() -> Iterator[Progress | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(file: str, done: int, total: int) -> None:
            if file not in tasks:
                tasks[file] = bars.add_task(escape(file), total=total)
            bars.update(tasks[file], completed=done)

        yield progress
