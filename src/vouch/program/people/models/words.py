"""The words of names, each to be found by its beginning: what a search looks in, instead of all names."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class NameWord(models.Model):
    """One word of the name of an account (`kind` is `a`) or of a person (`c`), folded; `subject` is their internal id.

    Written anew with the projection. The index is one that answers beginnings, on PostgreSQL whatever its language is.
    """

    kind = models.CharField(max_length=1)
    word = models.CharField(max_length=64)
    subject = models.CharField(max_length=16)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["kind", "word", "subject"],
                name="word_of_name",
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops", "varchar_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} of {self.subject}"
