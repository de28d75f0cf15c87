"""How the program forgets a person: across all rooms, and down to the files of the database."""

from __future__ import annotations

from vouch.program.erasure.actions import Forgotten, forget
from vouch.program.erasure.files import wipe
from vouch.program.erasure.kept import Kept, alike, entered_as, kept_about, others_near
from vouch.program.erasure.listed import listed

__all__ = ["Forgotten", "Kept", "alike", "entered_as", "forget", "kept_about", "listed", "others_near", "wipe"]
