"""A fingerprint of rows that does not depend on their order, nor on how they were split into files and batches.

Each row's key, hash of content and time are mixed into two 64-bit numbers; a set of rows is the sum of theirs, so the
prints of files can be added without reading them again.
"""

from __future__ import annotations

from binascii import unhexlify
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

PRINTED = ("key", "row_hash", "happened_at")
"""What a row's print is made of. `key` already covers table, system and the columns of the natural key."""

_WRAP = 1 << 64
_ODD = tuple(np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_SEEDS = (np.uint64(0x2545F4914F6CDD1D), np.uint64(0xD6E8FEB86659FD93))


@dataclass(frozen=True)
class Print:
    """The sum over a set of rows, in two lanes.

    >>> str(Print(1, 0) + Print(2, 3))
    '00000000000000030000000000000003'
    """

    first: int = 0
    second: int = 0

    def __add__(self, other: Print) -> Print:
        return Print((self.first + other.first) % _WRAP, (self.second + other.second) % _WRAP)

    def __str__(self) -> str:
        return f"{self.first:016x}{self.second:016x}"

    @classmethod
    def read(cls, text: str) -> Print:
        """The print that 32 hex digits stand for."""
        return cls(int(text[:16], 16), int(text[16:], 16))


def print_of(rows: pa.RecordBatch | pa.Table) -> Print:
    """The print of rows that have the columns of `PRINTED`; keys are 32 hex digits."""
    if rows.num_rows == 0:
        return Print()
    keys = rows.column("key").combine_chunks() if isinstance(rows, pa.Table) else rows.column("key")
    halves = np.frombuffer(unhexlify(_signs(keys)), dtype=">u8").reshape(-1, 2).astype(np.uint64)
    words = [halves[:, 0], halves[:, 1], _unsigned(rows.column("row_hash")), _unsigned(rows.column("happened_at"))]
    with np.errstate(over="ignore"):
        return Print(*(int(_mixed(words, seed).sum(dtype=np.uint64)) for seed in _SEEDS))


# all the hex digits of some keys in a row, as Arrow has them in memory
def _signs(keys: pa.StringArray) -> pa.Buffer:
    even = keys.cast(pa.binary()).cast(pa.binary(32))
    return even.buffers()[1].slice(even.offset * 32, len(even) * 32)


def _unsigned(column: pa.Array | pa.ChunkedArray) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    whole = pc.fill_null(column.cast(pa.int64()), 0)
    return whole.to_numpy(zero_copy_only=False).astype(np.int64).view(np.uint64)  # type: ignore[no-any-return]


# splitmix64's finaliser after each word: every bit of every word reaches every bit of the sum's term
def _mixed(
    words: list[np.ndarray[tuple[int], np.dtype[np.uint64]]], seed: np.uint64
) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    state = np.full(len(words[0]), seed, dtype=np.uint64)
    for word in words:
        state = (state ^ word) * _ODD[0]
        state = (state ^ (state >> np.uint64(30))) * _ODD[1]
        state = (state ^ (state >> np.uint64(27))) * _ODD[2]
        state = state ^ (state >> np.uint64(31))
    return state
