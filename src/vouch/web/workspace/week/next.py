"""The next step on the page of a person, and those of everybody on the page of a customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vouch.program.asks.queries import situations
from vouch.program.colleagues.permissions import may
from vouch.program.suggestions import queries
from vouch.program.suggestions.states import Kind
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.words import name_of, rung_words
from vouch.web.workspace.week import suggested
from vouch.web.workspace.week.readable import reader

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Account, Contact
    from vouch.program.suggestions.models import NextStep
    from vouch.runs.suggest.way import BigName

SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Next:
    """One person's next step in words: the heading, what stands under it, and what can be done."""

    step: NextStep
    name: str
    heading: str
    lines: Sequence[str]
    invite: bool
    give: bool


def of_person(contact: Contact | None, account: Account | None, who: User) -> Next | None:
    """The next step of one person; None where none was found, or this colleague may not see it."""
    if contact is None or account is None or not may(who, "see_suggestions", owner=account.owner_id or ""):
        return None
    step = queries.of_contact(contact)
    return _told([step], who)[0] if step is not None else None


def of_customer(account: Account, who: User) -> list[Next]:
    """The next steps of a customer's people, asks first."""
    if not may(who, "see_suggestions", owner=account.owner_id or ""):
        return []
    return _told(list(queries.of_account(account, limit=SHOWN)), who)


def way_of(account: Account, contacts: Sequence[str], who: User) -> BigName | None:
    """The way to a big name; None where this is none, or somebody there is willing."""
    if account.employees is None or not may(who, "see_suggestions", owner=account.owner_id or ""):
        return None
    from vouch.runs.suggest.way import way_to  # a second to load, and few customers are big names

    return way_to(contacts, account.employees, policy(), day.today())


def _told(steps: Sequence[NextStep], who: User) -> list[Next]:
    rules = policy()
    asks = [one for one in steps if one.kind == Kind.ASK]
    known: dict[str, Any] = dict(situations([one.contact_id for one in asks], policy=rules, today=day.today()))
    closed = suggested.closed(asks, known, rules)
    given = {one.step.pk: one.suggestion for one in suggested.gives([one for one in steps if one.kind == Kind.GIVE])}
    found, read = [], reader(who, steps)
    for one in steps:
        lines = [words for _sign, words in read(one)]
        if one.kind == Kind.ASK:
            heading = f"Next: {rung_words(one.activity)}"
            lines = [f"Not now: {closed[one.pk]}"] if one.pk in closed else [*lines, f"A yes: {one.rate_words}"]
        elif one.kind == Kind.GIVE:
            heading = "Next: give first"
            told = given[one.pk].do if one.pk in given else "The playbook has no suggestion for their part."
            lines = ["A give is planned already." if one.obstacle else told, one.sentence]
        else:
            heading, lines = "Next: leave alone", [one.sentence, _lifted(one)]
        if one.changed:
            lines.append(one.changed)
        found.append(
            Next(
                step=one, name=name_of(one.contact), heading=heading, lines=[line for line in lines if line],
                invite=one.kind == Kind.ASK and one.pk not in closed,
                give=one.kind == Kind.GIVE and not one.obstacle and one.pk in given,
            )
        )  # fmt: skip
    return found


def _lifted(step: NextStep) -> str:
    if not step.lifts:
        return ""
    if step.lifts == "time":
        return "It ends by itself."
    return f"Lifted by {step.lifts}."
