"""Which rows are current does not depend on the order of batches, nor on how files were split."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from vouch.lake import Lake, open_facts

from .told import NOON, bring, current, day, rows_of, told


def ticket(number: int, *, status: str, changed: int) -> dict[str, Any]:
    return {
        "ticket_id": f"t{number}",
        "account_id": "acme",
        "status": status,
        "opened_at": day(1),
        "modified_at": NOON + timedelta(days=changed),
    }


def test_the_latest_version_of_a_key_wins_whichever_came_first(tmp_path: Path) -> None:
    open_, solved = (
        told("tickets", ticket(1, status=status, changed=n)) for n, status in enumerate(("open", "solved"))
    )
    for name, order in (("in order", (open_, solved)), ("late", (solved, open_))):
        lake = Lake(tmp_path / name)
        for number, rows in enumerate(order):
            bring(lake, f"batch {number}", ("tickets", rows))
        with open_facts(lake) as facts:
            assert rows_of(facts, "tickets", "ticket_id", "status") == [("t1", "solved")]


def test_of_two_versions_changed_at_once_the_one_learned_last_wins(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for at, status in ((day(5), "open"), (day(6), "solved")):
        bring(lake, status, ("tickets", told("tickets", ticket(1, status=status, changed=0), learned=at)))
    with open_facts(lake) as facts:
        assert rows_of(facts, "tickets", "status") == [("solved",)]


def test_a_later_row_of_the_same_file_wins(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "one", ("tickets", told("tickets", *(ticket(1, status=s, changed=0) for s in ("open", "solved")))))
    with open_facts(lake) as facts:
        assert rows_of(facts, "tickets", "status") == [("solved",)]


def test_a_versioned_table_keeps_every_version(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for at, name in ((day(1), "Acme"), (day(2), "Acme Corp"), (day(2), "ACME Corp")):
        row = {"account_id": "acme", "name": name, "modified_at": at}
        bring(lake, name, ("accounts", told("accounts", row, learned=at + timedelta(seconds=name == "ACME Corp"))))
    with open_facts(lake) as facts:
        assert rows_of(facts, "accounts", "happened_at", "name") == [(day(1), "Acme"), (day(2), "ACME Corp")]


def test_undoing_the_later_version_brings_back_the_earlier(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "open", ("tickets", told("tickets", ticket(1, status="open", changed=0))))
    later = bring(lake, "solved", ("tickets", told("tickets", ticket(1, status="solved", changed=1))))
    lake.undo(later.id)
    with open_facts(lake) as facts:
        assert rows_of(facts, "tickets", "status") == [("open",)]


def test_facts_kept_elsewhere_count_like_rows_of_the_lake(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "open", ("tickets", told("tickets", *(ticket(n, status="open", changed=0) for n in (1, 2)))))
    here = told("tickets", ticket(2, status="solved", changed=1), ticket(3, status="open", changed=0))
    extra = here.append_column("batch", pa.array(["people"] * 2, pa.string()))
    with open_facts(lake, extra={"tickets": extra}) as facts:
        assert rows_of(facts, "tickets", "ticket_id", "status") == [("t1", "open"), ("t2", "solved"), ("t3", "open")]
        with_people = facts.fingerprint()
    bring(lake, "the same", ("tickets", here))
    with open_facts(lake) as facts:
        assert facts.fingerprint() == with_people


# a version of a key that changed at some time says one thing, so content follows from key and time
versions = st.tuples(
    st.sampled_from(["tickets", "accounts", "usage"]), st.integers(0, 5), st.integers(0, 3), st.sampled_from("ab")
)
files = st.lists(st.lists(versions, min_size=1, max_size=8), min_size=1, max_size=4)


def fact(table: str, number: int, changed: int, system: str) -> tuple[str, pa.Table]:
    at = NOON + timedelta(days=changed)
    if table == "tickets":
        return table, told(table, ticket(number, status=f"status {changed}", changed=changed), system=system)
    if table == "accounts":
        return table, told(table, {"account_id": f"a{number}", "name": f"{changed}", "modified_at": at}, system=system)
    return table, told(table, {"event_id": f"e{number}", "account_id": "acme", "happened_at": NOON}, system=system)


def lake_of(folder: Path, parts: Sequence[Sequence[tuple[str, int, int, str]]]) -> Lake:
    lake = Lake(folder)
    for number, rows in enumerate(parts):
        bring(lake, f"file {number}", *(fact(*row) for row in rows))
    return lake


@settings(max_examples=8, deadline=None)
@given(files, st.randoms(use_true_random=False))
def test_neither_the_order_of_batches_nor_the_split_into_files_changes_what_is_current(
    parts: list[list[tuple[str, int, int, str]]], random: Any
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        expected = current(lake_of(Path(folder) / "as they came", parts))
        shuffled = random.sample(parts, len(parts))
        rows = [row for part in parts for row in part]
        cut = random.randrange(len(rows) + 1)
        assert current(lake_of(Path(folder) / "in another order", shuffled)) == expected
        assert (
            current(lake_of(Path(folder) / "split elsewhere", [p for p in (rows[cut:], rows[:cut]) if p])) == expected
        )


@settings(max_examples=6, deadline=None)
@given(files, st.data())
def test_undo_is_as_if_the_batch_had_never_come_whatever_came_before_and_after(
    parts: list[list[tuple[str, int, int, str]]], data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, len(parts) - 1))
    laid_down_again = data.draw(st.booleans())
    with tempfile.TemporaryDirectory() as folder:
        lake = lake_of(Path(folder) / "with", parts)
        if laid_down_again:
            before = current(lake)
            lake.compact([row[0] for part in parts for row in part])
            assert current(lake) == before
        lake.undo(lake.batches()[gone].id)
        assert current(lake) == current(lake_of(Path(folder) / "without", parts[:gone] + parts[gone + 1 :]))


@settings(max_examples=6, deadline=None)
@given(st.lists(versions, min_size=1, max_size=8), versions)
def test_one_more_version_changes_the_fingerprint(
    rows: list[tuple[str, int, int, str]], more: tuple[str, int, int, str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before = current(lake_of(Path(folder) / "before", [rows]))
        after = current(lake_of(Path(folder) / "after", [rows, [more]]))
        assert (before == after) == (before["fingerprint"] == after["fingerprint"])
