"""What changes here: gestures are made, done, and left out; who gets on with whom, and what the two share."""

from __future__ import annotations

from vouch.program.touch.actions.ending import do_gesture, skip_gesture
from vouch.program.touch.actions.making import make_gestures
from vouch.program.touch.actions.sparks import publish_sparks, say_in_common

__all__ = ["do_gesture", "make_gestures", "publish_sparks", "say_in_common", "skip_gesture"]
