"""Who runs the sample's programme, and who of its customers could be asked? Colleagues made, people found in order."""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from vouch.domain.asking import obstacles
from vouch.domain.policy import Policy
from vouch.program.asks.queries import situations
from vouch.program.colleagues import actions as colleagues
from vouch.program.colleagues.invitations import token_for
from vouch.program.colleagues.permissions import Position
from vouch.program.findings import lists
from vouch.program.findings.filters import Filter

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact, Owner

OWNERS, POOL = 3, 60
"""How many owners of the CRM work in Vouch too, and how many people of each stage are looked at."""


class Cast:
    """The people at customers who could be asked, each company once; and the colleagues who look after them."""

    def __init__(self, policy: Policy, manager: User, company: str) -> None:
        self.policy, self.manager = policy, manager
        self.pool = _people()
        self.taken: set[str] = set()
        self.owners = self._colleagues(company)

    def find(self, activity: str, day: dt.date) -> Contact | None:
        """The first in line who may be asked for this on that day, whose company nobody was found at yet."""
        left = [one for one in self.pool if one.account_id not in self.taken]
        known = situations([one.pk for one in left], policy=self.policy, today=day)
        for one in left:
            if one.pk in known and not obstacles(known[one.pk], activity, self.policy):
                self.taken.add(one.account_id or "")
                return one
        return None

    def owner_of(self, contact: Contact) -> User:
        """The colleague who looks after somebody's company; the manager where none works in Vouch."""
        owner = contact.account.owner_id if contact.account else None
        return self.owners.get(owner or "", self.manager)

    def _colleagues(self, company: str) -> dict[str, User]:
        """The owners who look after most of these people, each as a colleague."""
        theirs = Counter(one.account.owner_id for one in self.pool if one.account and one.account.owner_id)
        by_id: dict[str, Owner] = {
            one.account.owner_id: one.account.owner
            for one in self.pool
            if one.account and one.account.owner_id and one.account.owner
        }
        chosen = sorted(theirs, key=lambda pk: (-theirs[pk], by_id[pk].name))[:OWNERS]
        return {pk: self._joined(by_id[pk], company) for pk in chosen if by_id[pk].email}

    def _joined(self, owner: Owner, company: str) -> User:
        told: Callable[[str], str] = str
        user = colleagues.invite(
            by=self.manager, email=owner.email, name=owner.name, role=Position.ACCOUNT_OWNER, company=company, link=told
        )
        colleagues.link_owner(by=self.manager, user=user, owner=owner.pk)
        # nobody knows the password: whoever wants to see their pages resets it, or is shown round by the administrator
        return colleagues.join(token=token_for(user), name=owner.name, password=secrets.token_urlsafe(24))


def _people() -> list[Contact]:
    """Advocates first, then loyal people, then satisfied ones, by name; those who cannot be reached are left out."""
    found: list[Contact] = []
    for stage in ("advocate", "loyal", "satisfied"):
        rows = lists.every(Filter(kind="contact", stage=stage))[: POOL * 2]
        able = [row.contact for row in rows if row.contact and row.contact.email and row.contact.account_id]
        found += able[:POOL]
    return found
