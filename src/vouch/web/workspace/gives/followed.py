"""Which kinds of gives were followed by a move up? Counts with their interval, and no word of cause."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from vouch.domain.estimate import Share
from vouch.program.asks.queries.gives import done_for_accounts
from vouch.program.asks.states import GiveKind
from vouch.program.findings.queries import current_run
from vouch.runs.shown.after import WITHIN_DAYS, After, after
from vouch.runs.shown.found import found
from vouch.web.shared.shell import policy

__all__ = ["WITHIN_DAYS", "OfKind", "by_kind"]


@dataclass(frozen=True)
class OfKind:
    """One kind of give: its words, how many were followed by a move up, of how many whose time is over."""

    words: str
    share: Share


def by_kind() -> list[OfKind]:
    """Every kind that was given, those given most first. Empty before the first run."""
    run = current_run()
    of = found(Path(settings.DATA), run.id, policy().zone) if run else None
    if of is None:
        return []
    told = done_for_accounts()
    moved: list[After] = [after(of, [(account, day) for kind, account, day in told if kind == one]) for one in GiveKind]
    kinds = [OfKind(one.label, found_.share) for one, found_ in zip(GiveKind, moved, strict=True) if found_.given]
    return sorted(kinds, key=lambda one: -one.share.n)
