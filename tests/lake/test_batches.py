"""A batch comes whole, leaves whole, and is known again."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from vouch.domain.errors import Conflict, Fault, NotFound
from vouch.lake import Covers, Lake, Summary, open_facts

from .told import NOON, bring, bytes_under, current, day, head, rows_of, told


def usage(*rows: tuple[str, str, int]) -> tuple[str, pa.Table]:
    made = [{"event_id": event, "account_id": account, "happened_at": day(on)} for event, account, on in rows]
    return "usage", told("usage", *made)


def test_a_lake_nothing_came_into_has_every_table_empty_and_touches_no_disk(tmp_path: Path) -> None:
    with open_facts(Lake(tmp_path / "data")) as facts:
        assert len(facts) == 20
        assert rows_of(facts, "usage", "event_id", "happened_at", "batch") == []
        assert facts.covered().to_pyarrow().num_rows == 0
    assert not (tmp_path / "data").exists()


def test_facts_are_read_after_the_commit_and_not_before(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    with lake.begin(head("first")) as writer:
        writer.append(*usage(("e1", "acme", 1)))
        with open_facts(lake) as facts:
            assert rows_of(facts, "usage", "event_id") == []
        writer.commit(Summary(rows_read=1, rows_kept=1))
        with open_facts(lake) as facts:
            assert rows_of(facts, "usage", "event_id", "account_id") == [("e1", "acme")]


def test_a_batch_tells_what_it_was(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    covers = Covers(table="usage", system="plain", since=day(1), until=day(9))
    made = bring(lake, "first", usage(("e1", "acme", 1), ("e2", "acme", 9)), covers=[covers])
    assert lake.batches() == [made]
    assert (made.seq, made.counts, made.rows_kept, made.by) == (1, {"usage": 2}, 2, "Cy")
    assert lake.batch(made.id) == made
    assert lake.batch("b000000000000") is None


def test_what_batches_cover_is_joined_by_table_and_system(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for name, since, until in (("a", 3, 5), ("b", 1, 4)):
        bring(lake, name, covers=[Covers(table="usage", system="plain", since=day(since), until=day(until))])
    with open_facts(lake) as facts:
        assert facts.covered().to_pyarrow().to_pylist() == [
            {"table": "usage", "system": "plain", "since": day(1), "until": day(5)}
        ]


def test_a_batch_that_raises_leaves_nothing_behind(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "first", usage(("e1", "acme", 1)))
    before = bytes_under(lake.folder)
    with pytest.raises(ZeroDivisionError), lake.begin(head("second")) as writer:  # noqa: PT012
        writer.append(*usage(("e2", "acme", 2)))
        raise ZeroDivisionError
    assert bytes_under(lake.folder) == before


def test_a_batch_that_is_not_committed_leaves_nothing_behind(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    with lake.begin(head("first")) as writer:
        writer.append(*usage(("e1", "acme", 1)))
    assert bytes_under(lake.folder) == {}


def test_the_same_batch_again_is_refused_and_changes_no_byte(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "first", usage(("e1", "acme", 1)))
    before = bytes_under(lake.folder)
    with pytest.raises(Conflict, match="imported on 2026-03-01 as batch b") as refused:
        bring(lake, "first", usage(("e1", "acme", 1)))
    assert refused.value.code == "already_imported"
    assert bytes_under(lake.folder) == before


def test_undo_is_as_if_the_batch_had_never_come(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "first", usage(("e1", "acme", 1)))
    before = current(lake)
    batch = bring(lake, "second", usage(("e1", "bolt", 2), ("e2", "acme", 2)), at=day(5))
    assert current(lake) != before
    assert lake.undo(batch.id) == batch
    assert current(lake) == before
    assert [batch.seq for batch in lake.batches()] == [1]


def test_undo_deletes_the_rows_and_their_files(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    batch = bring(lake, "first", usage(("e1", "acme", 1)))
    lake.undo(batch.id)
    assert list(lake.folder.glob("usage/*.parquet")) == []


def test_undo_of_a_batch_that_is_not_there_names_it(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="b123456789abc"):
        Lake(tmp_path).undo("b123456789abc")


def test_rows_not_read_are_kept_with_their_batch_and_go_with_it(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bad = {"file": "facts.csv", "row": 7, "column": "score", "reason": "It is no number.", "value_excerpt": "ten"}
    with lake.begin(head("first")) as writer:
        writer.reject(pa.Table.from_pylist([bad | {"row": 9}, bad]))
        batch = writer.commit(Summary(rows_read=2, rows_not_read=2))
    assert lake.rejects(batch.id).drop_columns("batch").to_pylist() == [bad, bad | {"row": 9}]
    lake.undo(batch.id)
    assert lake.rejects(batch.id).num_rows == 0


def test_a_reader_keeps_what_it_opened_while_a_batch_leaves(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    batch = bring(lake, "first", usage(("e1", "acme", 1)))
    with open_facts(lake) as facts:
        lake.undo(batch.id)
        assert rows_of(facts, "usage", "event_id") == [("e1",)]
    lake.sweep()
    assert list(lake.folder.glob("usage/*.parquet")) == []


def test_columns_nobody_knows_and_envelopes_left_out_are_our_own_mistake(tmp_path: Path) -> None:
    rows = told("usage", {"event_id": "e1", "happened_at": NOON})
    with Lake(tmp_path).begin(head("first")) as writer:
        with pytest.raises(Fault, match="usage has no column colour"):
            writer.append("usage", rows.append_column("colour", pa.array(["red"])))
        with pytest.raises(Fault, match="without key"):
            writer.append("usage", rows.drop_columns("key"))
