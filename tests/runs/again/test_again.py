"""What is placed from what came alone is what is placed from the beginning, and it is said how much that was."""

from __future__ import annotations

import itertools
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.insight.company import TODAY, ago
from tests.insight.facts import account, grave, loyal, nps, person, role, used_daily
from tests.runs.again.batches import NAMES, Split, differences, found, lay, rows_of, splits
from vouch.domain.identity import Record, Settled
from vouch.domain.policy import load
from vouch.insight.calendar import month_ends
from vouch.lake.duck import KEPT
from vouch.lake.store import Lake
from vouch.runs.place.again import dated, near, open_again
from vouch.runs.place.again.dated import OF_DAYS, OF_MOST, OF_OWNERS
from vouch.runs.place.again.memory import alone

DAYS = month_ends(TODAY, 3)
FIRST = "everybody, as nothing was kept of an earlier placement"
drawn = settings(
    deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
"""What is drawn is not made smaller: that takes minutes, and the answers that differ are said anyway."""


def anew(accounts: int, people: int) -> str:
    """What is said where these were placed anew on days that are over."""
    return f"everybody today; on days that are over {accounts} accounts and {people} people"


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six loyal customers, placed once."""
    data = tmp_path_factory.mktemp("again")
    case = [account(), person("ana"), person("bo"), role("sponsor"), loyal(), used_daily(150, 0, 5)]
    lay(data, rows_of(dict.fromkeys(NAMES, case)), 0)
    assert differences(data, DAYS) == (FIRST, [])
    return data


@pytest.fixture
def data(placed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(placed, tmp_path / "data"))


@pytest.fixture(scope="module")
def plans(placed: Path) -> Path:
    return placed / "cache"


def check(split: Split, folder: Path, plans: Path, *, after: int = 1) -> None:
    """Each batch placed as it comes, and from that many on held against everything placed from the beginning.

    After the last alone is enough for what is drawn: the first batches of a split are a split that is drawn as well.
    """
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "cache").mkdir(parents=True)
    for plan in plans.glob("plan-*.json"):
        shutil.copy(plan, folder / "cache")
    for number, batch in enumerate(split.batches):
        lay(folder, batch, number)
        if number + 1 < after:
            with open_again(folder, DAYS, load(), settled=()) as run:
                how, wrong = run.how, list[str]()
        else:
            how, wrong = differences(folder, DAYS)
        assert wrong == [], f"batch {number}: {how}"
        if number == 0:
            assert how == FIRST
        elif "owners" in dict(batch):
            assert how == OF_OWNERS
        else:
            assert how == OF_MOST or how.startswith("everybody today;")


@settings(drawn, max_examples=2)
@given(splits())
def test_facts_in_any_batches_and_order_place_as_all_of_them_at_once(
    tmp_path_factory: pytest.TempPathFactory, plans: Path, split: Split
) -> None:
    check(split, tmp_path_factory.mktemp("split"), plans, after=len(split.batches))


@pytest.mark.trials
@pytest.mark.parametrize("begins", range(5))
def test_many_splits(
    tmp_path: Path, plans: Path, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch, begins: int
) -> None:
    """A hundred splits; others with `--hypothesis-seed`, the same again with the same number.

    One thread, as a second has nothing to do with twenty rows.
    """
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    number, seconds = itertools.count(1), time.process_time

    @seed(int(pytestconfig.getoption("--hypothesis-seed") or 0) * 5 + begins)
    @settings(drawn, max_examples=20, database=None)
    @given(splits())
    def many(split: Split) -> None:
        begun = seconds()
        check(split, tmp_path / "split", plans, after=len(split.batches))
        print(f"{begins}.{next(number)}: {len(split.batches)} batches, {seconds() - begun:.1f} s", flush=True)

    many()


def test_nothing_new_touches_nobody(data: Path) -> None:
    assert differences(data, DAYS) == (anew(0, 0), [])


def test_one_answer_touches_one_account_and_its_people(data: Path) -> None:
    lay(data, rows_of({"Acme": [nps(0, 40, "bo", response_id="late")]})[-1:], 1)
    assert differences(data, DAYS) == (anew(1, 2), [])


def test_what_happened_since_touches_no_day_that_is_over(data: Path) -> None:
    used = [("usage", {"account_id": name, "happened_at": TODAY, "quantity": 9.0, "event": "in"}) for name in NAMES]
    lay(data, used + rows_of({"Acme": [nps(0, 10, "bo", response_id="now"), grave(9, 2)]})[-2:], 1)
    assert differences(data, DAYS) == (anew(0, 0), [])


def test_use_told_late_counts_on_the_days_that_are_over(data: Path) -> None:
    lay(data, [("usage", {"account_id": "Acme", "happened_at": ago(60), "quantity": 900.0, "event": "x"})], 1)
    assert differences(data, DAYS) == (anew(1, 2), [])


def test_where_everybody_is_placed_anew_nobody_is_found_twice(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(data, [("owners", {"owner_id": "O1", "name": "Di"})], 1)
    assert differences(data, DAYS) == (OF_OWNERS, [])
    lay(data, rows_of({"Acme": [nps(0, 40, "bo", response_id="late")]})[-1:], 2)
    monkeypatch.setattr(dated, "MOST", 0)
    assert differences(data, DAYS) == (OF_MOST, [])
    assert differences(data, [date(2026, 9, 15), TODAY]) == (OF_DAYS, [])


def test_a_fact_that_was_another_customers_leaves_that_one(data: Path) -> None:
    (case,) = (row for row in rows_of({"Acme": [grave(80, ticket_id="T1")]}) if row[0] == "tickets")
    lay(data, [case], 1)
    assert differences(data, DAYS)[1] == []
    lay(data, [("tickets", case[1] | {"account_id": "Bolt", "modified_at": TODAY})], 2)
    assert differences(data, DAYS) == (anew(2, 4), [])


def test_a_new_month_begins_from_the_old_one(data: Path) -> None:
    lay(data, rows_of({"Bolt": [nps(3, 0, "ana", response_id="new")]})[-1:], 1)
    how, wrong = differences(data, month_ends(date(2026, 12, 2), 4))
    assert wrong == []
    assert how.startswith("everybody today;")


def test_files_laid_together_are_the_same_facts(data: Path) -> None:
    lay(data, rows_of({"Acme": [nps(1, 40, "ana", response_id="one")]})[-1:], 1)
    lay(data, rows_of({"Bolt": [nps(1, 40, "ana", response_id="two")]})[-1:], 2)
    Lake(data).compact(["survey_answers", "usage"])
    assert differences(data, DAYS) == (anew(2, 4), [])
    Lake(data).compact(["survey_answers", "tickets"])
    assert differences(data, DAYS) == (anew(0, 0), [])


def _settle(data: Path) -> dict[str, Any]:
    records = (Record("contact", "plain", "Acme/ana"), Record("contact", "plain", "Acme/bo"))
    return {"settled": (Settled(*records, "same"),)}


def _other_policy(data: Path) -> dict[str, Any]:
    (data / "policy.toml").write_text("[gates]\nfall_waits_days = 7\n", encoding="utf-8")
    return {"policy": load(data / "policy.toml")}


def _undo(data: Path) -> dict[str, Any]:
    Lake(data).undo(lay(data, [], 1) if not Lake(data).batches() else Lake(data).batches()[-1].id)
    return {}


@pytest.mark.parametrize(
    ("change", "because"),
    [(_settle, "people settled who is who"), (_other_policy, "the policy changed"), (_undo, "a batch was taken out")],
)
def test_what_touches_everything_is_placed_from_the_beginning_and_said(data: Path, change: Any, because: str) -> None:
    lay(data, rows_of({"Acme": [nps(1, 10, "ana", response_id="one")]})[-1:], 1)
    assert differences(data, DAYS)[1] == []
    how, wrong = differences(data, DAYS, **change(data))
    assert (how, wrong) == (f"everybody, as {because}", [])


def test_erasing_somebody_leaves_nothing_of_what_was_worked_out(data: Path) -> None:
    lake = Lake(data)
    assert list((data / KEPT).iterdir())
    lake.erase(lake.person(ids=[("plain", "Acme/ana")]))
    assert not (data / KEPT).exists()
    assert differences(data, DAYS) == (FIRST, [])


def test_a_run_that_breaks_off_leaves_what_was_there(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(data, rows_of({"Acme": [nps(1, 40, "ana", response_id="one")]})[-1:], 1)

    def stop(_desk: Any, *_: Any) -> Iterator[Any]:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(dated, "near", type("Broken", (), {"find": stop, "owned": near.owned}))
        with pytest.raises(KeyboardInterrupt), open_again(data, DAYS, load()):
            pass
    assert differences(data, DAYS) == (anew(1, 2), [])


def test_what_is_damaged_is_begun_anew(data: Path) -> None:
    (file,) = (data / KEPT).glob("*.duckdb")
    file.write_bytes(b"not a database")
    assert differences(data, DAYS) == (FIRST, [])


def test_while_another_process_is_at_it_everybody_is_placed_and_nothing_is_kept(data: Path) -> None:
    with alone(data) as ours:
        assert ours
        assert differences(data, DAYS) == ("", [])


def test_forgetting_who_stands_beside_whom_is_found_out(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(data, rows_of({"Acme": [nps(0, 70, "bo", response_id="late")]})[-1:], 1)
    monkeypatch.setattr(near, "_both", lambda _desk: [])
    with open_again(data, DAYS, load()) as run:
        ours = found(run)
    shutil.rmtree(data / KEPT)
    with open_again(data, DAYS, load()) as run:
        assert found(run) != ours
