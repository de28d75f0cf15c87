"""Who was put forward, where each nomination stands, and what to look at twice before saying yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from vouch.domain.errors import NotFound
from vouch.domain.nominating import Named, Sign, signs
from vouch.domain.policy import Policy
from vouch.program.colleagues.models import User
from vouch.program.people.identity.queries import every_id
from vouch.program.people.models import DECIDED, Contact, Nominated, Nomination

WAITING = (Nominated.NEW, Nominated.IN_PROGRESS)
"""Where somebody has to answer."""
ANSWERED = DECIDED
"""Where somebody has."""
EVERY = tuple(Nominated.values)
SHOWN = 200


@dataclass(frozen=True)
class Seen:
    """A nomination beside what stands out about it, and how many days it has waited."""

    nomination: Nomination
    signs: tuple[Sign, ...]
    waits: int


def lane(states: Collection[str], *, author: User | None = None, limit: int = SHOWN) -> Sequence[Nomination]:
    """The nominations in these states, the longest waiting first where they wait, else the newest first.

    Drafts are shown to their author alone: without one there are none.
    """
    rows = Nomination.objects.select_related("author", "account__owner", "contact__placement", "decided_by")
    rows = rows.filter(withdrawn_at=None, state__in=states)
    rows = rows.filter(author=author) if author else rows.exclude(state=Nominated.DRAFT)
    waits = set(states) <= set(WAITING)
    return list(rows.order_by("created_at" if waits else "-created_at", "key")[:limit])


def counts(who: User) -> dict[str, int]:
    """How many nominations stand in each state, `mine` among them; drafts of others are not counted."""
    rows = Nomination.objects.filter(withdrawn_at=None)
    named = {state: Count("key", filter=Q(state=state)) for state in Nominated.values if state != Nominated.DRAFT}
    return rows.aggregate(**named, mine=Count("key", filter=Q(author=who)))


def nomination(key: str, who: User) -> Nomination:
    """One nomination; a draft only for its author. Raises NotFound."""
    rows = Nomination.objects.select_related("author", "account__owner", "contact__account__owner", "decided_by")
    row = rows.filter(pk=key).first()
    if row is None or (row.state == Nominated.DRAFT and row.author_id != who.pk):
        raise NotFound("no_such_entry", "There is no such nomination.")
    return row


def about(contact: str, *, but: str = "") -> Sequence[Nomination]:
    """The nominations of one person that were sent, newest first."""
    rows = Nomination.objects.select_related("author").filter(
        withdrawn_at=None, contact_id__in=every_id(Contact, contact)
    )
    return list(rows.exclude(state=Nominated.DRAFT).exclude(pk=but).order_by("-created_at", "key"))


def approved_traits(contacts: Collection[str] | None = None) -> dict[str, list[Nomination]]:
    """The approved nominations that stand, by person; of these people, or of all."""
    rows = Nomination.objects.select_related("author").filter(withdrawn_at=None, state=Nominated.APPROVED)
    rows = rows.exclude(contact_id=None) if contacts is None else rows.filter(contact_id__in=contacts)
    found: dict[str, list[Nomination]] = {}
    for row in rows.order_by("created_at", "key"):
        found.setdefault(row.contact_id or "", []).append(row)
    return found


def seen(rows: Sequence[Nomination], policy: Policy, today: dt.date) -> list[Seen]:
    """Each of these beside what stands out about it: three questions for all of them."""
    authors, people = {row.author_id for row in rows}, {row.contact_id for row in rows if row.contact_id}
    near = Nomination.objects.filter(withdrawn_at=None).exclude(state=Nominated.DRAFT)
    near = near.filter(Q(author_id__in=authors) | Q(contact_id__in=people)).select_related("author")
    beside = [(_named(one), one) for one in near.order_by("created_at", "key")]
    names = {str(one.author_id): one.author.name or one.author.email for _known, one in beside}
    found = []
    for row in rows:
        one = _named(row)
        others = [
            known
            for known, _row in beside
            if known.key != one.key and (known.by == one.by or (one.contact and known.contact == one.contact))
        ]
        contact = row.contact if row.contact_id else None
        found.append(
            Seen(
                row,
                signs(
                    one,
                    others,
                    nominator=row.author.name or row.author.email,
                    person=(contact.name or contact.email) if contact else "",
                    colleagues=names,
                    policy=policy.nominations,
                    today=today,
                ),
                (today - row.nominated_on).days,
            )
        )
    return found


def _named(row: Nomination) -> Named:
    return Named(
        key=row.key,
        by=str(row.author_id),
        contact=row.contact_id or "",
        account=row.account_id or "",
        on=row.nominated_on,
        relation=row.relation,
        refused=row.state == Nominated.NOT_APPROVED,
    )
