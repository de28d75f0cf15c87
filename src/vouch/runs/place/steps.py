"""The steps of a plan, run on a bench: what no day decides once, what a day decides for some days at a time.

Of fifty thousand customers with ten people each, one day is half a million answers, and a history of two years is
twenty-five such days: the engine would hold all of them at once. Steps that read the days are therefore run for as many
days as it has room for, and their answers are put below one another. No step looks from one day to another, so the
answers are the same however the days are grouped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyarrow as pa

from vouch.insight.plan import Plan
from vouch.lake.engines import Bench

DAYS = "as_of"
PASSING = "step_arrived_"
"""The largest tables are of use to one step alone: they make room once it has read them."""
LET_GO = (PASSING, "step_atoms")
"""The tables that make room here; `again` keeps atoms, to renew them."""
_RECORDS = ("step_account_records", "step_contact_records")
_NAMES = re.compile(r'["`]([a-z_0-9]+)["`]')


Tell = Callable[[float], object]


def run_steps(
    bench: Bench, plan: Plan, days: pa.Table, con: Any, *, tell: Tell = lambda _share: None
) -> Mapping[str, str]:
    """Every step made. The table of each answer, by answer, in the connection `con` of the facts.

    The inputs lie on the bench; `days` is the one of them that is called `as_of`, earliest first. `tell` is told what
    share of the steps is made, each time one is, and may end it by raising.
    """
    reads, dated = reads_of(plan), dated_steps(plan)
    once = [step for step in plan.steps if step.name not in dated]
    last = {name: step.name for step in once for name in reads[step.name] if name.startswith(LET_GO)}
    for made, step in enumerate(once):
        tell(made / len(plan.steps))
        bench.make(step.name, step.sql)
        for name in [name for name, reader in last.items() if reader == step.name]:
            bench.drop(name)
    subjects = sum(con.execute(f'select count(*) from "{name}"').fetchone()[0] for name in _RECORDS)
    groups = list(groups_of(days, bench.at_once, subjects))
    answers = dict(plan.answers)
    for number, group in enumerate(groups):
        if len(groups) > 1:
            bench.lay(DAYS, group)
        for made, step in enumerate([step for step in plan.steps if step.name in dated]):
            tell((len(once) + (number * len(dated) + made) / len(groups)) / len(plan.steps))
            bench.make(step.name, step.sql)
        if len(groups) > 1:
            for answer, name in plan.answers.items():
                if name in dated:
                    answers[answer] = f"every_{name}"
                    bench.gather(name, f"every_{name}", first=number == 0)
    if len(groups) > 1:
        bench.lay(DAYS, days)
    return answers


def reads_of(plan: Plan) -> Mapping[str, frozenset[str]]:
    """What each step names: the tables that it reads, and its columns."""
    return {step.name: frozenset(_NAMES.findall(step.sql)) for step in plan.steps}


def dated_steps(plan: Plan) -> frozenset[str]:
    """The steps whose rows depend on the days, directly or by what they read."""
    reads, found = reads_of(plan), {DAYS}
    for step in plan.steps:
        if reads[step.name] & found:
            found.add(step.name)
    return frozenset(found)


def groups_of(days: pa.Table, at_once: int | None, subjects: int) -> Iterator[pa.Table]:
    """The days in groups of as many as there is room for: `at_once` accounts and people times days."""
    if at_once is None or len(days) < 2:
        yield days
        return
    size = max(1, at_once // max(1, subjects))
    for start in range(0, len(days), size):
        yield days.slice(start, size)
