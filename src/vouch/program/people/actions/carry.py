"""How does the lake learn what staff entered? It reads what waits, keeps it, and says which versions it has now."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Model


@transaction.atomic
def mark_carried(model: type[Model], versions: Mapping[str, int]) -> int:
    """Note that the lake has these versions (by key). Returns how many were noted.

    Marking an older version than is noted changes nothing, so that a carrying that is repeated does no harm.
    """
    count = 0
    for key, version in versions.items():
        count += model._default_manager.filter(pk=key, carried__lt=version, version__gte=version).update(
            carried=version
        )
    return count
