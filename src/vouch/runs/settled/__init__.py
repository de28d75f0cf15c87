"""What people settled about who is who, where the core finds it: a snapshot beside the facts, and what follows."""

from __future__ import annotations

from vouch.runs.settled.snapshot import carried, snapshot

__all__ = ["carried", "snapshot"]
