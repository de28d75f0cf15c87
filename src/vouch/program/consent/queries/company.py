"""What does a customer's company allow, and what did it say before?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from vouch.domain.errors import NotFound
from vouch.program.consent.models import Permission
from vouch.program.consent.queries.whose import account_ids
from vouch.program.people.models import Contact


def permissions_of(account: str) -> Sequence[Permission]:
    """The company's words that nothing has ended, one an activity type, with who said so; the one on all comes first.

    One whose `until` is over is among them: it says nothing any more, and people want to see that it once did.
    """
    return list(_told().filter(account_id__in=account_ids(account), ended_at=None).order_by("activity"))


def permission_history(account: str, activity: str | None = None, *, limit: int = 100) -> Sequence[Permission]:
    """Every word the company ever said (on one activity type), newest first, those that hold among them."""
    rows = _told().filter(account_id__in=account_ids(account))
    if activity is not None:
        rows = rows.filter(activity=activity)
    return list(rows.order_by("-id")[:limit])


def speakers_of(account: str) -> Sequence[Contact]:
    """Who at this company said its last word on anything, by name; they may say others in the portal.

    A word they took back themselves leaves them the last who spoke. Whoever left the company does not speak for it.
    """
    ids = account_ids(account)
    said = Permission.objects.filter(account_id__in=ids).order_by("id").values_list("activity", "said_by_contact_id")
    last = {contact for contact in dict(said).values() if contact}
    rows = Contact.objects.filter(pk__in=_now(last), account_id=account).order_by("folded", "id")
    today = timezone.now().date()
    return [row for row in rows if row.left_on is None or row.left_on > today]


def permission(pk: int) -> Permission:
    """One word of a company. Raises NotFound."""
    row = _told().select_related("account").filter(pk=pk).first()
    if row is None:
        raise NotFound("no_such_permission", "There is no such permission any more.")
    return row


def _told() -> QuerySet[Permission]:
    return Permission.objects.select_related("said_by_contact", "by")


def _now(contacts: Collection[str]) -> set[str]:
    rows = Contact._base_manager.filter(pk__in=contacts).values_list("pk", "stands_in_id")
    return {now or pk for pk, now in rows}
