"""Takes one batch out: first it stops existing, then its rows go, then the files that held them."""

from __future__ import annotations

from pathlib import Path

from vouch.domain.errors import NotFound
from vouch.lake.batches import Batch, mark_leaving, read_batches
from vouch.lake.leftovers import sweep


def take_out(data: Path, id_: str) -> Batch:
    """Removes a committed batch and gives its row. The writer's lock is held; a crash midway is finished by a sweep.

    Raises NotFound when no batch has that id.
    """
    folder = data / "lake" / "batches"
    found = next((batch for batch in read_batches(folder) if batch.id == id_), None)
    if found is None:
        raise NotFound("no_such_batch", f"There is no batch {id_}; `vouch import --list` shows them all.", batch=id_)
    mark_leaving(folder, id_)
    sweep(data)
    return found
