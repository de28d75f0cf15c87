"""What a person wants for themselves, and which of it an ask serves.

Their own word stands above what a colleague noted: of a kind in which they said something, no note counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from vouch.domain.policy import Policy

MOST_WORDS = 120
"""Letters that a goal may have: it is quoted in a letter."""


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One thing that somebody wants. `stated`: they said it here themselves; else a colleague noted it (`noted_by`).

    `kind` is one of the policy's; `where` a colleague heard it. `changed_on` is the day it was last written.
    """

    id: int
    kind: str
    words: str
    stated: bool
    said_on: dt.date
    changed_on: dt.date
    noted_by: str = ""
    where: str = ""


def counted(goals: Iterable[Goal]) -> list[Goal]:
    """Those that count, their own first, then the newest.

    >>> day = dt.date(2026, 11, 22)
    >>> one = Goal(id=1, kind="career", words="to lead a team", stated=True, said_on=day, changed_on=day)
    >>> two = Goal(id=2, kind="career", words="to change trade", stated=False, said_on=day, changed_on=day)
    >>> [goal.words for goal in counted([two, one])]
    ['to lead a team']
    """
    every = list(goals)
    own = {one.kind for one in every if one.stated}
    found = [one for one in every if one.stated or one.kind not in own]
    return sorted(found, key=lambda one: (not one.stated, -one.said_on.toordinal(), one.id))


def serving(goals: Iterable[Goal], activity: str, policy: Policy) -> list[Goal]:
    """Those of these goals that a rung serves, in their order. A kind that the policy no longer has is served by none.

    >>> from vouch.domain.policy import load
    >>> day = dt.date(2026, 11, 22)
    >>> one = Goal(id=1, kind="network", words="to meet peers", stated=True, said_on=day, changed_on=day)
    >>> [len(serving([one], rung, load())) for rung in ("peer_call", "logo")]
    [1, 0]
    """
    kinds = {name for name, kind in policy.goals.items() if activity in kind.served_by}
    return [one for one in goals if one.kind in kinds]


def kinds(goals: Collection[Goal]) -> tuple[Sequence[str], Sequence[str]]:
    """The kinds of these goals, each once: stated, and noted alone."""
    stated = list(dict.fromkeys(one.kind for one in goals if one.stated))
    return stated, list(dict.fromkeys(one.kind for one in goals if not one.stated and one.kind not in stated))


def plain(words: str) -> str:
    """A goal as it is kept: on one line, without quotation marks that would end the quotation it stands in.

    >>> plain("  to speak at  “DockCon”. ")
    'to speak at ‘DockCon’'
    """
    line = " ".join(words.replace("\0", "").split()).rstrip(".")
    return (
        line.replace("“", "‘").replace("”", "’").replace("„", "‘").replace('"', "’").replace("{", "(").replace("}", ")")
    )
