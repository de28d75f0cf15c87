"""Which rows are about people who were erased before? Asked after an older database was put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vouch.program.outbox.models import Message, Undeliverable
from vouch.program.people.models import Confirmation, Contact, Person


def listed(
    *, ids: Callable[[str, str], bool], emails: Callable[[str], bool], shared: Callable[[str, str], bool]
) -> tuple[set[str], set[str]]:
    """Internal ids and addresses of everybody here who is on a list.

    `ids` says whether a (system, source id) pair is, `emails` whether an address in lower case is; `shared` whether
    a pair is somebody else's who only used such an address too.
    """
    found = {email for email in _addresses() if email and emails(email)}
    contacts = set()
    for row in Contact.objects.only("id", "system", "source_id", "also", "email").iterator():
        pairs = [(row.system, row.source_id), *((system, key) for system, key in row.also)]
        if any(ids(*pair) for pair in pairs) or (
            row.email.lower() in found and not any(shared(*pair) for pair in pairs)
        ):
            contacts.add(row.pk)
    return contacts, found


def _addresses() -> Iterator[str]:
    for rows in (
        Contact.objects.values_list("email", flat=True),
        Person.objects.values_list("email", flat=True),
        Message.objects.values_list("to", flat=True),
        Undeliverable.objects.values_list("address", flat=True),
        Confirmation.objects.values_list("to_email", flat=True),
    ):
        yield from (email.lower() for email in rows.iterator())
