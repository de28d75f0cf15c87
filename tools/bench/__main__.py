"""Prints how quick a placement, an import, the pages and matching are: `make bench`; ARGS="--only pages" for one."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from tools.bench import again, growth, importing, matching, reference, spark
from tools.bench.company import Size, lay
from tools.bench.desk import measure as desk
from tools.bench.pages import measure as pages
from tools.bench.placement import measure, peak_memory, profile


def main() -> None:
    """Lays the company where it is not laid yet, measures, prints."""
    read = argparse.ArgumentParser(prog="make bench", description="Ratios to floors measured in the same run.")
    read.add_argument("--events", type=int, default=10_000_000, help="events of use")
    read.add_argument("--accounts", type=int, default=50_000, help="accounts; ten times as many contacts")
    read.add_argument("--rounds", type=int, default=5, help="rounds; every line is timed once in each")
    read.add_argument("--months", type=int, default=0, help="also time a history of so many months")
    read.add_argument("--steps", type=int, default=0, help="also print so many of the most expensive steps")
    read.add_argument("--import-rows", type=int, default=1_000_000, help="rows of the imported file; 0 for none")
    read.add_argument("--spark", type=int, default=0, help="also so many rounds of DuckDB against Spark")
    read.add_argument("--folder", type=Path, help="where companies are kept between runs; else they are deleted")
    parts = ["placement", "again", "import", "matching", "reference", "desk", "pages", "spark"]
    read.add_argument("--only", choices=parts, help="one part; else all of them")
    read.add_argument("--whole", action="store_true", help="matching: also the linear program with all its columns")
    read.add_argument("--people", type=int, default=200_000, help="reference, desk: people held against a request")
    read.add_argument("--databases", default="SQLite,PostgreSQL", help="desk: on which of them")
    read.add_argument("--seconds", type=float, default=20, help="pages: how long four people go round them")
    read.add_argument("--processes", type=int, default=1, help="pages: processes of the server")
    read.add_argument("--growth", action="store_true", help="place companies of every size, and draw how it grows")
    read.add_argument("--draw", action="store_true", help="draw how it grew, from what was measured before")
    asked = read.parse_args()
    if asked.growth or asked.draw:
        _grow(asked)
        return
    if asked.only in (None, "matching"):
        _print_matching(asked)
    if asked.only in (None, "reference"):
        _print_reference(asked)
    if asked.only in (None, "desk"):
        _print_desk(asked)
    if asked.only in (None, "pages"):
        _print_pages(asked)
    if asked.only in (None, "placement", "again", "import", "spark"):
        _measure_data(asked)


def _grow(asked: argparse.Namespace) -> None:
    if asked.growth:
        folder = asked.folder or Path(tempfile.mkdtemp(prefix="vouch-bench-"))
        try:
            growth.measure(folder)
        finally:
            if asked.folder is None:
                shutil.rmtree(folder, ignore_errors=True)
    growth.draw(growth.read())
    print(f"{growth.TABLE} and {growth.PICTURE} are written.")


def _print_pages(asked: argparse.Namespace) -> None:
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="vouch-bench-"))
    print(f"\nPages; {os.cpu_count()} cores; {asked.processes} of the server; "
          f"four people at once for {asked.seconds} seconds; milliseconds\n")  # fmt: skip
    heads = "database | accounts | page | statements | by itself | processor | p50 of four | p95 of four"
    print(f"| {heads} | against its floor |")
    print("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    try:
        for one in pages.measure(
            folder, [asked.accounts // 10, asked.accounts],
            rounds=asked.rounds, seconds=asked.seconds, processes=asked.processes,
        ):  # fmt: skip
            for line in one.lines:
                ratio = f"{one.ratio:.1f}" if line.page == pages.LISTED else ""
                times = (line.alone, line.processor, line.p50, line.p95)
                figures = f"{line.statements} | {' | '.join(f'{time:.1f}' for time in times)} | {ratio}"
                print(f"| {one.database} | {one.accounts:,} | {line.page} | {figures} |", flush=True)
    finally:
        if asked.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


def _measure_data(asked: argparse.Namespace) -> None:
    size = Size(accounts=asked.accounts, events=asked.events)
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="vouch-bench-"))
    try:
        data = folder / size.name
        if asked.only != "import" and not (data / "lake" / "usage").exists():
            print(f"Laying {size.accounts:,} accounts and {size.events:,} events ...", flush=True)
            lay(data, size)
        if asked.only in (None, "placement"):
            _print(data, asked, size)
        if asked.only in (None, "again"):
            _print_again(data, asked, size)
        if asked.only in (None, "spark") and asked.spark:
            _print_spark(data, asked, size)
        if asked.only in (None, "import") and asked.import_rows:
            _print_import(folder / "import", asked)
    finally:
        if asked.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


def _print(data: Path, asked: argparse.Namespace, size: Size) -> None:
    counts = {"accounts": size.accounts, "contacts": size.contacts, "tickets": size.tickets, "answers": size.answers}
    told = ", ".join(f"{count:,} {name}" for name, count in (counts | {"events": size.events}).items())
    print(f"\n{told}; {os.cpu_count()} cores; medians of {asked.rounds} rounds\n")
    print("| what | seconds | ratio | goal |\n| --- | ---: | ---: | ---: |")
    for one in measure(data, rounds=asked.rounds, months=asked.months):
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        print(f"| {one.what} | {one.seconds:.2f} | {ratio} | {one.goal and '<= ' + one.goal} |", flush=True)
    print(f"| peak memory of a placement | {peak_memory(data) / 1e6:,.0f} MB | | <= 1,000 MB |")
    if asked.steps:
        print("\n| step | processor seconds | rows |\n| --- | ---: | ---: |")
        for name, seconds, rows in profile(data)[: asked.steps]:
            print(f"| {name} | {seconds:.2f} | {rows:,} |")


def _print_again(data: Path, asked: argparse.Namespace, size: Size) -> None:
    full, new = again.measure(data, size, rounds=asked.rounds)
    print(f"\n{size.accounts:,} accounts and {size.events:,} events; medians of {asked.rounds} rounds\n")
    print("| refresh | seconds | processor seconds | worked out anew |\n| --- | ---: | ---: | --- |")
    for one in (full, new):
        print(f"| {one.what} | {one.seconds:.2f} | {one.processor:.2f} | {one.how} |")
    print(
        f"| ratio (goal: <= {again.GOAL}) | {new.seconds / full.seconds:.3f} | {new.processor / full.processor:.3f} | |"
    )


def _print_spark(data: Path, asked: argparse.Namespace, size: Size) -> None:
    quick, slow = spark.measure(data, rounds=asked.spark)
    print(
        f"\n{size.accounts:,} accounts and {size.events:,} events; medians of {asked.spark} rounds, all started anew\n"
    )
    print("| engine | seconds | processor seconds |\n| --- | ---: | ---: |")
    for one in (quick, slow):
        print(f"| {one.engine} | {one.seconds:.1f} | {one.processor:.1f} |")
    print(f"| times as quick (goal: >= {spark.LEAST:.0f}) | {slow.seconds / quick.seconds:.1f} | "
          f"{slow.processor / quick.processor:.1f} |")  # fmt: skip


def _print_import(folder: Path, asked: argparse.Namespace) -> None:
    rows = asked.import_rows
    print(f"\nA file of {rows:,} rows of use; medians of {asked.rounds} rounds\n")
    print("| what | seconds | ratio |\n| --- | ---: | ---: |")
    for one in importing.measure(folder, rounds=asked.rounds, rows=rows):
        print(f"| {one.what} | {one.seconds:.2f} | {one.ratio:.2f} |", flush=True)
    print(f"| peak memory of an import | {importing.peak_memory(folder, rows) / 1e6:,.0f} MB | |")


def _print_matching(asked: argparse.Namespace) -> None:
    print(f"\n{os.cpu_count()} cores; medians of {asked.rounds} rounds\n")
    print("| what | how | processor seconds | ratio | value | |\n| --- | --- | ---: | ---: | ---: | --- |")
    for problem in matching.problems():
        for one in matching.measure(problem, rounds=asked.rounds, whole=asked.whole):
            figures = f"{one.seconds:.3f} | {one.ratio:.2f} | {one.value:,.6f} | {one.note}"
            print(f"| {one.problem} | {one.way} | {figures} |", flush=True)
    for one in matching.from_candidates(50_000, rounds=asked.rounds):
        figures = f"{one.seconds:.3f} | {one.ratio:.2f} | {one.value:,.6f} | {one.note}"
        print(f"| {one.problem} | {one.way} | {figures} |", flush=True)


def _print_reference(asked: argparse.Namespace) -> None:
    print(f"\n{asked.people:,} people, one request; {os.cpu_count()} cores; milliseconds of the processor\n")
    print("| what | in the middle | slowest twentieth | times ours | goal |\n| --- | ---: | ---: | ---: | --- |")
    figures, same = reference.measure(asked.people, rounds=asked.rounds)
    for one in figures:
        times = "" if one.times is None else f"{one.times:.1f}"
        print(f"| {one.what} | {one.middle:.2f} | {one.slow:.2f} | {times} | {one.goal} |", flush=True)
    print(f"\n{same} answers of DuckDB were the same twenty with the same scores.")


def _print_desk(asked: argparse.Namespace) -> None:
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="vouch-bench-"))
    print(f"\n{asked.people:,} people at the desk, end to end; {os.cpu_count()} cores; milliseconds\n")
    heads = "database | what | times | processor, middle | slow | clock, middle | slow | its floor | goal |"
    print(f"| {heads} |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |")
    try:
        for one in desk.measure(folder, asked.people, rounds=asked.rounds, databases=tuple(asked.databases.split(","))):
            figures = " | ".join(f"{time:,.1f}" for time in (*one.processor, *one.clock))
            floor = "" if one.times is None else f"{one.times:.1f}x"
            told = f"{one.count} | {figures} | {floor} | {one.goal} | {one.note}"
            print(f"| {one.database} | {one.what} | {told} |", flush=True)
    finally:
        if asked.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
