"""What a colleague reads of their nomination."""

from __future__ import annotations

from vouch.program.people.letters.decided import decided, key_of

__all__ = ["decided", "key_of"]
