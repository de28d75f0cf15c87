"""Which rows of the lake count is the same on every engine: of batches that are in, the latest of each key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.lake.told import bring, day, told
from tests.parity.both import differences
from vouch.lake import Lake, open_facts
from vouch.lake.engines import chosen

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark


def test_spark_reads_the_rows_that_count_and_no_others(spark: SparkSession, tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    first = {"ticket_id": "T1", "opened_at": day(1), "modified_at": day(1), "subject": "as it was"}
    later = first | {"modified_at": day(2), "subject": "as it is"}
    gone = {"ticket_id": "T3", "opened_at": day(3), "modified_at": day(3)}
    old = {"account_id": "A1", "name": "Old", "modified_at": day(1)}
    bring(lake, "first", ("tickets", told("tickets", first)), ("accounts", told("accounts", old)))
    bring(lake, "second", ("tickets", told("tickets", later)), ("accounts", told("accounts", old | {"name": "New",
          "modified_at": day(2)})))  # fmt: skip
    lake.undo(bring(lake, "third", ("tickets", told("tickets", gone))).id)
    beside = told("tickets", {"ticket_id": "T2", "opened_at": day(4), "modified_at": day(4)})
    extra = {"tickets": beside.append_column("batch", [["beside"]])}
    with open_facts(lake, extra=extra) as facts, chosen("spark", "local[2]").over(facts) as bench:
        for name in ("tickets", "accounts", "usage"):
            bench.make(f"seen_{name}", f"select * from {name}")
            ours, theirs = (
                facts.con.con.execute(f"select * from {table}").fetch_arrow_table() for table in (name, f"seen_{name}")
            )
            assert differences(name, ours, theirs) == []
        seen = facts.con.con.execute("select ticket_id, subject from seen_tickets order by 1").fetchall()
        named = facts.con.con.execute("select name from seen_accounts order by 1").fetchall()
    assert seen == [("T1", "as it is"), ("T2", None)]
    assert named == [("New",), ("Old",)]
