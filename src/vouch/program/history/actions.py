"""How is a change written down? One call, inside the transaction that makes the change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from vouch.domain.errors import Fault
from vouch.program.history.models import Change

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User

_WORD = re.compile(r"[\w.:/+-]{0,64}", re.ASCII)


def record(*, by: User | None, action: str, kind: str, object_id: object, door: str = "", **data: Any) -> Change:
    """Write down one change, in the transaction that makes it.

    `action` is the permission's word (`change_role`), `kind` and `object_id` name the thing. `data` may hold ids,
    numbers, dates and single words: free text and names stay out, so that the history never has to be erased.
    `by` is None for the command line and the worker; `door` then says which.

    Raises Fault outside a transaction, and for data that could be a name or a sentence.
    """
    if not connection.in_atomic_block:
        raise Fault(f"{action} was to be recorded outside the transaction that makes it")
    for name, value in data.items():
        _no_names(action, name, value)
    return Change.objects.create(
        at=timezone.now(),
        by=by,
        door=door or ("workspace" if by else "command_line"),
        action=action,
        kind=kind,
        object_id=str(object_id),
        data=data,
    )


def _no_names(action: str, name: str, value: Any) -> None:
    if value is None or isinstance(value, bool | int | float):
        return
    if isinstance(value, list | tuple):
        for part in value:
            _no_names(action, name, part)
        return
    if not isinstance(value, str) or not _WORD.fullmatch(value):
        raise Fault(f"{action} may not record {name}: only ids, numbers, dates and single words go into the history")
