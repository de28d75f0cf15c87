"""Who are the people of a programme, and who of them could be asked for something now?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet

from vouch.domain.asking import obstacles
from vouch.domain.policy import Policy
from vouch.program.asks.queries.drawn import drawn
from vouch.program.asks.queries.situations import situations
from vouch.program.people.models import Contact
from vouch.program.programmes.models import Programme
from vouch.program.programmes.queries.within import asks_in
from vouch.program.programmes.states import Whom
from vouch.program.programmes.whom import MOST_LOT, filter_of, rule_of
from vouch.program.suggestions.models import NextStep
from vouch.program.suggestions.states import Kind

AT_MOST = 200
"""People of a programme who are looked at for one page: those with the most fitting next step first."""


def people_of(programme: Programme) -> QuerySet[Contact]:
    """The people a programme asks, in no order; of a lot see `drawn`."""
    rows = Contact.objects.filter(account__customer=True, left_on=None)
    match programme.whom:
        case Whom.LISTED:
            return rows.filter(pk__in=programme.people.values("contact_id"))
        case Whom.FILTER:
            return rows.filter(pk__in=filter_of(programme.narrowed).rows().values("contact_id"))
        case Whom.RULE:
            return rows.filter(pk__in=[one.pk for one in drawn(rule_of(programme.narrowed), limit=MOST_LOT)])
    return rows


def could_be_asked(
    programme: Programme, *, policy: Policy, today: dt.date, limit: int = 50
) -> dict[str, Sequence[Contact]]:
    """By rung that serves its goal, those of its people whom every gate lets be asked today and who are not in it yet.

    Rungs of open invitations are left out: nobody is chosen for them. Whose next step is an ask stands first, in its
    rank; at most AT_MOST people are looked at.
    """
    rungs = [name for name, rung in policy.ladder.items() if programme.goal in rung.serves and not rung.open_invitation]
    if not rungs or programme.whom == Whom.RULE:
        return {}
    already = asks_in([programme]).values("contact_id")
    rows = people_of(programme).exclude(pk__in=already).exclude(email="")
    ranked = NextStep.objects.filter(kind=Kind.ASK, contact__in=rows).order_by("rank", "id")
    keys = list(ranked.values_list("contact_id", flat=True)[:AT_MOST])
    if len(keys) < AT_MOST:
        more = rows.exclude(pk__in=keys).order_by("pk").values_list("pk", flat=True)
        keys += list(more[: AT_MOST - len(keys)])
    contacts = {one.pk: one for one in Contact.objects.filter(pk__in=keys).select_related("account__owner")}
    known = situations(keys, policy=policy, today=today)
    found: dict[str, Sequence[Contact]] = {}
    for name in rungs:
        free = [contacts[key] for key in keys if key in known and not obstacles(known[key], name, policy)]
        if free:
            found[name] = free[:limit]
    return found
