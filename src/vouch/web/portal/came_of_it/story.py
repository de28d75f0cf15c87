"""What did their help lead to? Their acts in the order of time, each with what came of it and how we thanked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict

from vouch.domain.policy import Policy
from vouch.program.asks.queries import deeds_of
from vouch.web.portal.kinds import kind

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.findings.models import Deed
    from vouch.program.people.models import Contact


class Step(TypedDict):
    """One line: its day, its words, and whether something came of it."""

    when: dt.date
    words: str
    moved: bool


def story(who: Contact, asks: Sequence[Ask], policy: Policy) -> list[Step]:
    """Acts that were asked for here, and those the facts tell of, newest first."""
    steps = [_of_ask(ask, policy) for ask in asks if ask.done_at is not None]
    steps += [_of_deed(deed, policy) for deed in deeds_of(who)]
    return sorted(steps, key=lambda step: step["when"], reverse=True)


def _of_ask(ask: Ask, policy: Policy) -> Step:
    assert ask.done_at is not None
    what = kind(ask.activity, policy)
    parts = [f"You gave us {what}." if not ask.minutes else f"You gave us {what}, and {ask.minutes} minutes for it."]
    parts.append(_sentence(ask.led_to) or "What it led to is not known yet.")
    if ask.thanks:
        parts.append(f"Our thanks: {_sentence(ask.thanks)}")
    return {"when": ask.done_at.astimezone(policy.zone).date(), "words": " ".join(parts), "moved": bool(ask.led_to)}


def _of_deed(deed: Deed, policy: Policy) -> Step:
    what = kind(deed.activity, policy)
    said = f" “{deed.words}”" if deed.words and deed.words.casefold() not in (what.casefold(), deed.activity) else ""
    return {
        "when": deed.done_on,
        "words": f"{(what or 'Something you did')[:1].upper()}{what[1:]}.{said}",
        "moved": False,
    }


def _sentence(text: str) -> str:
    plain = text.strip()
    return plain if not plain or plain[-1] in ".!?…" else f"{plain}."
