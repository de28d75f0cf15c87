"""Does what somebody is about to send suit whom it is for? A gentle sentence where it may not; never a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vouch.domain.personalities import Personality
from vouch.domain.suiting import ask_against, suiting_asks, thanks_against
from vouch.program.colleagues.permissions import may
from vouch.program.people.queries import personalities
from vouch.web.shared.environment import capital, listed
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact


def of_ask(contacts: Sequence[Contact], activity: str, reward: str, who: User) -> list[str]:
    """What may not suit each of these people about this ask, and what would suit better."""
    rules, found = policy(), []
    for contact, one in _known(contacts, who):
        name, told = contact.name or contact.email, rules.personalities[one]
        if ask_against(activity, one, rules):
            better = [rules.ladder[rung].words for rung in suiting_asks(one, rules)[:2]]
            found.append(
                f"{name} {told.words}: {rules.ladder[activity].words} may not suit them. "
                f"{capital(_or(better))} might suit better."
            )
        found += _thanks(name, reward, one)
    return found


def of_thanks(contact: Contact, words: str, who: User) -> list[str]:
    """What of a thank-you may not suit this person."""
    return [said for _contact, one in _known([contact], who) for said in _thanks(contact.name or "They", words, one)]


def suits(contact: Contact, who: User) -> str:
    """What thanks this person well, in a sentence; empty where it is not known."""
    for _contact, one in _known([contact], who):
        return f"What suits {contact.name or 'them'}: {_or(policy().personalities[one].recognitions)}."
    return ""


def _thanks(name: str, words: str, one: Personality) -> list[str]:
    unfit, told = thanks_against(words, one, policy()), policy().personalities[one]
    if not unfit:
        return []
    quoted = listed([f"“{word}”" for word in unfit])
    return [f"{name} {told.words}: {quoted} may not please them. What does: {_or(told.recognitions)}."]


def _known(contacts: Sequence[Contact], who: User) -> list[tuple[Contact, Personality]]:
    """Those of whom it is well enough known, and about whom this colleague may read it."""
    able = [one for one in contacts if may(who, "see_personalities", owner=_owner(one))]
    now = personalities([one.pk for one in able]) if able else {}
    return [(one, leads) for one in able if (leads := now[one.pk].sure) is not None]


def _owner(contact: Contact) -> str:
    return (contact.account.owner_id or "") if contact.account_id and contact.account else ""


def _or(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"
