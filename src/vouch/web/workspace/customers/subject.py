"""One account or person as a page shows them: who it is, the day, where they stood, and the names beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from vouch.program.people import queries as people
from vouch.runs.shown import Found
from vouch.runs.shown.about import About
from vouch.runs.shown.standing import Stand, stand
from vouch.web.shared.environment import stage_words
from vouch.web.workspace.customers.current import day_of, shown
from vouch.web.workspace.customers.words.sentence import account_sentence, person_sentence

if TYPE_CHECKING:
    from vouch.program.findings.models import Run
    from vouch.program.people.models import Account, Contact


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Somebody on a page. `past`: the day is not the run's own. `stand` is None for those who are not placed."""

    account: Account | None
    contact: Contact | None
    run: Run | None
    found: Found | None
    day: dt.date | None
    about: About | None
    stand: Stand | None
    former: bool

    @property
    def past(self) -> bool:
        """Whether the page shows a day before the run's own."""
        return bool(self.run and self.day and self.day != self.run.as_of and not self.former)

    @property
    def name(self) -> str:
        """What they are called."""
        if self.contact is not None:
            return self.contact.name or self.contact.email or "Somebody without a name"
        return self.account.name if self.account else ""

    @property
    def owner(self) -> str:
        """The internal id of the owner of the account, empty where there is none: whose own account it is."""
        return (self.account.owner_id or "") if self.account else ""

    @property
    def sentence(self) -> str:
        """The heading."""
        if self.contact is not None:
            return self._person()
        if self.stand is None:
            return f"{self.name} is not a customer, and so is not placed."
        if self.former:
            return f"{self.name} is no longer a customer. It was {stage_words(self.stand.stage)} when it left."
        return account_sentence(self.stand, self.name)

    def _person(self) -> str:
        if self.stand is not None:
            return person_sentence(self.stand, self.name)
        where = self.account.name if self.account else ""
        if not where:
            return f"{self.name} works for no customer that is known, and so is not placed."
        return f"{self.name} is at {where}, which is not a customer now."


def account_subject(request: HttpRequest, pk: str) -> Subject:
    """The account of a page. Raises NotFound."""
    account = people.account(pk)
    return _subject(request, pk, account=account, contact=None)


def person_subject(request: HttpRequest, pk: str) -> Subject:
    """The person of a page. Raises NotFound."""
    contact = people.contact(pk)
    return _subject(request, pk, account=contact.account if contact.account_id else None, contact=contact)


def _subject(request: HttpRequest, pk: str, *, account: Account | None, contact: Contact | None) -> Subject:
    run, found = shown(request)
    asked = day_of(request.GET.get("as_of", ""))
    day = found.nearest(asked) if found else None
    lender = account.pk if account and contact else ""
    about = About(found, pk, day, lender) if found and day else None
    stands = stand(about) if about else None
    former = False
    if about and stands is None and contact is None and about.placements:
        former, about = True, replace(about, day=about.placements[-1]["as_of"])
        stands = stand(about)
    return Subject(
        account=account, contact=contact, run=run, found=found, day=day, about=about, stand=stands, former=former
    )


def there(path: str) -> str:
    """The path where a page answers to it; empty where none does."""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path


def adding(account: str, kind: str, contact: str = "") -> str:
    """Where a colleague writes down a promise, result, act and so on; empty for nowhere."""
    path = there(f"/customers/{account}/add/{kind}/")
    return f"{path}?contact={contact}" if path and contact else path
