"""Why this person? The three strongest reasons in words, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from vouch.domain.policy import Policy
from vouch.matching.next_ask import Willingness
from vouch.matching.reference.congruity import Part
from vouch.matching.reference.decision import Decision
from vouch.matching.reference.need import Need

SHOWN = 3


def reasons(
    parts: Sequence[Part], row: Decision, willing: Willingness, need: Need, policy: Policy, today: date
) -> tuple[str, ...]:
    """The strongest, by what each adds to the rank; where little is known, that they are rested.

    >>> from vouch.domain.policy import load
    >>> parts = [Part("industry", 1.0, 0.15, "the same industry: Fintech"), Part("size", None, 0.1, "not known")]
    >>> need = Need(activity="reference_call")
    >>> reasons(parts, Decision(), Willingness.WILLING, need, load(), date(2026, 12, 1))
    ('The same industry: Fintech.', 'They think well of us and act for others.', 'They were never asked.')
    """
    rules = policy.reference
    whole = sum(part.weight for part in parts if part.likeness is not None) + rules.doubt
    found = [
        (weight * like / whole, words, True)
        for name, like, weight, words in parts
        if like is not None and (like >= 0.5 or (like > 0 and name == "words"))
    ]
    if willing is Willingness.WILLING:
        said = need.activity in row.gladly
        words = f"They said they would gladly give {policy.ladder[need.activity].words}." if said else _ACTS
        found.append((rules.passion.willing, words, False))
    found.append((0.01, _rested(row, today), False))
    found.sort(key=_WORTH, reverse=True)  # the first of equal ones stays the first
    return tuple(_sentence(words) if of_part else words for _worth, words, of_part in found[:SHOWN])


_WORTH = itemgetter(0)
_ACTS = "They think well of us and act for others."


def unknown(parts: Sequence[Part]) -> tuple[str, ...]:
    """What is not known, full sentences."""
    return tuple(_sentence(part.words) for part in parts if part.likeness is None)


def _rested(row: Decision, today: date) -> str:
    if row.last_asked is None:
        return "They were never asked."
    days = (today - row.last_asked).days
    return f"They were last asked {days} day{'' if days == 1 else 's'} ago."


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
