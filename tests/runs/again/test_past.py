"""A day that is over is placed from what it sees of each table, and from nothing more: the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.insight.company import TODAY, ago
from tests.parity.cast import SETTLED, lay
from vouch.domain.policy import load
from vouch.insight.plan import plan
from vouch.runs.place.again import past
from vouch.runs.place.again.desk import Desk
from vouch.runs.place.again.past import Past
from vouch.runs.place.run import Run, open_run
from vouch.runs.place.steps import DAYS

OVER = [ago(400), ago(91), ago(45), ago(30), ago(14), ago(1)]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Every case of the tests of placing, on days before and after most of what happens in them."""
    data = tmp_path_factory.mktemp("past")
    lay(data)
    with open_run(data, [*OVER, TODAY], load(), settled=SETTLED) as found:
        found.facts.con.con.execute("create temp table every_day as from as_of")
        yield found


def _differ(run: Run, day: date) -> list[str]:
    """The answers of a day that come out otherwise where each step reads what that day sees."""
    desk = Desk(run.facts.con.con, plan(load()))
    ((at,),) = desk.execute(f"select e.at from every_day e where as_of = date '{day}'").fetchall()
    desk.table(DAYS, f"from every_day where as_of = date '{day}'")
    seen = {name: f"seen_{name}" for name in desk.read_by_days}
    for name, other in seen.items():
        desk.table(other, past.seen(desk, name, name, Past(day, at)))
    made = seen | {name: f"then_{name}" for name in desk.dated}
    steps = [step.name for step in desk.plan.steps if step.name in desk.dated]
    for name in steps:
        desk.table(made[name], desk.swapped(name, made))
    answers = [name for name in desk.plan.answers.values() if name in desk.dated and name not in desk.lately]
    return [
        name
        for name in answers
        if desk.compare("then", f'from "{made[name]}"', f"from \"{name}\" where as_of = date '{day}'")
    ]


@pytest.mark.parametrize("day", OVER, ids=str)
def test_a_day_that_is_over_needs_no_more_than_it_sees(run: Run, day: date) -> None:
    assert _differ(run, day) == []


@pytest.mark.trials
def test_less_than_a_day_sees_would_be_found_out(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for name, rule in past._SEEN.items():
        with monkeypatch.context() as less:
            less.setitem(past._SEEN, name, past._Seen("false", rule.columns, rule.otherwise))
            found += [name] if any(_differ(run, day) for day in OVER[-2:]) else []
    assert found == list(past._SEEN)
