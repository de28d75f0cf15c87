"""Where does an entry stand, in a sign and a few words? Open, due, kept, confirmed, asked, denied, taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from vouch.web.shared import reader
from vouch.web.shared.environment import plural

if TYPE_CHECKING:
    from vouch.program.people.models import Confirmation

_KEPT = {"met": "kept", "late": "kept, but late"}
_RATINGS = {"green": "for", "amber": "unknown", "red": "against"}


@dataclass(frozen=True)
class Standing:
    """`sign`: for, against, unknown or stale. `words` say where it stands, `beside` what may follow."""

    sign: str
    words: str
    beside: str = ""


def standing(entry: Any, fact: str, today: dt.date, asked: Sequence[Confirmation] = ()) -> Standing:
    """Where an entry stands on a day, with the questions that were asked about it, newest first."""
    if entry.withdrawn_at:
        denied = next((one for one in asked if one.answer == "no"), None)
        who = f"{denied.to_name or denied.to_email} said that it is not so." if denied else ""
        return Standing("unknown", "taken back", who)
    if fact == "promises":
        return _promise(entry, today, asked)
    if fact == "results":
        return _signed("reached", entry, asked)
    if fact == "sentiment":
        return Standing(_RATINGS[entry.rating], {"green": "well", "amber": "so-so", "red": "badly"}[entry.rating])
    return Standing("for", "written down")


def _promise(entry: Any, today: dt.date, asked: Sequence[Confirmation]) -> Standing:
    if entry.status == "missed":
        return Standing(
            "against", "missed", "Make it good, and say so here." if not entry.signed_off_on else _by(entry)
        )
    if entry.status in _KEPT:
        return _signed(_KEPT[entry.status], entry, asked)
    denied = next((one for one in asked if one.answer == "no"), None)
    beside = f"{denied.to_name or denied.to_email} said that it was not so." if denied else ""
    if entry.due_on is None:
        return Standing("unknown", "open, with no day", beside)
    days = (entry.due_on - today).days
    if days < 0:
        return Standing("stale", f"open, due {plural(-days, 'day')} ago", beside or "Say how it went.")
    if days <= 30:
        return Standing("unknown", f"open, due in {plural(days, 'day')}" if days else "open, due today", beside)
    return Standing("unknown", f"open until {reader.current().day(entry.due_on)}", beside)


def _signed(word: str, entry: Any, asked: Sequence[Confirmation]) -> Standing:
    if entry.signed_off_on:
        return Standing("for", f"{word} and confirmed", _by(entry))
    waiting = next((one for one in asked if waits(one, entry)), None)
    if waiting:
        return Standing(
            "for", f"{word}, they were asked", f"{waiting.to_name or waiting.to_email} has not answered yet."
        )
    return Standing("for", f"{word}, as we say", "Counts twice as much with the customer’s own word.")


def _by(entry: Any) -> str:
    who = f" by {entry.signed_off_by}" if entry.signed_off_by else ""
    return f"Confirmed {reader.current().day(entry.signed_off_on)}{who}."


def waits(question: Confirmation, entry: Any) -> bool:
    """Whether a question about the present version of an entry can still be answered."""
    open_ = question.answered_at is None and question.expires_at > timezone.now()
    return open_ and question.entry_version == entry.version
