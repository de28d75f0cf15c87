"""The files named for a new batch hold a key that more than one row has, however many rounds it takes to find them."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouch.lake import repeats
from vouch.lake.repeats import files_with_repeats

FILES = st.lists(st.lists(st.integers(0, 30), max_size=6), max_size=4)


@given(FILES, FILES.filter(any), st.sampled_from([1, 3, 1_000]))
def test_exactly_the_files_that_share_a_key_are_named(
    tmp_path_factory: pytest.TempPathFactory, old: list[list[int]], new: list[list[int]], held: int
) -> None:
    data = tmp_path_factory.mktemp("repeats")
    lain = [_written(data / f"old-{number}.parquet", keys) for number, keys in enumerate(old)]
    come = [_written(data / f"new-{number}.parquet", keys) for number, keys in enumerate(new)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repeats, "_HELD", held)
        patch.setattr(repeats, "live_files", lambda _folder: lain)
        found = files_with_repeats(data, {"usage": come, "tickets": [], "accounts": come})
    fresh = {key for keys in new for key in keys}
    rows = Counter(key for keys in (*old, *new) for key in keys)
    named = [
        path.name
        for path, keys in [*zip(come, new, strict=True), *zip(lain, old, strict=True)]
        if any(rows[key] > 1 and key in fresh for key in keys)
    ]
    assert found == ({"usage": sorted(named)} if named else {})


def _written(path: Path, keys: list[int]) -> Path:
    digits = [blake2b(bytes([key]), digest_size=16).hexdigest() for key in keys]
    pq.write_table(pa.table({"key": pa.array(digits, pa.string())}), path)
    return path
