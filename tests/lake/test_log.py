"""What stands in the Delta logs: enough for other engines, nothing that names anybody, also after many commits."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from vouch.domain.errors import Refusal
from vouch.lake import Lake, open_facts, shape
from vouch.lake.compact import crowded
from vouch.lake.shape import STATISTICS

from .test_erasure import CONTACTS, contact, everything
from .told import bring, current, day, rows_of, told

now = shape.stored_columns
PEOPLE = ("contacts", told("contacts", *CONTACTS))


def test_statistics_are_kept_for_batches_and_times_alone(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "first", PEOPLE)
    lines = [json.loads(line) for log in tmp_path.rglob("*.json") for line in log.read_text().splitlines()]
    adds = [line["add"] for line in lines if "add" in line]
    settings = [line["metaData"]["configuration"] for line in lines if "metaData" in line]
    assert len(adds) == len(settings) == 2
    for add in adds:
        said = json.loads(add["stats"])
        assert said["numRecords"] > 0
        assert set(said["minValues"]) | set(said["maxValues"]) <= set(STATISTICS)
    for setting in settings:
        assert set(setting["delta.dataSkippingStatsColumns"].split(",")) <= set(STATISTICS)


def test_no_log_names_anybody(tmp_path: Path) -> None:
    bring(Lake(tmp_path), "first", PEOPLE)
    for log in (tmp_path / "lake").glob("*/_delta_log"):
        assert "quixworth" not in everything(log)


def test_other_engines_read_the_tables_as_they_are(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    batch = bring(lake, "first", PEOPLE)
    table = DeltaTable(lake.folder / "contacts")
    rows = pa.concat_tables([pq.read_table(path) for path in table.file_uris()]).to_pylist()
    assert {(row["name"], row["batch"]) for row in rows} == {(row["name"], batch.id) for row in CONTACTS}
    named = [field.name for field in table.schema().fields]
    assert named == list(rows[0])


def test_after_many_batches_there_are_few_files_and_the_same_facts(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for number in range(54):
        row = {"event_id": f"e{number % 40}", "account_id": "acme", "happened_at": day(1 + number % 20)}
        bring(lake, str(number), ("usage", told("usage", row, learned=day(1 + number // 2, month=4))))
    bring(lake, "people", PEOPLE)
    assert list(lake.folder.glob("*/_delta_log/*.checkpoint.parquet"))
    assert [batch.seq for batch in lake.batches()] == list(range(1, 56))
    assert crowded(lake.folder) == ["usage"]
    before = current(lake)
    lake.compact()
    assert crowded(lake.folder) == []
    assert current(lake) == before
    assert len(before["usage"]) == 40
    assert sorted(path.name.split("-")[0] for path in lake.folder.glob("usage/*.parquet")) == ["clean", "mixed"]
    with open_facts(lake) as facts:
        assert [file.layout for file in facts.view.tables["usage"].plain] == ["clean"]
    lake.erase(lake.person(ids=[("plain", "c1")]))
    assert "quixworth" not in everything(tmp_path)


def test_a_batch_that_comes_after_laying_together_repeats_keys_of_clean_files(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    rows = [{"event_id": f"e{number}", "account_id": "acme", "happened_at": day(1)} for number in range(3)]
    for number, row in enumerate(rows):
        bring(lake, str(number), ("usage", told("usage", row)))
    lake.compact(["usage"])
    bring(lake, "again", ("usage", told("usage", rows[1] | {"account_id": "bolt"}, learned=day(9))))
    found = current(lake)["usage"]
    assert len(found) == 3
    assert sum("bolt" in row for row in found) == 1


def test_names_with_signs_of_their_own_are_kept_as_they_are(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "it's a data folder, isn't it? 100%")
    odd = contact("c'1", "Zoë O'Hara", "zoë+vouch@acme.example")
    bring(lake, "first", ("contacts", told("contacts", odd)))
    with open_facts(lake) as facts:
        assert facts["contacts"].name.to_pyarrow().to_pylist() == ["Zoë O'Hara"]
    lake.erase(lake.person(ids=[("plain", "c'1")]))
    assert not [word for word in ("hara", "zoë") if word in everything(tmp_path)]


def test_a_lake_of_an_earlier_version_is_read_and_added_to(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    rows = [{"event_id": f"e{n}", "account_id": "acme", "quantity": 2.0, "happened_at": day(1)} for n in range(3)]
    with pytest.MonkeyPatch.context() as before:
        before.setattr(shape, "stored_columns", lambda table: [c for c in now(table) if c.name != "quantity"])
        bring(lake, "old", ("usage", told("usage", *rows[:2])))
    with open_facts(lake) as facts:
        assert rows_of(facts, "usage", "event_id", "quantity") == [("e0", None), ("e1", None)]
    bring(lake, "new", ("usage", told("usage", *rows[1:], learned=day(9))))
    expected = [("e0", None), ("e1", 2.0), ("e2", 2.0)]
    with open_facts(lake) as facts:
        assert rows_of(facts, "usage", "event_id", "quantity") == expected
    lake.compact(["usage"])
    with open_facts(lake) as facts:
        assert rows_of(facts, "usage", "event_id", "quantity") == expected
    assert "quantity" in [field.name for field in DeltaTable(lake.folder / "usage").schema().fields]


def test_a_table_with_deletion_vectors_is_refused_with_a_way_out(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "first", ("competitors", told("competitors", {"account_id": "A1", "seen_on": date(2026, 3, 1)})))
    log = sorted((lake.folder / "competitors" / "_delta_log").glob("*.json"))
    features = {"readerFeatures": ["deletionVectors"], "writerFeatures": ["deletionVectors"]}
    protocol = {"protocol": {"minReaderVersion": 3, "minWriterVersion": 7} | features}
    (log[-1].parent / f"{len(log):020d}.json").write_text(json.dumps(protocol) + "\n")
    with pytest.raises(Refusal, match=r"competitors uses deletion vectors.*REORG TABLE"):
        open_facts(lake)
