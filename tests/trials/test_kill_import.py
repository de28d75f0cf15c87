"""kill -9 at ten random moments of an import of a million rows: the batch is whole or absent, the next completes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.lake.told import bytes_under, current
from vouch.lake import Lake, open_facts

ROWS = 1_000_000
SEED = 20261122
BEFORE = "event_id,account_id,happened_at\n" + "".join(f"e{n},acme,2024-05-01T00:00:00Z\n" for n in range(0, 300, 3))


def write_usage(file: Path, rows: int) -> None:
    """A plain usage export: a million events of a thousand accounts, a minute apart."""
    draw = random.Random(SEED)
    start = datetime(2024, 1, 1, tzinfo=UTC)
    with file.open("w") as export:
        export.write("event_id,account_id,contact_id,event,happened_at,quantity\n")
        for number in range(rows):
            account = draw.randrange(1000)
            at = (start + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
            export.write(f"e{number},a{account},c{account}-{draw.randrange(9)},login,{at},{draw.randrange(1, 5)}\n")


def importing(data: Path, file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from vouch.cli import main; main()", "import", str(file)]
    return subprocess.Popen(command, env=os.environ | {"VOUCH_DATA": str(data)}, stdout=subprocess.DEVNULL)


def when_rows_are_written(data: Path, wait: float) -> Callable[[], bool]:
    """True `wait` seconds after the first file of the import is finished: the moment of the commits."""
    seen: list[float] = []

    def ready() -> bool:
        if not seen and len(list((data / "lake" / "usage").glob("part-*.parquet"))) > 1:
            seen.append(time.monotonic())
        return bool(seen) and time.monotonic() >= seen[0] + wait

    return ready


def after(seconds: float) -> Callable[[], bool]:
    moment = time.monotonic() + seconds
    return lambda: time.monotonic() >= moment


def usage_rows(lake: Lake) -> int:
    with open_facts(lake) as facts:
        count: int = facts["usage"].count().to_pyarrow().as_py()
        return count


@pytest.mark.trials
def test_kill_9_at_ten_random_moments(tmp_path: Path) -> None:
    export, earlier = tmp_path / "usage.csv", tmp_path / "earlier.csv"
    write_usage(export, ROWS)
    earlier.write_text(BEFORE)
    clean = Lake(tmp_path / "clean")
    assert importing(clean.data, earlier).wait() == 0
    absent = current(clean)
    began = time.monotonic()
    assert importing(clean.data, export).wait() == 0
    takes = time.monotonic() - began
    with open_facts(clean) as facts:
        whole = facts.fingerprint()
    assert usage_rows(clean) == ROWS  # the earlier hundred are among them
    draw = random.Random(SEED)
    print(f"\n{ROWS:,} rows: {takes:.0f} s")
    for trial in range(10):
        lake = Lake(tmp_path / f"trial {trial}")
        assert importing(lake.data, earlier).wait() == 0
        process = importing(lake.data, export)
        late = trial % 2 == 1
        wait = draw.uniform(0, 1.5 if late else takes)
        ready = when_rows_are_written(lake.data, wait) if late else after(wait)
        while process.poll() is None and not ready():
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        code = process.wait()
        batches = len(lake.batches())
        print(f"trial {trial}: killed {'late' if late else 'anywhen'} ({wait:.2f} s), exit {code}, batches {batches}")
        with open_facts(lake) as facts:
            state = facts.fingerprint()
        assert state == (whole if batches == 2 else absent["fingerprint"])
        assert usage_rows(lake) == (ROWS if batches == 2 else 100)
        before = bytes_under(lake.folder)
        assert importing(lake.data, export).wait() == 0
        if batches == 2:
            assert bytes_under(lake.folder) == before
        with open_facts(lake) as facts:
            assert facts.fingerprint() == whole
        assert usage_rows(lake) == ROWS
        assert len(list(lake.folder.glob("usage/*.parquet"))) == 2
