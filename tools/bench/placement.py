"""B: what a placement costs, against the time to scan the columns of use that it reads, in the same process."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.bench.company import END
from tools.bench.memory import peak
from vouch.domain.policy import Policy, load
from vouch.insight.calendar import month_ends
from vouch.lake.engine import open_facts
from vouch.lake.engines import DuckDB
from vouch.lake.store import Lake
from vouch.runs.place.plans import plan_for
from vouch.runs.place.run import inputs, open_run

DAY = END.date()
_FLOOR = (
    "select count(*), sum(length(system)), sum(length(account_id)), sum(length(contact_id)), sum(length(email)), "
    "max(epoch_us(happened_at)), sum(quantity) from usage"
)
_FIGURES = ("step_use_windows", "step_used_ever", "step_used_lately")


@dataclass(frozen=True)
class Figure:
    """One line of the table: what was timed, its median in seconds, its ratio to the floor, the goal as written."""

    what: str
    seconds: float
    ratio: float | None
    goal: str


def measure(data: Path, *, rounds: int, months: int) -> list[Figure]:
    """The table of B for the company in `data`: each round times every line once, in turn."""
    policy = load()
    plan_for(policy, data)  # made once for a policy; what it costs is told apart
    lines: dict[str, Callable[[], object]] = {
        "scan of the columns of use": lambda: _scan(data),
        "from events to account figures": lambda: _figures(data, policy),
        "whole placement": lambda: _place(data, [DAY], policy),
    }
    taken: dict[str, list[float]] = {name: [] for name in lines}
    for _round in range(rounds):
        for name, line in lines.items():
            begun = time.perf_counter()
            told = line()
            taken[name].append(told if isinstance(told, float) else time.perf_counter() - begun)
    floor = statistics.median(taken["scan of the columns of use"])
    goals = {"from events to account figures": "5.5", "whole placement": "8"}
    found = [
        Figure(name, statistics.median(times), statistics.median(times) / floor, goals.get(name, ""))
        for name, times in taken.items()
    ]
    if months:
        begun = time.perf_counter()
        _place(data, month_ends(DAY, months + 1), policy)
        seconds = time.perf_counter() - begun
        found.append(Figure(f"history of {months} months, against one placement", seconds, seconds / found[-1].seconds,
                            "4"))  # fmt: skip
    return found


def peak_memory(data: Path) -> int:
    """Bytes of memory at most, as Linux counts them, of a process that places everybody once."""
    return peak(
        "from pathlib import Path; from tools.bench import placement as p; p.place_once(Path(sys.argv[1]))", str(data)
    )


def warm(data: Path) -> None:
    """Makes the plan, which is made once for a policy."""
    plan_for(load(), data)


def place_once(data: Path) -> None:
    """Everybody placed as of the company's last day."""
    _place(data, [DAY], load())


def profile(data: Path) -> list[tuple[str, float, int]]:
    """Each step of the plan: its name, the processor seconds it took, and its rows. Most expensive first."""
    policy, found = load(), []
    with open_facts(Lake(data)) as facts, DuckDB().over(facts) as bench:
        plan = plan_for(policy, data)
        for name, table in inputs(facts, bench, [DAY], policy, plan, ()).items():
            bench.lay(name, table)
        for step in plan.steps:
            before = _processor()
            bench.make(step.name, step.sql)
            took = _processor() - before
            (rows,) = facts.con.con.execute(f'select count(*) from "{step.name}"').fetchone() or (0,)
            found.append((step.name.removeprefix("step_"), took, int(rows)))
    return sorted(found, key=lambda one: -one[1])


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _scan(data: Path) -> float:
    with open_facts(Lake(data)) as facts:
        begun = time.perf_counter()
        facts.con.con.execute(_FLOOR).fetchall()
        return time.perf_counter() - begun


def _figures(data: Path, policy: Policy) -> float:
    plan = plan_for(policy, data)
    with open_facts(Lake(data)) as facts, DuckDB().over(facts) as bench:
        for name, table in inputs(facts, bench, [DAY], policy, plan, ()).items():
            bench.lay(name, table)
        begun = time.perf_counter()
        for step in plan.steps:
            if step.name in _FIGURES:
                bench.make(step.name, step.sql)
        return time.perf_counter() - begun


def _place(data: Path, days: list[date], policy: Policy) -> None:
    with open_run(data, days, policy) as run:
        run.rows("select stage, count(*) from {accounts} group by 1")
