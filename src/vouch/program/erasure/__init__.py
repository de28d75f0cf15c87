"""How the program forgets a person: across all rooms, and down to the files of the database."""

from __future__ import annotations

from vouch.program.erasure.actions import Forgotten, forget
from vouch.program.erasure.files import wipe

__all__ = ["Forgotten", "forget", "wipe"]
