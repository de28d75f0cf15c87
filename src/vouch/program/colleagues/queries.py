"""Who works here, and who is meant by a link or an address?"""

from __future__ import annotations

from collections.abc import Sequence

from vouch.domain.errors import NotFound
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position


def colleagues(*, active: bool | None = None) -> Sequence[User]:
    """All colleagues by name; only those active, or only those who left."""
    rows = User.objects.order_by("-is_active", "name", "id")
    if active is not None:
        rows = rows.filter(is_active=active)
    return list(rows)


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
