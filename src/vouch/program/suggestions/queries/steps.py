"""Which next steps are there, of the week, of one person, of one customer?"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from vouch.domain.errors import BadInput
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Reach, reach
from vouch.program.people.identity.queries import every_id
from vouch.program.people.models import Account, Contact
from vouch.program.suggestions.models import NextStep
from vouch.program.suggestions.states import Kind


@dataclass(frozen=True, kw_only=True)
class Within:
    """Whose steps are meant: everybody's, those of one owner's accounts, or nobody's."""

    everybody: bool = False
    owner: str = ""

    def rows(self) -> QuerySet[NextStep]:
        """The steps, in no order."""
        if self.everybody:
            return NextStep.objects.all()
        return NextStep.objects.filter(account__owner_id=self.owner) if self.owner else NextStep.objects.none()


def within(user: User) -> Within:
    """What this colleague may see of the suggestions."""
    match reach(user.role, "see_suggestions"):
        case Reach.YES:
            return Within(everybody=True)
        case Reach.OWN:
            return Within(owner=user.owner)
        case _:
            return Within()


@dataclass(frozen=True)
class Page:
    """Some steps, best first, and where the next page begins (empty: this is the last)."""

    rows: Sequence[NextStep]
    after: str


def of_week(whose: Within, kind: Kind, *, after: str = "", limit: int = 20, but: Sequence[str] = ()) -> Page:
    """The steps of one kind, best first, with person, placement, account and owner.

    `but`: people who are left out. Raises BadInput for a place that is none.
    """
    rows = whose.rows().filter(kind=kind).exclude(contact__in=but).order_by("rank", "id")
    rows = rows.select_related("contact__placement", "account__owner")
    if after:
        rank, pk = _read(after)
        rows = rows.filter(rank__gt=rank) | rows.filter(rank=rank, pk__gt=pk)
    found = list(rows[: limit + 1])
    return Page(found[:limit], _write(found[limit - 1]) if len(found) > limit else "")


def no_longer(whose: Within, *, limit: int = 5) -> Sequence[NextStep]:
    """Who could be asked the week before and is not proposed for anything now, with what came in between."""
    rows = whose.rows().filter(before__kind=Kind.ASK.value).exclude(kind=Kind.ASK).exclude(changed="")
    return list(rows.select_related("contact", "account__owner").order_by("rank", "pk")[:limit])


def of_contact(who: Contact | str) -> NextStep | None:
    """The next step of one person; None where no run found any."""
    whose = every_id(Contact, who)
    return NextStep.objects.select_related("contact", "account").filter(contact__in=whose).order_by("rank").first()


def of_account(whose: Account | str, *, limit: int = 50) -> Sequence[NextStep]:
    """The next steps of a customer's people: who could be asked first, then gives, then those left alone."""
    rows = NextStep.objects.select_related("contact__placement", "account").filter(account__in=every_id(Account, whose))
    order = [Kind.ASK, Kind.GIVE, Kind.LEAVE_ALONE]
    return sorted(rows.order_by("rank", "id")[:500], key=lambda one: (order.index(Kind(one.kind)), one.rank))[:limit]


def counts(whose: Within) -> dict[str, int]:
    """How many steps there are of each kind."""
    found: dict[str, int] = {kind.value: 0 for kind in Kind}
    found.update(whose.rows().order_by().values_list("kind").annotate(n=Count("id")))
    return found


def _write(row: NextStep) -> str:
    return base64.urlsafe_b64encode(json.dumps([row.rank, row.pk]).encode()).decode().rstrip("=")


def _read(after: str) -> tuple[int, int]:
    try:
        rank, pk = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        if type(rank) is not int or type(pk) is not int or not 0 <= pk < 2**63 or not 0 <= rank < 2**31:
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise BadInput(
            "bad_place", "This address lost a piece. Open the list from its beginning.", field="after"
        ) from None
    return rank, pk
