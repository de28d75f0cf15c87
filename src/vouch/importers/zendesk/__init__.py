"""Zendesk: tickets from the CSV of a view and from the JSON export. Bodies are never kept."""

from __future__ import annotations

from vouch.importers.base.kind import Kind
from vouch.importers.base.mapping import shipped

KINDS: tuple[Kind, ...] = (Kind(shipped(__name__, "tickets.toml")), Kind(shipped(__name__, "ticket_lines.toml")))

__all__ = ["KINDS"]
