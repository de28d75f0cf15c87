"""Use that becomes sums by day: as of any day, before the horizon too, everybody stands where they stood."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_place_and_explain import vouch
from tests.insight.company import TODAY, ago
from tests.insight.facts import account, loyal, person
from tests.runs.again.batches import NAMES, differences, found, lay, rows_of
from vouch.domain.policy import load
from vouch.domain.policy.load import read
from vouch.lake import Lake, open_facts
from vouch.lake.shorten import shortened
from vouch.runs import retention
from vouch.runs.ingest import import_paths
from vouch.runs.place.run import open_run

DAYS = [ago(300), ago(120), ago(20), TODAY]
KEEP = read("[retention]\nusage_months = 2\n[company]\ntime_zone = 'America/New_York'\n")
CHANGED = {"id"}
"""A run is named after its facts, and these are others."""


def use() -> list[tuple[str, dict[str, Any]]]:
    """Several events a day by name of the account, of somebody beside it, and of people alone, over a year and more."""
    rows = []
    for day in range(0, 460, 3):
        at = datetime(TODAY.year, TODAY.month, TODAY.day, 3, tzinfo=UTC) - timedelta(days=day)
        for number, name in enumerate(NAMES):
            for hour in (0, 1, 2, 20):
                row = {
                    "account_id": name,
                    "event": f"way {hour}",
                    "happened_at": at + timedelta(hours=hour),
                    "quantity": 1.0 if day < 30 and number < 2 else 9.0,
                }
                row |= {"email": f"someone@{name.lower()}.example"} if hour == 1 else {}
                rows.append(("usage", row | {"event_id": f"{name}-{day}-{hour}"}))
            if number % 2:
                who = {"contact_id": f"{name}/ana", "event_id": f"{name}-{day}-own", "happened_at": at}
                rows.append(("usage", who))
    return rows


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]], retention.Rolled]:
    """A company before its use was rolled up; the answers of then; what was said would be done, and was."""
    data = tmp_path_factory.mktemp("retention")
    everything = use()
    half = len(everything) // 2
    lay(
        data, rows_of({name: [account(), person("ana"), loyal()] for name in NAMES}) + everything[:half], 0, policy=KEEP
    )
    lay(data, everything[half:], 1, policy=KEEP)
    before = answers(data)
    would = retention.what_would(data, KEEP, TODAY)
    did = retention.roll_up(data, KEEP, TODAY)
    assert would is not None
    assert would == did
    return data, before, would


def answers(data: Path) -> dict[str, list[str]]:
    with open_run(data, DAYS, KEEP, settled=()) as run:
        return {name: rows for name, rows in found(run).items() if name not in CHANGED}


def events(data: Path) -> int:
    with open_facts(Lake(data)) as facts:
        return int(facts["usage"].count().to_pyarrow().as_py())


def test_the_first_day_kept_as_it_came_is_the_first_of_a_month() -> None:
    assert retention.horizon(KEEP, date(2026, 11, 22)) == date(2026, 7, 1), "the days by which use is judged are kept"
    assert retention.horizon(read("[retention]\nusage_months = 12\n"), date(2026, 11, 22)) == date(2025, 11, 1)
    assert retention.horizon(load(), date(2026, 11, 22)) is None


def test_everybody_stands_where_they_stood_also_as_of_days_before(told: Any) -> None:
    data, before, _ = told
    after = answers(data)
    for name in before:
        assert after[name] == before[name], name
    assert before["reasons"]


def test_there_are_fewer_rows_and_only_of_old_use(told: Any) -> None:
    data, _, did = told
    assert did.before == date(2026, 7, 1)
    assert 0 < did.rows < 0.8 * did.events
    assert events(data) == len(use()) - did.events + did.rows
    assert shortened(data) == {"usage": datetime(2026, 7, 1, 4, tzinfo=UTC)}


def test_rolling_up_again_does_nothing(told: Any) -> None:
    data, _, did = told
    assert retention.roll_up(data, KEEP, TODAY) == retention.Rolled(before=did.before, events=0, rows=0)


def test_never_without_policy(told: Any) -> None:
    data, _, _ = told
    assert retention.roll_up(data, load(), TODAY) is None


def test_a_batch_is_still_taken_out_whole(told: Any, tmp_path: Path) -> None:
    data, policy = tmp_path / "data", KEEP
    everything = use()
    lay(data, everything[::2], 0, policy=policy)
    second = lay(data, everything[1::2], 1, policy=policy)
    retention.roll_up(data, policy, TODAY)
    Lake(data).undo(second)
    with open_facts(Lake(data)) as facts:
        left = facts["usage"].quantity.fill_null(1.0).sum().to_pyarrow().as_py()
    assert left == sum(row.get("quantity", 1.0) for _, row in everything[::2])


def test_events_of_then_that_come_again_are_left_out_and_said(told: Any, tmp_path: Path) -> None:
    data, _, _ = told
    before = events(data)
    path = tmp_path / "usage.csv"
    path.write_text(
        "event_id,account_id,happened_at\nnew-1,Acme,2026-03-01T10:00:00Z\nnew-2,Acme,2026-10-01T10:00:00Z\n"
    )
    (one,) = import_paths(data, [path], policy=KEEP).files
    assert (one.rows_kept, one.rows_left_out) == (1, 1)
    assert one.notes[-1].startswith("1 rows tell of use before 2026-07-01, which is kept as sums by day")
    assert events(data) == before + 1


def test_a_refresh_after_it_is_placed_from_the_beginning_and_the_same(tmp_path: Path) -> None:
    data = tmp_path / "data"
    lay(data, rows_of({name: [account(), person("ana"), loyal()] for name in NAMES}) + use(), 0, policy=KEEP)
    assert differences(data, [ago(40), TODAY], policy=KEEP)[1] == []
    retention.roll_up(data, KEEP, TODAY)
    how, wrong = differences(data, [ago(40), TODAY], policy=KEEP)
    assert (how, wrong) == ("everybody, as rows of usage are others than they were", [])


def test_the_command_says_what_would_go_and_does_it_where_policy_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    lay(data, use()[:200], 0, policy=KEEP)
    assert vouch("tidy", "--data", str(data)) == 0
    assert capsys.readouterr().out == "Everything is in order.\n"
    (data / "policy.toml").write_text("[retention]\nusage_months = 2\n")
    far = {"event_id": "far", "account_id": "Acme", "happened_at": datetime(2020, 1, 1, tzinfo=UTC)}
    more = [("usage", far | {"event_id": f"far{n}"}) for n in range(5)]
    lay(data, more, 1, policy=KEEP)
    assert vouch("tidy", "--dry-run", "--data", str(data)) == 0
    assert "sums by day. Every placement stays what it is." in capsys.readouterr().out
    count = events(data)
    assert vouch("tidy", "--data", str(data)) == 0
    assert " became " in capsys.readouterr().out
    assert events(data) <= count - 4
