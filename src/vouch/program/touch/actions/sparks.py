"""Who gets on with whom is published whole, and a colleague says what they share with somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.people.identity.queries import ids_of, present
from vouch.program.people.models import Contact
from vouch.program.people.writing import replace_all
from vouch.program.touch.models import InCommon, Spark
from vouch.program.touch.rows import SparkRow

_COLUMNS = (
    "contact", "colleague", "rank", "leads", "looks_after", "n", "yes", "low", "mean", "high", "words", "shares",
    "computed_on",
)  # fmt: skip


@transaction.atomic
def publish_sparks(*, rows: Iterable[SparkRow], today: dt.date, door: str = "worker") -> int:
    """Make these the only ones there are; people who are not there any more are left out. Returns how many."""
    known = set(Contact.objects.values_list("pk", flat=True))
    plain = (
        (
            row.contact, row.colleague, row.rank, row.leads, row.looks_after, row.n, row.yes, row.low, row.mean,
            row.high, row.words[:300], list(row.shares), today,
        )
        for row in rows
        if row.contact in known
    )  # fmt: skip
    count = replace_all(Spark, _COLUMNS, plain, same=("contact", "colleague"))
    record(by=None, door=door, action="publish_sparks", kind="people", object_id="all", rows=count)
    return count


@transaction.atomic
def say_in_common(*, by: User, contact: Contact, words: str) -> InCommon | None:
    """Say what one shares with somebody; no words take it back. Raises NotAllowed; BadInput where it is too long."""
    person = present(Contact, contact.pk, "account") or contact
    require(by, "say_in_common", owner=(person.account.owner_id or "") if person.account else "")
    plain = " ".join(words.replace("\0", "").split())
    if len(plain) > 300:
        raise BadInput("too_long", f"These are {len(plain)} letters; at most 300 are kept.", field="words")
    rows = InCommon.objects.filter(contact_id__in=ids_of(person), author=by)
    if not plain:
        if rows.delete()[0]:
            record(by=by, action="take_in_common_back", kind="contact", object_id=person.pk)
        return None
    rows.exclude(contact_id=person.pk).delete()
    row, _new = InCommon.objects.update_or_create(
        contact_id=person.pk, author=by, defaults={"words": plain, "said_at": timezone.now()}
    )
    record(by=by, action="say_in_common", kind="contact", object_id=person.pk)
    return row
