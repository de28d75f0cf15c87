"""Somebody did something with an ask on a page of asks: what follows for the request it is for, at once.

The worker looks for the same every minute (`follow_all`, `go_on_all`); here nobody waits for it.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from vouch.domain.errors import Refusal
from vouch.domain.policy import Policy
from vouch.program.asks.links import Address
from vouch.program.references.actions.follow import follow
from vouch.program.references.actions.going import go_on
from vouch.program.references.models import Match


def catch_up(ask: str, *, policy: Policy, today: dt.date, address: Address) -> bool:
    """Follow the ask with this key, and go on where nobody is awaited any more. False where it is for no request.

    What is refused is left to the worker: the step itself was taken and stands.
    """
    key = Match.objects.filter(ask=ask).values_list("pk", flat=True).first()
    if key is None:
        return False
    try:
        with transaction.atomic():
            follow(Match(pk=key), policy=policy, today=today, address=address)
            go_on(Match(pk=key), policy=policy, today=today, address=address)
    except Refusal:
        return False
    return True
