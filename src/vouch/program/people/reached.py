"""What did these companies reach, and what do they wait for? In words short enough to be quoted in a letter to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from vouch.domain.letters.quotable import quotable
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Account, Promise, Result


@dataclass(frozen=True)
class Reached:
    """The newest result that the company put its name under, and the next promise that is open; empty for none."""

    result: str = ""
    awaited: str = ""


def reached(accounts: Collection[Account]) -> dict[str, Reached]:
    """Both, by account. What colleagues entered here is read: facts of files have no words one could vouch for."""
    theirs = {row.pk: ids_of(row) for row in accounts}
    every = {id_ for ids in theirs.values() for id_ in ids}
    standing = {"account_id__in": every, "withdrawn_at": None}
    results = Result.objects.filter(**standing).exclude(signed_off_on=None).order_by("-reached_on", "key")
    promises = Promise.objects.filter(**standing, status="open").order_by("due_on", "key")
    told = {"result": _first(results.values_list("account_id", "text")),
            "awaited": _first(promises.values_list("account_id", "text"))}  # fmt: skip
    return {
        pk: Reached(**{name: next((found[id_] for id_ in ids if id_ in found), "") for name, found in told.items()})
        for pk, ids in theirs.items()
    }


def _first(rows: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for account, text in rows:
        short = quotable(text)
        if account and short:
            found.setdefault(account, short)
    return found
