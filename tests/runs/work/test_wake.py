"""A page that leaves work behind wakes a worker where none runs; a real one does the work and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.runs.work.conftest import ACCOUNTS
from vouch.runs.at_work import at_work
from vouch.runs.work.wake import wake

Calls = list[dict[str, Any]]


class Started:
    """A process that was asked for and is over at once."""

    calls: Calls

    def __init__(self, command: list[str], **more: Any) -> None:
        Started.calls.append({"command": command, **more})

    def poll(self) -> int:
        return 0


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Calls:
    settings.VOUCH_WAKE_WORKER = True
    Started.calls = []
    monkeypatch.setattr(subprocess, "Popen", Started)
    return Started.calls


def test_a_worker_is_started_for_this_data_folder_apart_from_the_page(data: Path, started: Calls) -> None:
    wake()
    (call,) = started
    assert call["command"][0] == sys.executable
    assert call["env"]["VOUCH_DATA"] == str(data)
    assert call["start_new_session"] is True


def test_nobody_is_woken_while_somebody_works(data: Path, started: Calls) -> None:
    with at_work(data):
        wake()
    assert started == []


def test_an_installation_can_keep_its_worker_elsewhere(data: Path, started: Calls, settings: Any) -> None:
    settings.VOUCH_WAKE_WORKER = False
    wake()
    assert started == []


def test_a_machine_that_starts_nothing_keeps_the_work(
    data: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_args: Any, **_more: Any) -> None:
        raise OSError("no more processes")

    settings.VOUCH_WAKE_WORKER = True
    monkeypatch.setattr(subprocess, "Popen", full)
    wake()
    assert "waits for `vouch worker`" in caplog.text


def test_the_command_imports_the_inbox_places_everybody_and_ends(tmp_path: Path) -> None:
    inbox = tmp_path / "data" / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "accounts.csv").write_text(ACCOUNTS)
    (inbox / "odd.csv").write_text("a,b\n1,2\n")
    here = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
    told = subprocess.run(
        [sys.executable, "-c", "from vouch.cli import main; main(['worker', '--once'])"],
        env={**here, "VOUCH_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout == ""
    assert "accounts.csv appeared in the inbox." in told.stderr
    assert "Place everyone." in told.stderr
    assert sorted(path.name for path in inbox.rglob("*.*") if path.is_file()) == [
        "accounts.csv",
        "odd.csv",
        "odd.csv.txt",
    ]
