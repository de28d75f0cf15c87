"""Keeping the data folder in order: what it would do, what it did, and that the worker does it by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_place_and_explain import vouch
from tests.insight.company import TODAY
from tests.lake.test_crash import Killed, killed_at
from tests.lake.told import bring, current, day, told
from vouch.domain.policy import load
from vouch.lake import Lake
from vouch.lake.locks import writing
from vouch.lake.order import MANY
from vouch.runs.order import put_in_order, what_would
from vouch.runs.work.tidy import lay_together


@pytest.fixture
def crowded(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path)
    for number in range(MANY + 1):
        row = {"event_id": f"e{number}", "account_id": "acme", "happened_at": day(1 + number % 20)}
        bring(lake, str(number), ("usage", told("usage", row)))
    return lake


def test_what_it_would_do_is_what_it_does(crowded: Lake) -> None:
    would = what_would(crowded.data, load(), TODAY).tables
    before = current(crowded)
    assert [(one.table, one.why, one.laid, one.files_after) for one in would] == [
        ("usage", "many small files", MANY + 1, None)
    ]
    assert current(crowded) == before
    (did,) = put_in_order(crowded.data, load(), TODAY).tables
    assert (did.table, did.laid, did.files, did.files_after) == ("usage", MANY + 1, MANY + 1, 1)
    assert current(crowded) == before
    assert put_in_order(crowded.data, load(), TODAY).tables == []


def test_a_process_that_is_killed_leaves_the_same_facts(crowded: Lake) -> None:
    before = current(crowded)
    with pytest.raises(Killed), killed_at(2):
        put_in_order(crowded.data, load(), TODAY)
    assert current(crowded) == before
    put_in_order(crowded.data, load(), TODAY)
    assert current(crowded) == before
    assert len(list(crowded.folder.glob("usage/*.parquet"))) == 1


def test_the_worker_waits_for_an_import(crowded: Lake) -> None:
    with writing(crowded.data, patience=0):
        assert lay_together(crowded.data, load()).tables == []
    assert [one.table for one in lay_together(crowded.data, load()).tables] == ["usage"]


def test_the_command_says_what_it_did(crowded: Lake, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(crowded.data)
    assert vouch("tidy", "--dry-run", "--json", "--data", folder) == 0
    assert json.loads(capsys.readouterr().out)["tables"][0]["files_after"] is None
    assert vouch("tidy", "--data", folder) == 0
    assert f"usage (many small files): {MANY + 1} of {MANY + 1} files" in capsys.readouterr().out
    assert vouch("tidy", "--data", folder) == 0
    assert capsys.readouterr().out == "Everything is in order.\n"
