"""Which static files there are is looked up once for a folder, not by each client of each test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from whitenoise.base import WhiteNoise


@pytest.fixture(scope="session", autouse=True)
def listed_once(collected: None) -> Iterator[None]:
    """The list of a folder is kept once somebody made it."""
    known: dict[tuple[str, str], dict[str, Any]] = {}
    look_up = WhiteNoise.update_files_dictionary

    def listed(self: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in known:
            before, self.files = self.files, {}
            look_up(self, root, prefix)
            known[root, prefix], self.files = self.files, before
        self.files.update(known[root, prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", listed)
        yield
