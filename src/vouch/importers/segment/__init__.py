"""Segment and RudderStack: events as JSON lines, and the tables of their warehouse."""

from __future__ import annotations

from vouch.importers.base.kind import Kind
from vouch.importers.base.mapping import shipped
from vouch.importers.segment.hooks import HOOKS, of_events

_EVENTS = shipped(__name__, "events.toml")

KINDS: tuple[Kind, ...] = (
    Kind(_EVENTS, of_events(_EVENTS)),
    *(Kind(shipped(__name__, f"{file}.toml"), HOOKS) for file in ("tracks", "pages", "identifies", "groups")),
)

__all__ = ["HOOKS", "KINDS"]
