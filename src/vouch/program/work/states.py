"""The words for how far work is: plain values, for those who do it and for pages that show it."""

from __future__ import annotations

from django.db.models import TextChoices


class FileState(TextChoices):
    """What became of a file that was handed in."""

    WAITING = "waiting", "waits to be looked at"
    LOOKED = "looked", "can be read"
    KNOWN = "known", "was read before"
    REFUSED = "refused", "cannot be read"
    IMPORTED = "imported", "is in"
    LEFT = "left", "was left aside"


class Task(TextChoices):
    """What there is to do."""

    LOOK = "look", "look at files"
    IMPORT = "import", "import files"
    UNDO = "undo", "take a batch out"
    REFRESH = "refresh", "place everyone"
    EXPORT = "export", "write a list to a file"
    PREVIEW = "preview", "see who would move under another policy"


class JobState(TextChoices):
    """How far a piece of work is."""

    WAITING = "waiting", "waits"
    RUNNING = "running", "under way"
    DONE = "done", "done"
    REFUSED = "refused", "refused"
    FAILED = "failed", "failed"
    STOPPED = "stopped", "stopped"


OPEN = (JobState.WAITING, JobState.RUNNING)
"""Work that is not over."""
STOPPABLE = (Task.EXPORT, Task.PREVIEW)
"""What can be stopped half way: nothing but its own file is touched by it."""
