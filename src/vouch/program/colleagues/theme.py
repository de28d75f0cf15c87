"""How the pages look to one colleague."""

from __future__ import annotations

from django.db import models


class Theme(models.TextChoices):
    """Light, dark, or whatever the device says."""

    SYSTEM = "system", "as this device"
    LIGHT = "light", "light"
    DARK = "dark", "dark"
