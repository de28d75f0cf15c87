"""Settles who is who by the ids that sources have, and has everybody placed anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from vouch.domain.errors import Ambiguous, NotFound
from vouch.domain.identity import Record, Settled, Verdict
from vouch.program.people.identity import actions
from vouch.program.people.identity.queries import records_meant, settled
from vouch.program.work.actions import refresh_soon

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User

_SHOWN = 6


def pair_meant(one: str, other: str, *, kind: str = "") -> tuple[Record, Record]:
    """The two records that are meant by `system:id`, or by an id alone where only one system has it.

    Raises NotFound; Ambiguous with all that could be meant, where the kind of the other does not tell.
    """
    found = [[hit for hit in records_meant(text) if kind in ("", hit[0].kind)] for text in (one, other)]
    for text, hits in zip((one, other), found, strict=True):
        if not hits:
            raise NotFound(
                "no_such_record",
                f"No record goes by {text}. Name it by its system and its id there, as salesforce:0013000000Kq8Zb; it "
                "may also have left with its batch, or have been erased.",
                name=text,
            )
    kinds = {record.kind for record, _ in found[0]} & {record.kind for record, _ in found[1]}
    if len(kinds) == 1:
        found = [[hit for hit in hits if hit[0].kind in kinds] for hits in found]
    for text, hits in zip((one, other), found, strict=True):
        if len(hits) > 1:
            told = " and ".join(f"{record} ({_WORD[record.kind]} {name})" for record, name in hits[:_SHOWN])
            raise Ambiguous(
                "ambiguous", f"“{text}” can mean {told}. Name one with its system; --kind says which kind.", name=text
            )
    return found[0][0][0], found[1][0][0]


def settled_pair(one: str, other: str, *, kind: str = "") -> tuple[Record, Record]:
    """The two records of something settled, which need not be there any more. Raises NotFound, Ambiguous."""
    found = [
        (row.one, row.other)
        for row in settled()
        if kind in ("", row.one.kind) and {one, other} in ({str(row.one), str(row.other)}, {row.one.id, row.other.id})
    ]
    return found[0] if len(found) == 1 else pair_meant(one, other, kind=kind)


_WORD = {"account": "company", "contact": "person"}


@transaction.atomic
def settle(
    *, by: User | None, one: Record, others: Sequence[Record], verdict: Verdict, wake: Callable[[], object] | None
) -> None:
    """Settles it, and asks for everybody to be placed anew. Raises as `program.people.identity.actions.settle`."""
    actions.settle(by=by, one=one, others=others, verdict=verdict)
    refresh_soon(by=by, wake=wake)


@transaction.atomic
def take_back(*, by: User | None, one: Record, other: Record, wake: Callable[[], object] | None) -> Settled:
    """Takes it back, and asks for everybody to be placed anew. Raises as `program.people.identity.actions`."""
    was = actions.take_back(by=by, one=one, other=other)
    refresh_soon(by=by, wake=wake)
    return was
