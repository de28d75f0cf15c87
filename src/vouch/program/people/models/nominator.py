"""How good a colleague's nominations were, as the last run found it."""

from __future__ import annotations

from django.db import models


class Nominator(models.Model):
    """One colleague who put people forward, by the name the facts have in lower case.

    Of `named` people, `right` later did something for us, `wrong` declined before they did; of the others nothing is
    known yet. `trusted` is how much their word counts, `low` and `high` bound it; `least`: decided people needed.
    """

    who = models.CharField(primary_key=True, max_length=255)
    named = models.PositiveIntegerField()
    right = models.PositiveIntegerField()
    wrong = models.PositiveIntegerField()
    trusted = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    least = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.who
