"""Words of somebody that can be quoted in a letter: one line, one sentence, and short enough."""

from __future__ import annotations

from vouch.domain.goals import plain
from vouch.domain.wording.sentences import sentences

MOST = 140
"""Letters of a quotation: a win of 300 letters has room for it beside its own words."""


def quotable(text: str) -> str:
    """The first sentence of a text as a letter can quote it; empty where that is too long.

    >>> quotable("Opening a site takes 4 days, not 9. It was hard.")
    'Opening a site takes 4 days, not 9'
    >>> quotable("word " * 40)
    ''
    """
    line = " ".join(text.split())
    first = next(iter(sentences(line)), None)
    short = plain(line[first.start : first.end]) if first else ""
    return short if len(short) <= MOST else ""
