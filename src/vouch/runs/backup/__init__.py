"""A copy of everything in one file, and everything from such a file again, without those erased since."""

from __future__ import annotations

from vouch.runs.backup.contents import BACKUPS
from vouch.runs.backup.keep import Made, backup
from vouch.runs.backup.restore import Restored, restore

__all__ = ["BACKUPS", "Made", "Restored", "backup", "restore"]
