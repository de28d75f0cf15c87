"""How does a policy that was tried come into force? Its file takes the place of the one before, which is kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from vouch.domain.policy import load, read
from vouch.lake.disk import disk_refusals
from vouch.program.previews import actions
from vouch.runs.trying.changed import FILE

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.previews.models import Preview

KEPT = "policies"
"""Where the files of earlier policies are kept, by version."""


def adopt(data: Path, *, by: User, preview: str, wake: Callable[[], object]) -> Preview:
    """Put a policy that was tried in force, and have everybody placed by it.

    The file is replaced in one step, last in the transaction that notes it: either both are so, or neither. The one
    before lies in `policies` of the data folder, under its version. Raises NotAllowed, NotFound, Conflict; BadPolicy
    where a newer Vouch reads the text another way.
    """
    path, before = data / FILE, load(data / FILE)
    old = path.read_bytes() if path.exists() else None
    with disk_refusals(data), transaction.atomic():
        row = actions.adopt(by=by, preview=preview, in_force=before.version, wake=wake)
        read(row.text, name="The policy")
        if old is not None:
            _written(data / KEPT / f"{before.version}.toml", old)
        _written(path, row.text.encode())
    return row


def _written(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
