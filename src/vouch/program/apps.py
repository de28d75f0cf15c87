"""The one Django app of the program."""

from __future__ import annotations

from django.apps import AppConfig


class Program(AppConfig):
    """Its rooms are folders; Django sees their tables through `models.py`."""

    name = "vouch.program"
    label = "program"
    verbose_name = "Vouch"
