"""A data folder for each test, colleagues, a worker, and small exports to hand in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.program.cast import fast_and_clean, somebody
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.runs.work import Upload, Worker

__all__ = ["fast_and_clean"]

ACCOUNTS = "account_id,name,type\nA1,Ana Dairy,Customer\nB1,Bo Timber,Customer\n"
SENTIMENT = (
    "account_id,by,rated_on,rating,note\n"
    "A1,Noor,2026-10-01,green,glad\nA1,Noor,2026-02-31,green,\nB1,Noor,2026-10-02,yellowish,Dee said so\n"
)


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    """The data folder that everything in this test uses."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    return Path(settings.DATA)


@pytest.fixture
def worker(data: Path, db: None) -> Worker:
    """The worker of that folder."""
    return Worker(data)


@pytest.fixture
def manager(db: None) -> User:
    """A programme manager, who may import."""
    return somebody(Position.PROGRAMME_MANAGER)


def upload(name: str, content: str | bytes) -> Upload:
    """A file as somebody hands it in."""
    raw = content.encode() if isinstance(content, str) else content
    return Upload(name=name, size=len(raw), chunks=[raw])


def work(worker: Worker, *, until: Callable[[], bool] = lambda: False) -> int:
    """Let the worker do everything there is to do, or until something is so. Returns how many things it did."""
    count = 0
    while not until() and worker.step():
        count += 1
        assert count < 50, "the worker finds no end"
    return count
