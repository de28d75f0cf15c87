"""How the importers' tests read: text or bytes in, facts as plain rows out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from vouch.domain.policy import load, read
from vouch.importers import Reject, Summary, open_file

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


@dataclass
class Outcome:
    """What became of a file."""

    kind: str
    facts: dict[str, list[dict[str, Any]]]
    rejects: list[Reject]
    summary: Summary
    mapping_id: str
    sheets: list[str] = field(default_factory=list)

    def column(self, table: str, name: str) -> list[Any]:
        return [row[name] for row in self.facts.get(table, [])]

    def reasons(self) -> list[tuple[int, str, str]]:
        return [(reject.row, reject.column, reject.reason) for reject in self.rejects]


def read_file(path: Path, as_: str | Path | None = None, *, zone: str = "UTC", currency: str = "EUR") -> Outcome:
    policy = (
        load()
        if (zone, currency) == ("UTC", "EUR")
        else read(f'[company]\ntime_zone = "{zone}"\ncurrency = "{currency}"')
    )
    reading = open_file(path, as_=as_, policy=policy, imported_at=NOW)
    facts: dict[str, list[dict[str, Any]]] = {}
    rejects: list[Reject] = []
    met = 0
    for chunk in reading.chunks():
        for table, frame in chunk.facts.items():
            facts.setdefault(table, []).extend(frame.to_dicts())
        rejects += chunk.rejects
        met += chunk.rows_read
    summary = reading.summary()
    assert summary.rows_read == met == summary.rows_kept + summary.rows_not_read + summary.rows_left_out
    return Outcome(reading.kind, facts, rejects, summary, reading.mapping_id, reading.sheets)


Reader = Callable[..., Outcome]


@pytest.fixture
def reads(tmp_path: Path) -> Reader:
    """Writes text or bytes to a file and reads it."""

    def go(content: str | bytes, name: str = "file.csv", as_: str | Path | None = None, **company: str) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_file(path, as_, **company)

    return go
