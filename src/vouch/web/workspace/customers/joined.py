"""Did this person join, and what did they say about how they like to take part and to be thanked? In sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vouch.program.members.queries import membership
from vouch.program.members.terms import QUESTIONS
from vouch.web.shared.reader import current

if TYPE_CHECKING:
    from vouch.program.people.models import Contact

_ASKED = {"part": "How they like to take part", "thanks": "How they like to be thanked"}


def joined(contact: Contact) -> list[str]:
    """What is to be known of their membership; a person who never joined has one sentence, too."""
    member = membership(contact)
    if member is None:
        return ["Has not joined. They can be invited all the same."]
    if member.left_at is not None:
        return [f"Joined once, and left on {current().day(member.left_at)}."]
    said = [
        f"{_ASKED[question]}: “{offered[member.answers[question]]}”."
        for question, offered in QUESTIONS.items()
        if member.answers.get(question) in offered
    ]
    return [f"Joined on {current().day(member.joined_at)}.", *said]
