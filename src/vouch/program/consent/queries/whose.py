"""Under which ids may words about an account or a person lie? Under that of every record they stand in.

Words keep the id under which they were said, so that they are where they were once a join of two records is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Q

from vouch.program.people.identity.queries import every_id, ids_of
from vouch.program.people.models import Account, Contact


def account_ids(pk: str) -> list[str]:
    """The ids under which words about an account may lie."""
    return every_id(Account, pk)


def contact_ids(pk: str) -> list[str]:
    """The ids under which words of and about a person may lie."""
    return every_id(Contact, pk)


def known_as(rows: Iterable[Account | Contact]) -> dict[str, str]:
    """The id each of these goes by now, by every id under which words about them may lie."""
    return {id_: row.pk for row in rows for id_ in reversed(ids_of(row))}


class Everybody(Mapping[str, str]):
    """The id each goes by now, where everybody is meant: whoever stands in no other record goes by their own.

    >>> everybody = Everybody({"c1": "c2"})
    >>> everybody["c1"], everybody.get("c3")
    ('c2', 'c3')
    """

    def __init__(self, joined: Mapping[str, str]) -> None:
        self._joined = joined

    def __getitem__(self, id_: str) -> str:
        return self._joined.get(id_, id_)

    def __iter__(self) -> Iterator[str]:
        return iter(self._joined)

    def __len__(self) -> int:
        return len(self._joined)


def among(column: str, whose: Mapping[str, str]) -> Q:
    """The rows whose column is one of these ids; every row, where everybody is meant."""
    return Q() if isinstance(whose, Everybody) else Q(**{f"{column}__in": list(whose)})
