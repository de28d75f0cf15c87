"""What did these people come to last?"""

from __future__ import annotations

from collections.abc import Collection

from vouch.program.openings.models import Guest
from vouch.program.openings.states import GuestState
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact


def came_to(contacts: Collection[Contact]) -> dict[str, str]:
    """The title of the last opening that each of them came to, by person; who came to none is left out."""
    theirs = {one.pk: ids_of(one) for one in contacts}
    every = {id_ for ids in theirs.values() for id_ in ids}
    rows = Guest.objects.filter(contact_id__in=every, state=GuestState.CAME).order_by("opening__happens_at", "pk")
    last = dict(rows.values_list("contact_id", "opening__title"))
    return {pk: last[found] for pk, ids in theirs.items() if (found := next((id_ for id_ in ids if id_ in last), ""))}
