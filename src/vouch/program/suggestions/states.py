"""What can come next with somebody, in words."""

from __future__ import annotations

from django.db.models import TextChoices


class Kind(TextChoices):
    """The three answers there are."""

    ASK = "ask", "could be asked"
    GIVE = "give", "give first"
    LEAVE_ALONE = "leave_alone", "leave alone"
