"""What a run knows of roles and products is written anew, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from vouch.program.openings.models import Particular

_LETTERS = 120


@transaction.atomic
def publish_particulars(*, roles: Iterable[tuple[str, str]], products: Iterable[tuple[str, str]]) -> int:
    """Keep these roles as (contact, role) and products as (account, product), in place of all before. Returns how many.

    Twice the same is as once.
    """
    Particular.objects.all().delete()
    rows = [Particular(kind="role", contact_id=one, value=value[:_LETTERS]) for one, value in sorted(set(roles))]
    rows += [Particular(kind="product", account_id=one, value=value[:_LETTERS]) for one, value in sorted(set(products))]
    Particular.objects.bulk_create(rows, batch_size=2000)
    return len(rows)
