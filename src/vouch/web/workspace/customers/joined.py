"""Did this person join, and what did they say about how they like to take part and to be thanked? In sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vouch.program.colleagues.permissions import may
from vouch.program.members.queries import membership
from vouch.program.people.queries import personality
from vouch.web.shared.reader import current
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact


def joined(contact: Contact, who: User) -> list[str]:
    """What is to be known of their membership; a person who never joined has one sentence, too.

    What they answered is for those who may see personalities, and for nobody once the person objected.
    """
    member = membership(contact)
    if member is None:
        return ["Has not joined. They can be invited all the same."]
    if member.left_at is not None:
        return [f"Joined once, and left on {current().day(member.left_at)}."]
    owner = (contact.account.owner_id or "") if contact.account_id and contact.account else ""
    told = may(who, "see_personalities", owner=owner) and personality(contact).shown
    said = [
        f"{asked.about}: “{asked.options[member.answers[question]].words}”."
        for question, asked in policy().personality.questions.items()
        if told and member.answers.get(question) in asked.options
    ]
    return [f"Joined on {current().day(member.joined_at)}.", *said]
