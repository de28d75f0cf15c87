"""HubSpot: contacts, companies and deals as the export writes them, and records of its API."""

from __future__ import annotations

from vouch.importers.base.kind import Kind
from vouch.importers.base.mapping import shipped
from vouch.importers.hubspot.hooks import HOOKS

KINDS: tuple[Kind, ...] = tuple(
    Kind(shipped(__name__, f"{file}.toml"), HOOKS) for file in ("companies", "contacts", "deals", "owners")
)

__all__ = ["HOOKS", "KINDS"]
