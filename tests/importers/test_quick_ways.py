"""The quick ways through a file give what the slow, obvious ones give: same cells, same times, same keys and hashes."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouch.importers.base.cells import dates
from vouch.importers.base.identity import hashes, key_of, keys
from vouch.importers.base.source import Lot, delimited, grids
from vouch.lake.shape import polars_schema
from vouch.tables.facts import TABLES
from vouch.tables.shape import Type

USAGE = TABLES["usage"]
SCHEMA = {name: polars_schema("usage")[name] for name in USAGE.names}
CELL = st.text(st.characters(codec="utf-8", exclude_characters='"'), max_size=6)
LINE = st.lists(CELL, min_size=1, max_size=3).map(",".join)


def _lots(path: Path) -> tuple[list[dict[str, str | None]], list[int], list[tuple[int, str, str, str]]]:
    _, (grid,) = grids(path)
    lots: list[Lot] = list(grid.lots(0))
    rows = [row for lot in lots for row in lot.frame.to_dicts()]
    return rows, [row for lot in lots for row in lot.rows], [one for lot in lots for one in lot.listed]


@given(
    st.sampled_from(["a", "a,b", "a,b,c"]),
    st.lists(st.tuples(LINE, st.sampled_from(["\n", "\r\n", "\r"])), max_size=8),
)
def test_a_block_without_quotes_is_read_as_it_is_line_by_line(
    tmp_path_factory: pytest.TempPathFactory, header: str, lines: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("block") / "a.csv"
    header = "a" * 4_000 + header  # of a file with little else, strange signs would make it no text
    path.write_bytes((header + "\n" + "".join(line + end for line, end in lines)).encode())
    with pytest.MonkeyPatch.context() as careful:
        careful.setattr(delimited, "even_block", lambda *_: None)
        slowly = _lots(path)
    assert _lots(path) == slowly


def test_a_file_of_many_blocks_has_every_cell_and_row_number(tmp_path: Path) -> None:
    rows = [[f"e{n}", f"name {n}" if n % 7 else "", "x" * (n % 90)] for n in range(30_000)]
    rows[17_000] = ["short"]
    rows[23_456] = ["e", "one, with a comma", ""]
    out = io.StringIO()
    csv.writer(out).writerows([["a", "b", "c"], *rows])
    path = tmp_path / "a.csv"
    path.write_text(out.getvalue())
    found, numbers, listed = _lots(path)
    assert [row for row, *_ in listed] == [17_002]
    del rows[17_000]
    assert [list(row.values()) for row in found] == [[cell or None for cell in row] for row in rows]
    assert numbers == [number for number in range(2, 30_002) if number != 17_002]


TIMES = st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2025, 1, 1))  # noqa: DTZ001 - zones are written
WRITTEN = st.builds(
    lambda moment, way, point, zone: moment.strftime(way) + point + zone,
    TIMES,
    st.sampled_from(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M"]),
    st.sampled_from(["", ".5", ",25", ".123456789", ".1234567891"]),
    st.sampled_from(["", "Z", "z", " UTC", "+02:00", " -0330", "+02", "x"]),
)
STYLE = dates.Style("Europe/Lisbon", "Asia/Tokyo", datetime(2026, 1, 1, tzinfo=UTC), "late")


@given(st.lists(st.one_of(WRITTEN, st.none(), st.just("2024-02-29")), max_size=6))
def test_a_time_is_the_same_alone_and_beside_one_written_otherwise(cells: list[str | None]) -> None:
    beside = dates.dates(pl.Series([*cells, "2024/01/01 10:00 UTC"], dtype=pl.String), Type.TIME, STYLE).values
    alone = [dates.dates(pl.Series([cell], dtype=pl.String), Type.TIME, STYLE).values[0] for cell in cells]
    together = dates.dates(pl.Series(cells, dtype=pl.String), Type.TIME, STYLE).values.to_list()
    assert together == beside.to_list()[:-1] == alone


VALUES = {
    Type.NUMBER: st.floats(allow_nan=False, allow_infinity=False),
    Type.COUNT: st.integers(-(2**40), 2**40),
    Type.YES_NO: st.booleans(),
    Type.DATE: st.dates(date(1970, 1, 1), date(2030, 1, 1)),
    Type.TIME: st.datetimes(datetime(1970, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
}
FACT = st.fixed_dictionaries(
    {
        column.name: st.none() | VALUES.get(column.type, st.text(st.characters(codec="utf-8"), max_size=8))
        for column in USAGE.columns
    }
)


@given(st.lists(FACT, max_size=5))
def test_keys_and_hashes_are_those_of_each_row_by_itself(facts: list[dict[str, object]]) -> None:
    own = pl.DataFrame(facts, schema=SCHEMA)
    for place, fact in enumerate(facts):
        texts = {name: own[name].slice(place, 1).to_physical().cast(pl.String)[0] for name in own.columns}
        told = "\x1f".join("\x00" if text is None else text for text in texts.values())
        digest = blake2b(told.encode(), digest_size=8).digest()
        assert hashes(USAGE, own)[place] == int.from_bytes(digest, "big", signed=True)
        named = [texts[name] for name in USAGE.key]
        every = named if any(fact[name] is not None for name in USAGE.key) else list(texts.values())
        assert keys(USAGE, "plain", own)[place] == key_of("usage", "plain", every)
    assert len(keys(USAGE, "plain", own)) == len(hashes(USAGE, own)) == len(facts)


def test_a_key_made_last_year_is_made_again() -> None:
    own = pl.DataFrame([{"event_id": "e1"}], schema=SCHEMA)
    assert keys(USAGE, "plain", own).to_list() == ["725f5383beaede9ff7d0dd372350c622"]
    assert hashes(USAGE, own).to_list() == [-9137716756400567713]
