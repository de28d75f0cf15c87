"""Is the ask that is being written part of a programme? Then it is counted there once it is proposed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest

from vouch.program.colleagues.permissions import require
from vouch.program.programmes import actions, queries
from vouch.web.shared.doors import colleague
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.programmes.models import Programme


def programme_of(request: HttpRequest) -> Programme | None:
    """The programme that an address or a form names. Raises NotAllowed, before anything is made, and NotFound."""
    key = request.POST.get("programme") or request.GET.get("programme", "")
    if not re.fullmatch(r"[0-9a-f]{32}", key):
        return None
    require(colleague(request), "run_programmes")
    return queries.programme(key)


def count(request: HttpRequest, programme: Programme | None, made: Sequence[Ask]) -> None:
    """Count these asks to the programme, where there is one. Raises Conflict where it has ended meanwhile."""
    if programme is not None and made:
        actions.add_asks(by=colleague(request), programme=programme, asks=made, policy=policy(), today=day.today())
