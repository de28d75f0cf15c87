"""A crash between any two steps: what was begun is whole or absent, and doing it again completes it."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from vouch.domain.errors import Conflict
from vouch.lake import Lake
from vouch.lake.log import live_files

from .test_erasure import ANA, found, lake_with_ana
from .told import bring, current, day, told

STEPS: list[tuple[Any, str]] = [
    (DeltaTable, "create_write_transaction"),
    (DeltaTable, "create"),
    (Path, "rename"),
    (Path, "replace"),
    (Path, "unlink"),
    (pq.ParquetWriter, "write_table"),
]
"""Everything by which the disk is changed."""


class Killed(BaseException):
    """The process is gone: nothing that tidies up after an exception may run."""


@contextmanager
def killed_at(moment: int) -> Iterator[None]:
    """Raises Killed before the step that changes the disk which `moment` counts to."""
    ahead = itertools.count()

    def counted(step: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(step)
        def run(*given: Any, **named: Any) -> Any:
            if next(ahead) == moment:
                raise Killed
            return step(*given, **named)

        return run

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in STEPS:
            step = owner.__dict__[name]
            bound = isinstance(step, classmethod)
            patch.setattr(owner, name, classmethod(counted(step.__func__)) if bound else counted(step))
        yield


def crashes(lake_before: Lake, act: Callable[[Lake], object]) -> Iterator[tuple[int, Lake]]:
    """For each moment at which `act` can be killed, a copy of a lake after it was."""
    for moment in itertools.count():
        folder = lake_before.data.with_name(f"killed at {moment}")
        lake = Lake(shutil.copytree(lake_before.data, folder), patience=lake_before.patience)
        try:
            with killed_at(moment):
                act(lake)
        except Killed:
            yield moment, lake
        else:
            assert moment > 3, "nothing was changed on disk, so nothing was tried"
            return


def tickets(*numbers: int, changed: int) -> Any:
    rows = [
        {
            "ticket_id": f"t{n}",
            "account_id": "acme",
            "status": f"{changed}",
            "opened_at": day(1),
            "modified_at": day(changed),
        }
        for n in numbers
    ]
    return "tickets", told("tickets", *rows)


def accounts(name: str) -> Any:
    return "accounts", told("accounts", {"account_id": "acme", "name": name, "modified_at": day(1)})


def copy(lake: Lake) -> Lake:
    return Lake(shutil.copytree(lake.data, lake.data.with_name("another")))


def test_an_import_is_whole_or_absent_and_the_next_completes_it(tmp_path: Path) -> None:
    def act(lake: Lake) -> object:
        return bring(lake, "second", tickets(2, 3, changed=4), accounts("Acme"))

    before = Lake(tmp_path / "before")
    bring(before, "first", tickets(1, 2, changed=3))
    absent = current(before)
    after = copy(before)
    act(after)
    whole = current(after)
    for moment, lake in crashes(before, act):
        now = current(lake)
        assert now in (absent, whole), moment
        if now == absent:
            act(lake)
        else:
            with pytest.raises(Conflict):
                act(lake)
        assert current(lake) == whole, moment
        assert_tidy(lake)


def test_taking_a_batch_out_of_files_laid_together_is_whole_or_absent(tmp_path: Path) -> None:
    def act(lake: Lake) -> object:
        return [lake.undo(batch.id) for batch in lake.batches() if batch.seq == 2]

    before = Lake(tmp_path / "before")
    bring(before, "first", tickets(1, 2, 5, changed=3), accounts("Acme"))
    bring(before, "second", tickets(2, 3, changed=4), accounts("Bolt"))
    before.compact(["tickets", "accounts"])
    bring(before, "third", tickets(4, changed=4))
    after = copy(before)
    act(after)
    states = [current(before), current(after)]
    assert states[0] != states[1]
    for moment, lake in crashes(before, act):
        assert current(lake) in states, moment
        act(lake)
        lake.sweep()
        assert current(lake) == states[1], moment
        assert_tidy(lake)


def test_laying_files_together_never_changes_an_answer(tmp_path: Path) -> None:
    before = Lake(tmp_path / "before")
    for number in range(3):
        bring(before, str(number), tickets(number, number + 1, changed=number + 1))
    state = current(before)
    for moment, lake in crashes(before, lambda lake: lake.compact(["tickets"])):
        assert current(lake) == state, moment
        lake.compact(["tickets"])
        assert current(lake) == state, moment
        assert_tidy(lake)


def test_an_erasure_that_was_cut_short_is_completed_from_the_same_id(tmp_path: Path) -> None:
    def act(lake: Lake) -> object:
        return lake.erase(lake.person(ids=[("plain", "c1")]))

    for moment, lake in crashes(lake_with_ana(tmp_path / "before"), act):
        act(lake)
        assert found(lake.data, ANA) == [], moment


def assert_tidy(lake: Lake) -> None:
    """No file is left that no table names."""
    for table in lake.folder.iterdir():
        assert set(table.glob("*.parquet")) == set(live_files(table))
