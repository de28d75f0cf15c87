"""Does this ask, or this thank-you, suit somebody's personality? Pointed out gently; nobody is kept from anything."""

from __future__ import annotations

import re

from vouch.domain.personalities import Personality
from vouch.domain.policy import Policy


def ask_against(activity: str, one: Personality, policy: Policy) -> bool:
    """Whether this rung tends not to suit people of this personality.

    >>> from vouch.domain.policy import load
    >>> ask_against("private_quote", Personality.STATUS_SEEKER, load())
    True
    """
    return activity in policy.personalities[one].avoid_asks


def suiting_asks(one: Personality, policy: Policy) -> list[str]:
    """The rungs that suit them, the least effort first."""
    fits = [(rung.effort, rung.exposure, name) for name, rung in policy.ladder.items() if one in rung.fits]
    return [name for _effort, _exposure, name in sorted(fits)]


def thanks_against(words: str, one: Personality, policy: Policy) -> list[str]:
    """The words of a thank-you that tend not to suit people of this personality, each once, in its order.

    >>> from vouch.domain.policy import load
    >>> thanks_against("A gift card, with love", Personality.EDUCATOR, load())
    ['gift card']
    >>> thanks_against("A hug", Personality.COLLABORATOR, load())
    []
    """
    plain = " ".join(words.lower().split())
    found = [
        (match.start(), word)
        for word in policy.personalities[one].avoid_words
        if (match := re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", plain))
    ]
    return [word for _at, word in sorted(found)]
