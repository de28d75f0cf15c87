"""What the doctor says of a data folder, and that it says nothing where nothing is to be said."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder

from tests.cli.test_place_and_explain import vouch
from tests.lake.told import bring, day, told
from tests.program.cast import fast_and_clean
from tests.web.factory import built
from vouch.cli.doctor import SOMETHING
from vouch.domain.policy import load
from vouch.lake import Covers, Lake
from vouch.lake.order import MANY
from vouch.program.findings import queries as findings
from vouch.program.work import actions, doing, queries
from vouch.program.work.states import JobState
from vouch.runs.at_work import at_work
from vouch.runs.doctor import Weight, examine
from vouch.runs.refresh import refresh

__all__ = ["fast_and_clean"]


@pytest.fixture
def data(tmp_path: Path, settings: Any, db: None) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def placed(data: Path) -> Path:
    """A small company that was placed just now."""
    built(data)
    refresh(data, load())
    return data


def codes(data: Path, *, later: dt.timedelta = dt.timedelta()) -> dict[str, str]:
    """What is said, by its name: the sentence."""
    return {one.code: one.sentence for one in examine(data, now=dt.datetime.now(dt.UTC) + later)}


def test_of_an_empty_folder_only_that_nobody_works(data: Path) -> None:
    (one,) = examine(data)
    assert (one.code, one.weight, one.mend) == ("no_worker", Weight.KNOW, "vouch worker")


def test_a_folder_that_only_commands_worked_in_gets_a_sentence_and_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "lake").mkdir()
    own = {key: value for key, value in os.environ.items() if "DATABASE" not in key and key != "DJANGO_SETTINGS_MODULE"}
    asked = [sys.executable, "-c", "from vouch.cli import main; main()", "doctor", "--json", "--data", str(tmp_path)]
    ended = subprocess.run(asked, capture_output=True, text=True, env=own, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [one["code"] for one in json.loads(ended.stdout)] == ["never_opened"]
    assert not (tmp_path / "vouch.sqlite3").exists()


def test_tables_of_an_earlier_version_are_said_and_not_asked(data: Path) -> None:
    last = MigrationRecorder.Migration.objects.filter(app="program").order_by("name").last()
    assert last is not None
    last.delete()
    assert set(codes(data)) == {"tables_behind"}


def test_a_worker_that_runs_is_not_missed(data: Path) -> None:
    with at_work(data):
        assert codes(data) == {}


def test_files_that_wait_in_the_inbox_make_a_missing_worker_wrong(data: Path) -> None:
    (data / "inbox").mkdir()
    (data / "inbox" / "tickets.csv").write_text("ticket_id\n")
    assert [one.weight for one in examine(data) if one.code == "no_worker"] == [Weight.WRONG]


def test_work_that_waits_for_long_and_placing_that_failed(data: Path) -> None:
    actions.refresh_soon()
    assert "work_waits" not in codes(data)
    with at_work(data):
        assert codes(data, later=dt.timedelta(hours=1))["work_waits"].startswith(
            "1 piece of work has waited for longer"
        )
    job = queries.next_job()
    assert job is not None
    doing.begin(job)
    doing.end(job, JobState.FAILED, "It broke.")
    assert codes(data)["placing_failed"] == "Placing everybody ended without placements: It broke."


def test_many_small_files_are_named_with_the_command_that_lays_them_together(data: Path) -> None:
    for number in range(MANY + 1):
        row = {"event_id": f"e{number}", "account_id": "acme", "happened_at": day(1 + number % 20)}
        bring(Lake(data), str(number), ("usage", told("usage", row)))
    (one,) = (one for one in examine(data) if one.code == "small_files")
    assert (one.what, one.mend, one.figures) == ("usage", "vouch tidy", {"files": MANY + 1, "small": MANY + 1})
    Lake(data).compact()
    assert "small_files" not in codes(data)


def test_files_nobody_placed_yet(data: Path) -> None:
    bring(Lake(data), "one", ("accounts", told("accounts", {"account_id": "acme", "name": "Acme"})))
    assert codes(data)["never_placed"] == "1 file came, and nobody was placed yet."


def test_what_came_since_and_what_is_old(placed: Path) -> None:
    assert not {"not_placed", "placements_old", "never_placed"} & set(codes(placed))
    run = findings.current_run()
    assert run is not None
    assert codes(placed, later=dt.timedelta(days=5))["placements_old"].startswith(
        "Everybody was last placed 5 days ago"
    )
    bring(Lake(placed), "one", ("accounts", told("accounts", {"account_id": "acme", "name": "Acme"})),
          at=dt.datetime.now(dt.UTC) + dt.timedelta(days=1))  # fmt: skip
    assert codes(placed)["not_placed"].startswith("1 file came since everybody was placed")


def test_a_feed_that_stopped_is_named_with_its_days(data: Path) -> None:
    covers = [Covers(table="usage", system="segment", since=day(1), until=day(20))]
    bring(Lake(data), "one", ("usage", told("usage", {"event_id": "e", "account_id": "acme", "happened_at": day(2)})),
          covers=covers)  # fmt: skip
    fresh = examine(data, now=day(22))
    (stopped,) = (one for one in examine(data, now=day(20, month=6)) if one.code == "feed_stopped")
    assert "feed_stopped" not in {one.code for one in fresh}
    assert (stopped.what, stopped.mend, stopped.figures["days"]) == ("segment usage", "vouch import FILE", 92)


def test_a_policy_that_cannot_be_read_comes_first(data: Path) -> None:
    (data / "policy.toml").write_text("[gates]\nno_such_key = 1\n")
    assert examine(data)[0].code == "policy_refused"


def test_the_command_prints_each_with_what_mends_it_and_ends_with_three(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "inbox").mkdir()
    (data / "inbox" / "tickets.csv").write_text("ticket_id\n")
    assert vouch("doctor", "--data", str(data)) == SOMETHING
    assert capsys.readouterr().out.splitlines()[0].startswith("! No worker is running")
    assert vouch("doctor", "--json", "--data", str(data)) == SOMETHING
    assert json.loads(capsys.readouterr().out)[0]["code"] == "no_worker"
    (data / "inbox" / "tickets.csv").unlink()
    assert vouch("doctor", "--data", str(data)) == 0
