"""Files laid down so that a question about some months passes over the rest: found out of order, put in order, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest

from vouch.lake import Lake, Summary, open_facts
from vouch.lake import parts as written
from vouch.lake.compact import untidy
from vouch.lake.order import SMALL, Order, order_of, orders
from vouch.lake.view import look

from .told import bring, current, head, told

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
GROUP = 20


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "GROUP_ROWS", GROUP)
    monkeypatch.setattr("vouch.lake.compact.GROUP_ROWS", GROUP)


def lake_with_use(folder: Path, days: list[int]) -> Lake:
    lake = Lake(folder)
    rows = [
        {"event_id": f"e{number}", "account_id": "acme", "happened_at": BEGIN + timedelta(days=day)}
        for number, day in enumerate(days)
    ]
    with lake.begin(head("first")) as writer:
        for begin in range(0, len(rows), GROUP):
            writer.append("usage", told("usage", *rows[begin : begin + GROUP]))
        writer.commit(Summary(rows_read=len(rows), rows_kept=len(rows)))
    return lake


def order(lake: Lake) -> Order:
    return order_of("usage", look(lake.folder))


def shuffled(count: int) -> list[int]:
    days = list(range(count))
    Random(7).shuffle(days)
    return days


def test_rows_out_of_order_are_found_and_put_in_order_once(tmp_path: Path) -> None:
    lake = lake_with_use(tmp_path, shuffled(400))
    before = current(lake)
    assert [file.layout for file in order(lake).scattered] == ["part"]
    assert untidy(lake.folder) == ["usage"]
    lake.compact()
    assert untidy(lake.folder) == []
    assert current(lake) == before
    (path,) = lake.folder.glob("usage/clean-*.parquet")
    at = pq.read_table(path).column("happened_at").to_pylist()
    assert at == sorted(at)
    assert pq.read_metadata(path).num_row_groups == 20


def test_rows_in_order_with_a_few_of_long_ago_are_left_as_they_lie(tmp_path: Path) -> None:
    lake = lake_with_use(tmp_path, [-9_000, -5_000, *range(400)])
    assert order(lake).scattered == []
    assert untidy(lake.folder) == []


def test_of_few_rows_the_order_does_not_matter(tmp_path: Path) -> None:
    assert untidy(lake_with_use(tmp_path, shuffled(100)).folder) == []


def test_what_an_order_says_adds_up(tmp_path: Path) -> None:
    lake = lake_with_use(tmp_path, shuffled(400))
    (found,) = orders(lake.folder)
    (path,) = lake.folder.glob("usage/part-*.parquet")
    assert (found.table, found.files, found.rows, found.size) == ("usage", 1, 400, path.stat().st_size)
    assert found.rows < SMALL
    assert not found.crowded


def test_a_reader_that_began_before_reads_on_and_the_old_files_go_after_it(tmp_path: Path) -> None:
    lake = lake_with_use(tmp_path, shuffled(400))
    with open_facts(lake) as facts:
        lake.compact()
        assert facts["usage"].count().to_pyarrow().as_py() == 400
        assert len(list(lake.folder.glob("usage/*.parquet"))) == 2
    lake.sweep()
    assert len(list(lake.folder.glob("usage/*.parquet"))) == 1


def test_a_batch_can_be_taken_out_of_what_was_put_in_order(tmp_path: Path) -> None:
    lake = lake_with_use(tmp_path, shuffled(400))
    later = {"event_id": "e1", "account_id": "bolt", "happened_at": BEGIN}
    second = bring(lake, "second", ("usage", told("usage", later, learned=BEGIN + timedelta(days=900))))
    lake.compact()
    lake.undo(second.id)
    assert sum("bolt" in row for row in current(lake)["usage"]) == 0
    assert len(current(lake)["usage"]) == 400
