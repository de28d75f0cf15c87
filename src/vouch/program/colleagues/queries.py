"""Who works here, and who is meant by a link or an address?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vouch.domain.errors import NotFound
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position


def colleagues(*, active: bool | None = None) -> Sequence[User]:
    """All colleagues by name, those who left last; only those active, or only those who left."""
    rows = User.objects.order_by("id")
    if active is not None:
        rows = rows.filter(is_active=active)
    return sorted(rows, key=lambda one: (not one.is_active, str(one).casefold()))


def names(keys: Collection[str]) -> dict[str, str]:
    """How the colleagues with these ids are called, for lines that hold only ids."""
    numbers = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]
    return {str(one.pk): str(one) for one in User.objects.filter(pk__in=numbers)}


def colleague(pk: int) -> User:
    """One colleague. Raises NotFound."""
    row = User.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound("no_such_colleague", "There is no such colleague.")
    return row


def by_email(email: str) -> User | None:
    """The colleague with this address, whatever its case."""
    return User.objects.filter(email=email.strip().lower()).first()


def administrators() -> int:
    """How many administrators can sign in."""
    return User.objects.filter(role=Position.ADMINISTRATOR, is_active=True).exclude(joined_at=None).count()
