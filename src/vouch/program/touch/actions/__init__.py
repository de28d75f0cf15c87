"""What changes here: gestures are made, done, and left out."""

from __future__ import annotations

from vouch.program.touch.actions.ending import do_gesture, skip_gesture
from vouch.program.touch.actions.making import make_gestures

__all__ = ["do_gesture", "make_gestures", "skip_gesture"]
