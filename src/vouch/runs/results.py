"""The result tables of a run, kept by run in the lake and read on click.

One folder a run, one Parquet file a table, written beside and moved into place whole. Rows are sorted by subject, so
that a page about one customer reads a few kilobytes of a large file. Subjects are internal ids; the words of evidence
(`says`) are the only thing in here that may name somebody, and erasure takes them out.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from vouch.lake.disk import disk_refusals
from vouch.lake.duck import set_statements
from vouch.runs.identity import joined, nobodys, proposed
from vouch.runs.place.meanwhile import erased_meanwhile
from vouch.runs.place.run import Run

FOLDER = Path("lake") / "runs"
"""Beside the fact tables, of which one is called results."""
KEPT = 10
"""Runs whose tables are kept; the headers of all stay in the database."""

_A_DAY = 86_400

TABLES = {
    "placements": "select *, false as former from {accounts} union all select *, false from {contacts} "
    "order by subject, as_of",
    "gates": "select as_of, kind, subject, gate, state, decided, stale, differ, score, weight, decided_at from {gates} "
    "union all select as_of, kind, subject, 'acts', state, state, stale, false, null, count, met_at from {acts} "
    "order by subject, gate, as_of",
    "reasons": "select as_of, account as subject, reason, hard, flagged, since, ends from {reasons} order by account",
    "evidence": "select kind, subject, gate, atom, reads, contact, t, ended, v, rho, half_life, hard, says, file, row "
    "from {laid} order by subject, gate, t desc, atom, reads",
    "roles": "select contact, account, role, since, begins, ends from {roles} order by contact, begins",
    "products": "select distinct account, product, starts_on, ended_on from {resolved_subscriptions} "
    "where account is not null and product is not null order by account, product, starts_on",
    "breadth": "select account, kinds from {breadth} where as_of = (select max(as_of) from as_of) order by account",
    "cases": "select account, count(*) as closed, count(*) filter (solved_well) as well from step_tickets_read, "
    '(select max("at") as till from as_of) where account is not null and closed <= till '
    "group by account order by account",
    "pledges": "select account as subject, 'promises' as fact, key from {resolved_promises} where account is not null "
    "union all select account, 'results', key from {resolved_results} where account is not null order by 1, 2, 3",
    "standing": 'select as_of, account as subject, "is", since, until from {standing} order by account, as_of',
    "nominators": "select who, count(*) as named, count(*) filter (right_at <= till) as rights, "
    "count(*) filter (wrong_at <= till and coalesce(right_at > till, true)) as wrongs "
    'from step_nominated, (select max("at") as till from as_of) where named_at <= till group by who order by who',
    "moves": 'select contact, before as "left", workplace as joined, begins from ('
    "select contact, workplace, begins, "
    "lag(workplace ignore nulls) over (partition by contact order by begins) as before "
    "from step_workplaces where begins < ends) where workplace is not null and before <> workplace "
    'and begins <= (select max("at") from as_of) order by contact, begins',
}
"""Those that a query makes."""
LARGE = ("placements", "gates", "evidence")
"""Those that grow with people times days, or with everything that was ever heard."""
AT_ONCE = 1_000_000
"""Rows of one of those that are sorted at one time."""
_GROUP = 50_000
"""Rows of a file that a page reads at least."""
MADE: dict[str, Callable[[Run], pa.Table]] = {"joined": joined, "proposed": proposed, "nobodys": nobodys}
"""Those about who is who: ids and counts, and no names either."""


def write(run: Run, data: Path) -> None:
    """Keeps the result tables of a run, unless they are kept already: the same run has the same tables.

    Raises Refusal where the disk is full or closed, Conflict where somebody was erased meanwhile, whom they quote.
    """
    folder = data / FOLDER / run.id
    if _is_whole(folder):
        os.utime(folder)
        return
    unfinished = folder.with_name(f".{run.id}-{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        with disk_refusals(data):
            unfinished.mkdir(parents=True)
            _fill(run, unfinished)
            _finish(unfinished, folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    _tidy(folder.parent)


def _fill(run: Run, folder: Path) -> None:
    try:
        for name, sql in TABLES.items():
            parts = _parts(run, sql) if name in LARGE else []
            if len(parts) > 1:
                _copy_in_parts(run, sql, parts, folder / f"{name}.parquet")
            else:
                _copy(run, sql.format(**run.table), folder / f"{name}.parquet")
        for name, make in MADE.items():
            run.facts.con.con.register("made", make(run))
            _copy(run, "from made", folder / f"{name}.parquet")
            run.facts.con.con.unregister("made")
    except duckdb.Error as error:
        if folder.is_dir():
            raise
        raise erased_meanwhile() from error


def _finish(unfinished: Path, folder: Path) -> None:
    try:
        unfinished.replace(folder)
    except FileNotFoundError as error:
        raise erased_meanwhile() from error
    except OSError:
        if not folder.is_dir():
            raise
        if not _is_whole(folder):  # of an older version of Vouch, which had fewer tables
            shutil.rmtree(folder)
            unfinished.replace(folder)
        # else somebody placed the same facts at the same time, and was done first


def _is_whole(folder: Path) -> bool:
    return all((folder / f"{name}.parquet").exists() for name in (*TABLES, *MADE))


def drop(run: str, data: Path) -> None:
    """Lets go of the result tables of a run."""
    shutil.rmtree(data / FOLDER / run, ignore_errors=True)


def _tidy(folder: Path) -> None:
    """Keeps the latest runs, and nothing half that a crash left a day ago."""
    now = time.time()
    kept = []
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            changed = path.stat().st_mtime
            if not path.name.startswith("."):
                kept.append((changed, path))
            elif now - changed > _A_DAY:
                shutil.rmtree(path, ignore_errors=True)
    for _, old in sorted(kept)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _copy(run: Run, sql: str, path: Path) -> None:
    target = str(path).replace("'", "''")
    run.facts.con.con.execute(f"copy ({sql}) to '{target}' (format parquet, compression zstd, row_group_size {_GROUP})")


def _parts(run: Run, sql: str) -> list[tuple[str, str]]:
    """The first two letters of the first and of the last ids of each part, in order: parts of at most `AT_ONCE` rows.

    Ids are a letter for the kind and hex digits, so their first two letters make pieces of nearly one size. Each part
    costs a look at all rows, so as many pieces are taken together as may be sorted at one time.
    """
    select = sql.rsplit(" order by ", 1)[0]
    parts: list[tuple[str, str]] = []
    held = AT_ONCE
    for row in run.rows(f"select left(subject, 2) as at, count(*) as n from ({select}) group by 1 order by 1"):
        if held + row["n"] > AT_ONCE:
            parts.append((row["at"], row["at"]))
            held = row["n"]
        else:
            parts[-1] = (parts[-1][0], row["at"])
            held += row["n"]
    return parts


def _copy_in_parts(run: Run, sql: str, parts: list[tuple[str, str]], path: Path) -> None:
    """The same rows in the same order, sorted for some subjects at a time: all of them at once take too much memory."""
    select, order = sql.rsplit(" order by ", 1)
    select = select.format(**run.table)
    with ExitStack() as stack:
        writer = None
        for first, last in parts:
            rows = run.facts.con.con.execute(
                f"from ({select}) where left(subject, 2) between ? and ? order by {order}", [first, last]
            ).fetch_record_batch(_GROUP)
            if writer is None:
                writer = stack.enter_context(pq.ParquetWriter(path, rows.schema, compression="zstd"))
            for batch in rows:
                writer.write_batch(batch, row_group_size=_GROUP)


@dataclass(frozen=True)
class Results:
    """The result tables of one run, to be asked."""

    run: str
    data: Path

    def rows(self, sql: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a query; `{placements}`, `{gates}` and so on stand for its tables."""
        rows: list[dict[str, Any]] = self.arrow(sql, **parameters).to_pylist()
        return rows

    def arrow(self, sql: str, **parameters: Any) -> pa.Table:
        """The same as an Arrow table."""
        folder = self.data / FOLDER / self.run
        files = {name: str(folder / f"{name}.parquet").replace("'", "''") for name in (*TABLES, *MADE)}
        named = {name: f"read_parquet('{file}')" for name, file in files.items()}
        with _engine(self.data, os.getpid()).cursor() as cursor:
            return cursor.execute(sql.format(**named), parameters or None).fetch_arrow_table()


@lru_cache(maxsize=2)
def _engine(data: Path, _process: int) -> duckdb.DuckDBPyConnection:
    """One engine of a process for all its questions: starting one costs more than most questions.

    It holds nothing between them, neither tables nor pages of files, so what was erased is not kept in here.
    """
    connection = duckdb.connect()
    for statement in set_statements(data, memory="512MB", threads=1):
        connection.execute(statement)
    connection.execute("set global enable_external_file_cache = false")
    return connection


def current_results(data: Path, run: str) -> Results | None:
    """The result tables of a run; None when they are no longer kept."""
    return Results(run, data) if (data / FOLDER / run).is_dir() else None
