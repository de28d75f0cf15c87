"""Where kept tables are renewed: a step is made anew, whole or for some keys, and held against what it made before.

A table whose rows differ has its differences in a table `diff_...`: the rows that are new, and (`gone`) those that are
no more. A step is not made at all where nothing that it reads differs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from vouch.insight.plan import Plan
from vouch.runs.place.again.memory import SCHEMA
from vouch.runs.place.steps import dated_steps, reads_of

_PLACE = re.compile(r'\b(FROM|JOIN) "([a-z_0-9]+)"')
WINDOWS, LATELY, SUMS = "step_use_windows", "step_used_lately", "step_used_sums"
"""How use of each day is added up: these look at use itself, and what they say of a day is kept."""


class Desk:
    """The steps of a plan, a connection in which the kept tables lie under their own names, and what differs so far."""

    def __init__(self, con: Any, plan: Plan) -> None:
        self.con = con
        self.plan = plan
        self.sql = {step.name: step.sql for step in plan.steps}
        self.reads = reads_of(plan)
        self.dated = dated_steps(plan) & set(self.sql)
        self.lately = frozenset(name for name in self.dated if "usage" in self.reads[name])
        """Those that look at use itself, of the windows of a day: what each finds is asked of the last day, or kept."""
        self.differs: set[str] = set()

    @property
    def once(self) -> list[str]:
        """The steps that no day decides, in order."""
        return [step.name for step in self.plan.steps if step.name not in self.dated]

    @property
    def read_by_days(self) -> list[str]:
        """Those of them that a step for a day reads, other than to look at use."""
        read: set[str] = set().union(*(self.reads[name] for name in self.dated - self.lately - {WINDOWS, SUMS}))
        return [name for name in self.once if name in read]

    def execute(self, sql: str, **parameters: Any) -> Any:
        """Runs a statement."""
        return self.con.execute(sql, parameters or None)

    def any(self, rows: str) -> bool:
        """Whether a query has any row."""
        return self.con.execute(f"select 1 from ({rows}) limit 1").fetchone() is not None

    def columns(self, table: str) -> list[str]:
        """The columns of a table or view, in their order."""
        return [row[0] for row in self.con.execute(f'describe "{table}"').fetchall()]

    def view(self, name: str, sql: str) -> None:
        """A view beside the tables."""
        self.execute(f'create or replace temp view "{name}" as {sql}')

    def table(self, name: str, sql: str) -> None:
        """A table for this run alone."""
        self.execute(f'create or replace temp table "{name}" as {sql}')

    def swapped(self, step: str, names: Mapping[str, str]) -> str:
        """The SQL of a step that reads other tables in the place of some."""
        return _PLACE.sub(lambda found: f'{found[1]} "{names.get(found[2], found[2])}"', self.sql[step])

    def keep(self, step: str, sql: str) -> None:
        """Keeps the rows of a query as what a step made, without looking at what was there."""
        self.execute(f'create or replace table {SCHEMA}."{step}" as {sql}')
        self.view(step, f'from {SCHEMA}."{step}"')

    def whole(self, step: str, sql: str | None = None) -> None:
        """Makes a step anew in full."""
        self.table("new", sql or self.sql[step])
        if self.compare(step, 'from "new"', f'from "{step}"'):
            self.keep(step, 'from "new"')
        self.execute('drop table "new"')

    def in_part(self, step: str, keys: str, on: Sequence[str], names: Mapping[str, str]) -> None:
        """Makes a step anew for the rows whose columns `on` stand in the table `keys`.

        `names`: what it reads in the place of the whole tables; that has all rows of these keys.
        """
        columns = ", ".join(f'"{name}"' for name in on)
        self.table("new", self.swapped(step, names))
        old = f'select k.* from {SCHEMA}."{step}" k semi join "{keys}" using ({columns})'
        if self.compare(step, 'from "new"', old):
            if self.any(f'from "diff_{step}" where gone'):
                self.execute(f'delete from {SCHEMA}."{step}" where ({columns}) in (select {columns} from "{keys}")')
                self.execute(f'insert into {SCHEMA}."{step}" from "new"')
            else:
                more = ", ".join(f'"{name}"' for name in self.columns(step))
                self.execute(f'insert into {SCHEMA}."{step}" select {more} from "diff_{step}"')
        self.execute('drop table "new"')

    def compare(self, name: str, new: str, old: str) -> bool:
        """Whether two queries have different rows; those are then in the table `diff_...`."""
        self.table(
            f"diff_{name}",
            f"select *, false as gone from (({new}) except all ({old})) "
            f"union all select *, true as gone from (({old}) except all ({new}))",
        )
        if self.any(f'from "diff_{name}"'):
            self.differs.add(name)
            return True
        self.execute(f'drop table "diff_{name}"')
        return False

    def changed(self, *names: str) -> list[str]:
        """Which of these tables differ."""
        return [name for name in names if name in self.differs]

    def reads_change(self, step: str) -> Collection[str]:
        """Which of the tables that a step reads differ."""
        return self.reads[step] & self.differs
