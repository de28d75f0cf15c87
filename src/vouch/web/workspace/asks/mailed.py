"""The letter of an ask that is not made yet, exactly as it would be mailed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from vouch.program.asks import letters
from vouch.program.asks.drafted import drafted
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks.chosen import Person

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.colleagues.models import User


@dataclass(frozen=True)
class Mailed:
    """A letter as it would leave: to whom, under which head, with which words."""

    to: str
    subject: str
    text: str


def as_mailed(person: Person, activity: str, written: dict[str, str], *, by: User) -> Mailed:
    """The invitation this person would get. Its links stand as a word: each letter has its own."""
    return of_ask(drafted(person.contact, activity, **written), by=by)


def of_ask(ask: Ask, *, by: User) -> Mailed:
    """The invitation of an ask as it would leave now."""
    link = f"{settings.VOUCH_URL}/..."
    letter = letters.invitation(ask, by=by, policy=policy(), page=link, stop=link)
    return Mailed(letter.to, letter.subject, letter.text)
