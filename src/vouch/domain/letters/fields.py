"""The fields of a letter: what stands for each when somebody reads it, and which may not be known of a person."""

from __future__ import annotations

import re

FIELDS = {
    "name": "their first name",
    "company": "what their company is called",
    "us": "what we are called",
    "activity": "what they are invited to, in words",
    "minutes": "how long it usually takes, in words",
    "goal": "a goal of their own that this serves, in their words",
    "company_goal": "what their company was promised and waits for",
    "result": "what their company reached and put its name under",
    "opening": "what they came to last",
}
"""Each field with what it stands for."""
MAY_BE_UNKNOWN = ("goal", "company_goal", "result", "opening")
"""Fields of which a person may have nothing; a sentence that has one is left out of their letter then."""
PIECES = {
    "lead": "the beginning that suits them",
    "own_goal": "the sentence about their own goal",
}
"""What stands in the words of a letter for a part of the template; in the words alone."""

HOLE = re.compile(r"\{([a-z_]+)\}")
"""A field or a piece. What stands in braces otherwise, like {how many, and who}, is open for whoever writes."""


def fields_of(text: str) -> list[str]:
    """The fields and pieces of a text, each once, in their order.

    >>> fields_of("{name}, one call about {goal}. {how many} people, {name}.")
    ['name', 'goal']
    """
    return list(dict.fromkeys(HOLE.findall(text)))
