"""`vouch tidy`: files of facts are laid together and put in order of time; no placement changes."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from vouch.cli.shared import DEFAULT_FOLDER, AsJson, DataFolder, policy_of
from vouch.domain.errors import NotFound


def tidy(
    data: DataFolder = DEFAULT_FOLDER,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Lay small files of facts together and put them in order of time, so that reading stays quick.

    Safe at any time: no placement changes, readers and the workspace go on, an import waits. The worker does it by
    itself. Where policy says for how long single events of use are kept ([retention]), older ones become sums by day.
    """
    if not data.is_dir():
        raise NotFound("no_data_folder", f"There is no data folder at {data}. Name it with --data.", folder=str(data))
    from vouch.runs.order import put_in_order, what_would
    from vouch.runs.place.run import today

    policy = policy_of(data)
    when = today(policy)
    if dry_run:
        report = what_would(data, policy, when)
    else:
        report = put_in_order(data, policy, when, progress=None if as_json else _begun)
    if as_json:
        sys.stdout.write(json.dumps(asdict(report) | {"dry_run": dry_run}, indent=2, default=str) + "\n")
        return
    if report.rolled is not None and report.rolled.events:
        become = "would become" if dry_run else "became"
        counts = f"{report.rolled.events:,} events {become} {report.rolled.rows:,} sums by day"
        print(f"usage before {report.rolled.before}: {counts}. Every placement stays what it is.")
    for batch in report.swept:
        print(f"Batch {batch}: what a crash had left of it is gone.")
    for laid in report.tables:
        files = f"{laid.laid:,} of {laid.files:,} file{'' if laid.files == 1 else 's'}, {_size(laid.size)}"
        now = "" if laid.files_after is None else f"; now {laid.files_after:,}, {_size(laid.size_after or 0)}"
        print(f"{laid.table.replace('_', ' ')} ({laid.why}): {files}{now}.")
    if not report.tables and not (report.rolled and report.rolled.events):
        print("Everything is in order.")


def _begun(table: str) -> None:
    print(f"Laying {table.replace('_', ' ')} together ...", file=sys.stderr, flush=True)


def _size(count: int) -> str:
    """Bytes as people read them.

    >>> _size(2_600_000)
    '2.6 MB'
    """
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count} bytes"
