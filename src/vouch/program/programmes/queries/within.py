"""Which asks are a programme's, its openings' asks among them; and which could still come in."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from vouch.domain.policy import Policy
from vouch.program.asks.models import Ask
from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.states import OpeningState
from vouch.program.programmes.models import Programme
from vouch.program.programmes.states import Goal


def asks_in(programmes: Sequence[Programme]) -> QuerySet[Ask]:
    """The asks of these programmes: those that were added, and those beside the guests of their openings."""
    keys = [one.pk for one in programmes]
    theirs = Guest.objects.filter(opening__programme__programme__in=keys).exclude(ask=None)
    return Ask.objects.filter(Q(programme__programme__in=keys) | Q(programme=None, pk__in=theirs.values("ask_id")))


def programme_of_ask(ask: Ask) -> Programme | None:
    """The programme an ask belongs to, where it belongs to one."""
    direct = Programme.objects.filter(asks__ask=ask).first()
    return direct or Programme.objects.filter(openings__opening__guests__ask=ask).first()


def offered_asks(programme: Programme, policy: Policy, *, limit: int = 50) -> Sequence[Ask]:
    """Asks in no programme yet that serve this one's goal, proposed within its days, newest first."""
    serves = [name for name, rung in policy.ladder.items() if programme.goal in rung.serves]
    rows = Ask.objects.filter(programme=None, activity__in=serves, proposed_at__date__gte=programme.begins)
    rows = rows.filter(proposed_at__date__lte=programme.ends)
    rows = rows.exclude(pk__in=Guest.objects.exclude(ask=None).exclude(opening__programme=None).values("ask_id"))
    if programme.goal == Goal.REVIEWS:
        rows = rows.exclude(open_rule="")
    return list(rows.select_related("contact", "account").order_by("-proposed_at", "key")[:limit])


def free_openings(*, limit: int = 50) -> Sequence[Opening]:
    """Openings in no programme yet, newest first; cancelled ones are left out."""
    rows = Opening.objects.filter(programme=None).exclude(state=OpeningState.CANCELLED)
    return list(rows.order_by("-changed_at", "key")[:limit])
