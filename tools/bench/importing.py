"""What an import costs: a file of use, against polars reading the same file typed and writing it as Parquet."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl

from tools.bench.company import END
from tools.bench.memory import peak
from tools.bench.placement import Figure
from vouch.domain.policy import load
from vouch.runs.ingest import Status, import_paths

_ROWS = (
    "select 'E' || i as event_id, 'A' || (hash(i, 1) % 50000) as account_id, 'C' || (hash(i, 2) % 500000) as "
    "contact_id, ['signed in', 'report opened', 'export made', 'rule changed'][1 + (i % 4)::int] as event, "
    "strftime(to_timestamp({end} - 63072000 + i * 63072000 / {rows}), '%Y-%m-%dT%H:%M:%SZ') as happened_at "
    "from range({rows}) r(i)"
)


def write_use(path: Path, rows: int) -> None:
    """Writes a file of use as a product would export it: some 57 bytes a row, two years, in order of time."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        made = _ROWS.format(end=int(END.timestamp()), rows=rows)
        connection.execute(f"copy ({made}) to '{path}' (format csv, header)")


def measure(folder: Path, *, rounds: int, rows: int) -> list[Figure]:
    """Both lines, once in each round, in turn; every import begins with an empty lake."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "use.csv"
    write_use(file, rows)
    lines: dict[str, Callable[[], object]] = {
        "read by polars, typed, and written as Parquet": lambda: _plainly(file, folder / "plain.parquet"),
        "imported": lambda: import_once(folder / "data", file),
    }
    taken: dict[str, list[float]] = {name: [] for name in lines}
    for _round in range(rounds):
        for name, line in lines.items():
            shutil.rmtree(folder / "data", ignore_errors=True)
            begun = time.perf_counter()
            line()
            taken[name].append(time.perf_counter() - begun)
    shutil.rmtree(folder)
    floor, *_ = (statistics.median(times) for times in taken.values())
    return [
        Figure(name, statistics.median(times), statistics.median(times) / floor, "") for name, times in taken.items()
    ]


def peak_memory(folder: Path, rows: int) -> int:
    """Bytes of memory at most, as Linux counts them, of a process that imports so many rows."""
    folder.mkdir(parents=True, exist_ok=True)
    write_use(folder / "use.csv", rows)
    found = peak(
        "from pathlib import Path; from tools.bench import importing as i; "
        "i.import_once(Path(sys.argv[1]) / 'data', Path(sys.argv[1]) / 'use.csv')",
        str(folder),
    )
    shutil.rmtree(folder)
    return found


def import_once(data: Path, file: Path) -> None:
    """The file as a batch of the lake in `data`."""
    report = import_paths(data, [file], policy=load())
    assert any(report.with_status(Status.IMPORTED)), report.told()


def _plainly(file: Path, out: Path) -> None:
    pl.read_csv(file, schema_overrides={"happened_at": pl.Datetime("us")}).write_parquet(out)
