"""kill -9 of whoever sends, again and again: no ask is lost, none leaves twice, and the one in flight is marked."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.mail.server import MailServer, listening

MANY = 200
SEED = 20261125
_WORKER = "from vouch.cli import main; main(['worker', '--once'])"


def run(data: Path, *command: str, **more: str) -> subprocess.Popen[bytes]:
    """One of our programs, on this data folder."""
    env = os.environ | {"VOUCH_DATA": str(data), "VOUCH_DAILY_MAIL": "off", "VOUCH_NIGHTLY": "off"} | more
    return subprocess.Popen([sys.executable, *command], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def rows(data: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / "vouch.sqlite3", timeout=30)) as database:
        return database.execute(sql).fetchall()


def count(data: Path, where: str, table: str = "program_message") -> int:
    return int(str(rows(data, f"select count(*) from {table} where {where}")[0][0]))


def kill_when(process: subprocess.Popen[bytes], ready: Callable[[], bool], wait: float) -> bool:
    """Kill it `wait` seconds after it is ready; False where it had ended by itself before."""
    while process.poll() is None and not ready():
        time.sleep(0.002)
    time.sleep(wait)
    if process.poll() is not None:
        assert process.returncode == 0, "it failed by itself"
        return False
    process.send_signal(signal.SIGKILL)
    process.wait()
    return True


def consistent(data: Path) -> None:
    """An ask is invited, or cleared; it is invited exactly if its mail is written."""
    invited = {str(key) for (key,) in rows(data, "select key from program_ask where state = 'invited'")}
    written = {str(key).split(" ")[1] for (key,) in rows(data, "select key from program_message")}
    assert invited == written
    assert count(data, "state in ('invited', 'cleared')", "program_ask") == MANY


@pytest.mark.trials
def test_kill_9_of_whoever_writes_and_of_whoever_sends(tmp_path: Path) -> None:
    data, draw = tmp_path / "data", random.Random(SEED)
    assert run(data, "-m", "tests.trials.asks_to_send", "fill", str(MANY)).wait() == 0
    kills = 0
    while count(data, "state = 'cleared'", "program_ask"):
        writing = run(data, "-m", "tests.trials.asks_to_send", "send")
        before = count(data, "1")
        more = draw.randrange(5, 60)
        kills += kill_when(writing, lambda b=before, m=more: count(data, "1") >= b + m, draw.random() / 50)  # type: ignore[misc]
        consistent(data)
    assert kills >= 3, "it was killed too late to show anything"
    assert count(data, "1") == MANY, "each mail is written once"
    with listening() as server:
        server.behaviour.slow = 0.003
        killed = _send_under_fire(data, server, draw)
        taken = Counter(to for to, _mail in list(server.taken))
    assert killed >= 5, "it was killed too late to show anything"
    in_doubt = {
        str(to)
        for (to,) in rows(data, 'select "to" from program_message where taken_at is not null and sent_at is null')
    }
    sent = {str(to) for (to,) in rows(data, 'select "to" from program_message where sent_at is not null')}
    assert len(sent) + len(in_doubt) == MANY, "no ask is lost"
    assert set(taken.values()) == {1}, "none leaves twice"
    assert sent <= set(taken), "what is noted as sent was"
    assert set(taken) - sent <= in_doubt, "what may have left is marked"
    assert len(in_doubt) <= killed, "nothing is in doubt but what was in flight"
    print(
        f"{MANY} asks, {kills} kills while writing, {killed} while sending: {len(sent)} sent, {len(in_doubt)} in doubt"
    )


def _send_under_fire(data: Path, server: MailServer, draw: random.Random) -> int:
    address = f"smtp://127.0.0.1:{server.port}?tls=no"
    killed = 0
    while count(data, "sent_at is null and taken_at is null"):
        worker = run(data, "-c", _WORKER, VOUCH_SMTP_URL=address)
        before, more = len(server.taken), draw.randrange(5, 40)
        killed += kill_when(
            worker, lambda b=before, m=more: len(server.taken) >= b + m, draw.random() / 100  # type: ignore[misc]
        )  # fmt: skip
    return killed
