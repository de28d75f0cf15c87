"""What days decide: the days that are new in full, and of days that were there only those whose evidence differs.

The last day is never kept: tomorrow is another. The ends of months are, with what each account's use added up to then.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from vouch.lake.engines import Bench
from vouch.runs.place.again import near
from vouch.runs.place.again.desk import LATELY, SUMS, WINDOWS, Desk
from vouch.runs.place.again.memory import SCHEMA
from vouch.runs.place.again.news import ADDED, News
from vouch.runs.place.again.past import Past
from vouch.runs.place.steps import DAYS, groups_of

MOST = 0.4
"""Of more accounts than this share, past days are placed anew for everybody: that costs less than looking."""
OF_MOST = "everybody, as what came is about most of them"
OF_OWNERS = "everybody, as those who look after them are others, or called otherwise"
OF_DAYS = "everybody, as the days are others"


class Days:
    """The steps that days decide, for the days of a run."""

    def __init__(self, desk: Desk, bench: Bench, as_of: pa.Table) -> None:
        self.desk, self.bench, self.as_of = desk, bench, as_of
        self.last: date = as_of.column("as_of")[-1].as_py()
        self._ends: dict[date, int] = dict(zip(*as_of.select(["as_of", "at"]).to_pydict().values(), strict=True))
        self._not_last = f"(as_of <> date '{self.last}')"
        self.answers = sorted({name for name in desk.plan.answers.values() if name in desk.dated} | {SUMS})

    def place(self, days: Sequence[date], kept: Sequence[date], news: News | None) -> str:
        """Everybody on each of `days`. `kept`: those that are there from the last time; `news`: what came since.

        Gives in words how many accounts and people were placed anew on the days that were kept.
        """
        windows = self._windows()
        past = [day for day in kept if day in days and day != self.last and day not in windows]
        how = OF_DAYS
        if news is None or "owners" in news.tables:  # owners stand beside every account
            past, how = [], OF_OWNERS
        accounts = people = 0
        if past:
            last = Past(max(past), self._ends[max(past)])
            accounts, people = near.find(self.desk, last, self._sums(past, news))
            (every,) = self.desk.con.execute('select count(distinct account) from "step_account_records"').fetchone()
            how = f"everybody today; on days that are over {accounts:,} accounts and {people:,} people"
            if accounts > MOST * max(every, 50):
                past, how = [], OF_MOST
        self._keep_only(past)
        if past and (accounts or people):
            self._anew(past)
        self._in_full([day for day in days if day not in past], narrow=bool(past))
        self.desk.execute(f'create or replace table {SCHEMA}."every_{WINDOWS}" as from windows where {self._not_last}')
        self.bench.lay(DAYS, self.as_of)
        return how

    def tables(self) -> dict[str, str]:
        """Where each answer lies."""
        found = dict(self.desk.plan.answers)
        for answer, name in found.items():
            if name in self.desk.dated:
                found[answer] = f"all_{name}"
                last = f'union all by name from "last_{name}"'
                self.desk.view(f"all_{name}", f'from {SCHEMA}."every_{name}" {last}')
        return found

    def _windows(self) -> set[date]:
        """Lays the windows of use of every day; gives the days for which they are not what they were."""
        self.bench.lay(DAYS, self.as_of)
        self.desk.table("windows", self.desk.sql[WINDOWS])
        if not self._has(WINDOWS):
            return set()
        was = f'{SCHEMA}."every_{WINDOWS}"'
        differ = f"(from windows except all from {was}) union all (from {was} except all from windows)"
        return {row[0] for row in self.desk.execute(f"select distinct as_of from ({differ})").fetchall()}

    def _sums(self, past: Sequence[date], news: News | None) -> str | None:
        """Adds up use for days that were there, where some came late or is somebody else's; gives what differs."""
        desk = self.desk
        if not self._use_differs(past, news):
            return None
        self.bench.lay(DAYS, self._of(past))
        desk.table(WINDOWS, self._part(WINDOWS, past))
        desk.table(LATELY, desk.sql[LATELY])
        desk.table("sums", desk.sql[SUMS])
        listed = self._listed(past)
        if not desk.compare(SUMS, "from sums", f'from {SCHEMA}."every_{SUMS}" where as_of in ({listed})'):
            return None
        desk.execute(f'delete from {SCHEMA}."every_{SUMS}" where as_of in ({listed})')
        desk.execute(f'insert into {SCHEMA}."every_{SUMS}" from sums')
        return SUMS

    def _use_differs(self, past: Sequence[date], news: News | None) -> bool:
        desk = self.desk
        if news is None or "usage" in news.repeats or "step_used_by_people" in desk.differs:
            return True
        if "step_meant" in desk.differs and desk.any('from "diff_step_meant" where gone and account_id is not null'):
            return True
        late = f'select 1 from "{ADDED}usage" where epoch(happened_at) < {self._ends[max(past)] + 1}'
        return "usage" in news.tables and desk.any(late)

    def _keep_only(self, past: Sequence[date]) -> None:
        gone = f"where as_of not in ({self._listed(past)})" if past else ""
        for name in self.answers:
            if self._has(name):
                self.desk.execute(f'delete from {SCHEMA}."every_{name}" {gone}')

    def _anew(self, past: Sequence[date]) -> None:
        desk = self.desk
        names = near.cut(desk) | {WINDOWS: "near_windows", SUMS: "near_sums"}
        theirs = near.owned(["account"])
        for group in self._groups(past, f"select count(*) from (from {near.ACCOUNTS} union all from {near.PEOPLE})"):
            days = group.column("as_of").to_pylist()
            self.bench.lay(DAYS, group)
            desk.table("near_windows", self._part(WINDOWS, days))
            desk.table("near_sums",
                       f'from {SCHEMA}."every_{SUMS}" where as_of in ({self._listed(days)}) and {theirs}')  # fmt: skip
            for step in desk.plan.steps:
                if step.name in desk.dated and step.name not in {WINDOWS, SUMS, *desk.lately}:
                    desk.table(step.name, desk.swapped(step.name, names))
            for name in self.answers:
                if name == SUMS or name in desk.lately:
                    continue
                self._replace(name, days)

    def _replace(self, name: str, days: Sequence[date]) -> None:
        """Puts what was made for those near in the place of what was there: where it differs, which is seldom."""
        desk, every = self.desk, f'{SCHEMA}."every_{name}"'
        columns = desk.columns(name)
        mine = near.owned(columns)
        was = f"from {every} where as_of in ({self._listed(days)}) and {mine}"
        if desk.compare(f"every_{name}", f'from "{name}" where {mine}', was):
            whose = next(column for column in ("subject", "contact", "account") if column in columns)
            differ = f'(as_of, {whose}) in (select as_of, {whose} from "diff_every_{name}")'
            desk.execute(f"delete from {every} where {differ}")
            desk.execute(f'insert into {every} from "{name}" where {differ} and {mine}')

    def _in_full(self, days: Sequence[date], *, narrow: bool) -> None:
        desk = self.desk
        people = 'select (select count(*) from "step_account_records") + (select count(*) from "step_contact_records")'
        for group in self._groups(days, people):
            self.bench.lay(DAYS, group)
            desk.table(WINDOWS, self._part(WINDOWS, group.column("as_of").to_pylist()))
            usage = self._recent_use() if narrow else {}
            for step in desk.plan.steps:
                if step.name in desk.dated and step.name != WINDOWS:
                    desk.table(step.name, desk.swapped(step.name, usage if step.name in desk.lately else {}))
            for name in self.answers:
                self._gather(name)

    def _gather(self, name: str) -> None:
        every, desk = f'{SCHEMA}."every_{name}"', self.desk
        if not self._has(name):
            desk.execute(f'create table {every} as from "{name}" where false')
        if name not in desk.lately:
            desk.execute(f'insert into {every} from "{name}" where {self._not_last}')
        desk.table(f"last_{name}", f'from "{name}" where not {self._not_last}')

    def _recent_use(self) -> dict[str, str]:
        """Use of no more than the days that count, so that the rest of it is not looked at."""
        spans = self.desk.execute(
            f"select min(day), max(day) from \"{WINDOWS}\" group by part = 'last_year' order by all"
        ).fetchall()
        if not spans:
            self.desk.view("some_usage", "from usage where false")
            return {"usage": "some_usage"}
        # a day of the company's may begin on UTC's day before and end on the one after
        ranges = [(first - 1, last + 2) for first, last in spans]
        if len(ranges) == 2 and ranges[1][0] <= ranges[0][1]:
            ranges = [(ranges[0][0], max(ranges[0][1], ranges[1][1]))]
        bounds = [
            f"from usage where happened_at >= to_timestamp({first * 86_400}) and "
            f"happened_at < to_timestamp({last * 86_400})"
            for first, last in ranges
        ]
        self.desk.view("some_usage", " union all ".join(bounds))
        return {"usage": "some_usage"}

    def _groups(self, days: Sequence[date], subjects: str) -> list[pa.Table]:
        if not days:
            return []
        (count,) = self.desk.con.execute(subjects).fetchone()
        return list(groups_of(self._of(days), self.bench.at_once, count))

    def _of(self, days: Sequence[date]) -> pa.Table:
        wanted = set(days)
        return self.as_of.filter(pa.array([day in wanted for day in self.as_of.column("as_of").to_pylist()]))

    def _part(self, _name: str, days: Sequence[date]) -> str:
        return f"from windows where as_of in ({self._listed(days)})"

    def _listed(self, days: Sequence[date]) -> str:
        return ", ".join(f"date '{day}'" for day in days) or "null"

    def _has(self, name: str) -> bool:
        found: Any = self.desk.con.execute(
            f"select 1 from duckdb_tables() where database_name = '{SCHEMA}' and table_name = 'every_{name}'"
        ).fetchone()
        return found is not None
