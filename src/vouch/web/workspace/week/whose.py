"""Whose week is it? A programme manager sees all, an owner theirs, a seller what they proposed or look after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vouch.program.asks.queries import Narrowed
from vouch.program.colleagues.permissions import Position

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User


def part_of(who: User) -> Narrowed:
    """The asks that are this colleague's own concern."""
    if who.role == Position.ACCOUNT_OWNER and who.owner:
        return Narrowed(owner=who.owner)
    if who.role == Position.SELLER:
        return Narrowed(owner=who.owner, mine=who.pk)
    return Narrowed()


def runs_it(who: User) -> bool:
    """Whether this colleague runs the programme, and so sees all of it."""
    return who.role in (Position.ADMINISTRATOR, Position.PROGRAMME_MANAGER)
