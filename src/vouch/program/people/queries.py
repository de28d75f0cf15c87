"""Who is known, by id, by name, by owner?"""

from __future__ import annotations

from vouch.program.people.models import Owner


def owner_choices() -> list[tuple[str, str]]:
    """Every owner of the CRM as (id, name), by name."""
    return [(row.id, row.name) for row in Owner.objects.order_by("name", "id").only("id", "name")]
