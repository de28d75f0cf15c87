"""How much quicker DuckDB places a company than Spark does with two cores of the same machine, in turn.

Processor seconds are those of the whole work: of Spark, this process and its Java together.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

MASTER = "local[2]"
LEAST = 8.0
"""So many times as quick DuckDB has to be."""

_PLACE = """
import os, resource, sys
from pathlib import Path
from tools.bench.placement import DAY, load
from vouch.lake.engines import chosen
from vouch.runs.place.run import open_run

with open_run(Path(sys.argv[1]), [DAY], load(), engine=chosen(*sys.argv[2:])) as run:
    told = run.rows("select stage, count(*) as n from {accounts} group by 1 order by 1")
used = resource.getrusage(resource.RUSAGE_SELF)
seconds = used.ru_utime + used.ru_stime
if sys.argv[2] == "spark":
    from pyspark import SparkContext
    java = Path(f"/proc/{SparkContext._gateway.proc.pid}/stat").read_text().rsplit(")")[1].split()
    seconds += (int(java[11]) + int(java[12])) / os.sysconf("SC_CLK_TCK")
print()
print(seconds, run.id, told)
"""


@dataclass(frozen=True)
class Taken:
    """What one engine took: medians of seconds by the clock, and of seconds of all processors."""

    engine: str
    seconds: float
    processor: float


def measure(data: Path, *, rounds: int) -> list[Taken]:
    """DuckDB's time and Spark's, each placing everybody in a process of its own, once a round.

    Raises RuntimeError where their answers differ.
    """
    taken: dict[str, list[tuple[float, float]]] = {"duckdb": [], "spark": []}
    told: dict[str, str] = {}
    for _round in range(rounds):
        for engine, times in taken.items():
            begun = time.perf_counter()
            used, told[engine] = _placed(data, engine)
            times.append((time.perf_counter() - begun, used))
        if told["duckdb"] != told["spark"]:
            raise RuntimeError(f"two answers: {told}")
    return [
        Taken(engine, statistics.median(clock for clock, _ in times), statistics.median(used for _, used in times))
        for engine, times in taken.items()
    ]


def _placed(data: Path, engine: str) -> tuple[float, str]:
    """The processor seconds it took, and the run with how many stand where."""
    command = [sys.executable, "-c", _PLACE, str(data), engine, MASTER if engine == "spark" else ""]
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    used, told = ran.stdout.splitlines()[-1].split(" ", 1)  # before it may stand how far DuckDB is
    return float(used), told
