"""Who goes by which id in a source? Every account and owner at once, for those who read many rows of a source."""

from __future__ import annotations

from vouch.program.people.models import Account, Owner


def accounts_by_source() -> dict[tuple[str, str], tuple[str, str]]:
    """The (internal id, name) of every account by each (system, id) it goes by. In one statement."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    rows = Account.objects.values_list("pk", "name", "system", "source_id", "also")
    for pk, name, system, source_id, also in rows.iterator(chunk_size=5000):
        found[system, source_id] = (pk, name)
        for pair in also:
            found[pair[0], pair[1]] = (pk, name)
    return found


def owners_by_source() -> dict[tuple[str, str], str]:
    """The internal id of every owner by (system, id); by ("", what they are called or their address) in lower case."""
    found: dict[tuple[str, str], str] = {}
    for pk, name, email, system, source_id, also in Owner.objects.order_by("pk").values_list(
        "pk", "name", "email", "system", "source_id", "also"
    ):
        for pair in ((system, source_id), *also):
            found[pair[0], pair[1]] = pk
        for called in (name, email):
            if called:
                found.setdefault(("", called.casefold()), pk)
    return found
