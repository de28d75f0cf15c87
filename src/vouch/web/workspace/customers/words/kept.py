"""What does a kept view ask for, in a few words?"""

from __future__ import annotations

from collections.abc import Mapping

from vouch.program.findings.lists import ORDERS
from vouch.program.saved_views.meaning import Meaning
from vouch.web.shared.environment import stage_words
from vouch.web.workspace.customers.asked import FLAG_WORDS, MINE, NONE, Asked


def described(ask: Asked, means: Meaning, owners: Mapping[str, str]) -> str:
    """“Loyal, at risk, in Steel; sorted by yearly value.”"""
    parts = []
    if ask.stage:
        parts.append(stage_words(ask.stage))
    if ask.flag:
        parts.append(FLAG_WORDS[ask.flag])
    for name in ("segment", "region", "country"):
        value = getattr(ask, name)
        if value:
            parts.append(f"without a {name}" if value == NONE else f"in {value}")
    if ask.owner:
        parts.append(f"looked after by {'whoever reads' if ask.owner == MINE else owners.get(ask.owner, 'nobody')}")
    if ask.q:
        parts.append(f"called “{ask.q}”")
    told = ", ".join(parts) or "everyone"
    return f"{told[:1].upper()}{told[1:]}; sorted by {ORDERS[ask.kind][means.order].words.lower()}."
