"""The placed company in a data folder of its own, so that a test may put another policy in force."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.web.factory import Placed


@pytest.fixture
def own(placed: Placed, settings: Any, tmp_path: Path) -> Path:
    """The data folder."""
    settings.DATA = tmp_path / "data"
    shutil.copytree(placed.data, settings.DATA)
    return Path(settings.DATA)
