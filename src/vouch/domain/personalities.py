"""The four ways in which people like to take part, and how well one person's is known.

A personality helps to find the right words and the right thanks. It is no badge, no score, and no psychology.
"""

from __future__ import annotations

from enum import StrEnum


class Personality(StrEnum):
    """Forrester's four advocates (Laura Ramos). `docs/ideas/personality.md` says what each is."""

    EDUCATOR = "educator"
    VALIDATOR = "validator"
    STATUS_SEEKER = "status_seeker"
    COLLABORATOR = "collaborator"

    @property
    def words(self) -> str:
        """As people read it.

        >>> Personality.STATUS_SEEKER.words
        'status seeker'
        """
        return self.value.replace("_", " ")

    @property
    def a(self) -> str:
        """With its article.

        >>> Personality.EDUCATOR.a, Personality.VALIDATOR.a
        ('an educator', 'a validator')
        """
        return f"{'an' if self is Personality.EDUCATOR else 'a'} {self.words}"


class Known(StrEnum):
    """How well a personality is known. Unknown is an answer, and never a bad one."""

    UNKNOWN = "unknown"
    MAY_BE = "may_be"
    LEANING = "leaning"
    ASSIGNED = "assigned"
    STATED = "stated"

    @property
    def counts(self) -> bool:
        """Whether anything may rest on it: a guess from one kind of evidence is no ground."""
        return self in (Known.LEANING, Known.ASSIGNED, Known.STATED)

    @property
    def words(self) -> str:
        """As people read it.

        >>> Known.UNKNOWN.words
        'not known yet'
        """
        return _WORDS[self]


_WORDS = {
    Known.UNKNOWN: "not known yet",
    Known.MAY_BE: "may be",
    Known.LEANING: "leaning",
    Known.ASSIGNED: "fairly sure",
    Known.STATED: "said so themselves",
}
