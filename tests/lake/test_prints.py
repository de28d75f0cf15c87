"""A print is what its sentence says it is: made of each row, whatever the order, the pieces and Arrow's memory."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from vouch.lake.prints import Print, print_of

ROW = st.tuples(
    st.binary(min_size=16, max_size=16).map(bytes.hex),
    st.integers(-(2**63), 2**63 - 1),
    st.none() | st.integers(0, 2**50),
)
_WORD = (1 << 64) - 1


def _slowly(rows: list[tuple[str, int, int | None]]) -> Print:
    total = Print()
    for key, row_hash, moment in rows:
        lanes = []
        for seed in (0x2545F4914F6CDD1D, 0xD6E8FEB86659FD93):
            state = seed
            for word in (int(key[:16], 16), int(key[16:], 16), row_hash & _WORD, (moment or 0) & _WORD):
                state = (state ^ word) * 0x9E3779B97F4A7C15 & _WORD
                state = (state ^ (state >> 30)) * 0xC2B2AE3D27D4EB4F & _WORD
                state = (state ^ (state >> 27)) * 0x165667B19E3779F9 & _WORD
                state ^= state >> 31
            lanes.append(state)
        total += Print(*lanes)
    return total


def _table(rows: list[tuple[str, int, int | None]]) -> pa.Table:
    keys, hashes, moments = zip(*rows, strict=True) if rows else ((), (), ())
    columns = [pa.array(keys, pa.string()), pa.array(hashes, pa.int64()), pa.array(moments, pa.timestamp("us", "UTC"))]
    return pa.table(columns, names=["key", "row_hash", "happened_at"])


@given(st.lists(ROW, max_size=6), st.integers(0, 6))
def test_the_print_of_rows_is_the_sum_of_each_by_itself(rows: list[tuple[str, int, int | None]], cut: int) -> None:
    table = _table(rows)
    assert print_of(table) == _slowly(rows)
    assert print_of(table.slice(cut)) == _slowly(rows[cut:])
    assert sum((print_of(batch) for batch in table.slice(cut).to_batches()), Print()) == _slowly(rows[cut:])
    pieces = pa.concat_tables([table.slice(cut), table.slice(0, cut)])
    assert print_of(pieces) == _slowly(rows)
