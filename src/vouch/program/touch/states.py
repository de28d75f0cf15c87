"""What can become of a gesture."""

from __future__ import annotations

from django.db.models import TextChoices


class GestureState(TextChoices):
    """Where a gesture is. All but `open` are remembered, so that no occasion is greeted twice."""

    OPEN = "open", "to do"
    DONE = "done", "done"
    SKIPPED = "skipped", "left out"
    PASSED = "passed", "over"
