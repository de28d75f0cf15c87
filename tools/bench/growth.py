"""How a placement grows with events and with customers: measured into a table of the docs, and drawn from that table.

`make bench ARGS=--growth` measures every size and draws; `make bench ARGS=--draw` draws what was measured.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from tools.bench.company import Size, lay

DOCS = Path(__file__).parents[2] / "docs" / "performance"
TABLE = DOCS / "growth.csv"
PICTURE = DOCS / "growth.svg"
ACCOUNTS = (5_000, 50_000)
EVENTS = (1_000_000, 10_000_000, 100_000_000)

_PLACE = """
import re, resource, sys, time
from pathlib import Path
from tools.bench import placement
placement.warm(Path(sys.argv[1]))
begun, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
placement.place_once(Path(sys.argv[1]))
seconds, done = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF)
processor = done.ru_utime + done.ru_stime - used.ru_utime - used.ru_stime
peak = int(re.findall(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())[0]) // 1000
print()
print(seconds, processor, peak)
"""


@dataclass(frozen=True)
class Grown:
    """One placement of everybody: how large the company is, what it took, and under which load of the machine."""

    accounts: int
    events: int
    seconds: float
    processor_seconds: float
    peak_mb: int
    cores: int
    load: float


def measure(folder: Path, accounts: Sequence[int] = ACCOUNTS, events: Sequence[int] = EVENTS) -> None:
    """Places a company of each size once, in a process of its own, and keeps each figure as soon as it is there."""
    for many in events:
        for customers in accounts:
            size = Size(accounts=customers, events=many)
            data = folder / size.name
            if not (data / "lake" / "usage").exists():
                lay(data, size)
            load = os.getloadavg()[0]
            ran = subprocess.run(
                [sys.executable, "-c", _PLACE, str(data)], stdout=subprocess.PIPE, text=True, check=True
            )
            seconds, processor, peak = map(float, ran.stdout.splitlines()[-1].split())
            keep(
                Grown(customers, many, round(seconds, 2), round(processor, 2), int(peak), os.cpu_count() or 1,
                      round(load, 1))
            )  # fmt: skip


def keep(one: Grown, table: Path = TABLE) -> None:
    """Writes a figure into the table, in the place of an older one of the same size."""
    rows = {(row.events, row.accounts): row for row in read(table)} | {(one.events, one.accounts): one}
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Grown)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(rows[size]) for size in sorted(rows))


def read(table: Path = TABLE) -> list[Grown]:
    """What was measured; nothing before the first time."""
    if not table.exists():
        return []
    with table.open(encoding="utf-8", newline="") as file:
        return [
            Grown(
                int(row["accounts"]), int(row["events"]), float(row["seconds"]), float(row["processor_seconds"]),
                int(row["peak_mb"]), int(row["cores"]), float(row["load"]),
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def draw(rows: Sequence[Grown], picture: Path = PICTURE) -> None:
    """The chart: processor seconds and peak memory over events, a line for each number of customers."""
    import altair
    import vl_convert

    told = [asdict(row) | {"customers": f"{row.accounts:,} customers"} for row in rows]
    values = altair.Data(values=told)  # type: ignore[no-untyped-call]

    def panel(column: str, title: str) -> Any:
        base = altair.Chart(values, width=300, height=240).encode(
            x=altair.X("events:Q", scale=altair.Scale(type="log", domain=[EVENTS[0] / 2, EVENTS[-1] * 2]),
                       title="events of use", axis=altair.Axis(values=list(EVENTS), format="~s", grid=False)),
            y=altair.Y(f"{column}:Q", title=title, scale=altair.Scale(zero=True)),
            color=altair.Color("customers:N", title=None, scale=altair.Scale(range=["#9a5b13", "#1f5f8b"])),
        )  # fmt: skip
        label = base.mark_text(dy=-10, fontSize=11).encode(text=altair.Text(f"{column}:Q", format=",.0f"))
        return base.mark_line() + base.mark_point(filled=True, size=50) + label

    both = (
        altair.hconcat(panel("processor_seconds", "seconds of processor time"), panel("peak_mb", "peak memory, MB"))
        .configure_view(stroke=None)
        .configure(background="white", padding={"left": 5, "top": 12, "right": 24, "bottom": 5})
    )
    picture.write_text(vl_convert.vegalite_to_svg(both.to_json()), encoding="utf-8")
