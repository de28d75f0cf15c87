"""What happens next with somebody who was chosen, once nobody has to be asked any more? The chain, then the invitation.

Called after every step, and by the worker for what others did meanwhile. Called twice it does nothing twice: each link
of the chain is asked once, each mail has a key.
"""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from vouch.domain.errors import Refusal
from vouch.domain.policy import Policy
from vouch.domain.policy.desk import Mode
from vouch.program.asks.actions.send import send
from vouch.program.asks.days import moment_on
from vouch.program.asks.links import Address
from vouch.program.asks.states import AskState, Origin
from vouch.program.outbox.actions import write
from vouch.program.people.identity.queries import every_id
from vouch.program.people.models import Account
from vouch.program.references import letters
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import ChainAnswer, ChainLink, Match
from vouch.program.references.states import UNDER_WAY, MatchState, Outcome

_AT_ONCE = 500
_UNSENT = (AskState.PROPOSED, AskState.CLEARED)


def go_on(match: Match, *, policy: Policy, today: dt.date, address: Address) -> Match:
    """Ask the next link of the chain, or send the invitation where all have agreed; nothing where somebody is awaited.

    What stands in the way of sending now is left as it is: the page says what it is, and the next call tries again.
    """
    match = now(match.pk)
    if match.request.state not in UNDER_WAY or match.request.outcome != Outcome.OPEN:
        return match  # of a deal that is decided nobody is asked any more; should it open again, this goes on
    _tell_owner(match, policy, today, address)
    if state_of(match) is not MatchState.TO_SEND:
        return match
    if Mode(match.mode).cleared and _ask_next(match, policy, today, address):
        return now(match.pk)
    send(by=match.chosen_by, asks=[match.ask], policy=policy, today=today, address=address, room=Origin.REFERENCE)
    return now(match.pk)


def go_on_all(*, policy: Policy, today: dt.date, address: Address) -> int:
    """Everything that can go on, each in a transaction of its own. Returns how many mails or questions were written."""
    going = {"request__state__in": UNDER_WAY, "request__outcome": Outcome.OPEN}
    rows = Match.objects.filter(**going, ask__state__in=_UNSENT)
    count = 0
    for key in list(rows.order_by("chosen_at", "key").values_list("pk", flat=True)[:_AT_ONCE]):
        try:
            with transaction.atomic():
                before = state_of(now(key))
                count += state_of(go_on(Match(pk=key), policy=policy, today=today, address=address)) is not before
        except Refusal:
            continue
    return count


def _ask_next(match: Match, policy: Policy, today: dt.date, address: Address) -> bool:
    """Ask whoever comes next in the account's chain; False where nobody does."""
    asked = {one.asked_id for one in match.chain.all()}
    links = ChainLink.objects.select_related("colleague").filter(account_id__in=every_id(Account, match.account_id))
    for link in links.order_by("place", "pk"):
        # whoever cleared it for the owner, or chose them, has agreed; whoever left us is asked nothing
        if link.colleague_id in asked or link.colleague_id == match.chosen_by_id or not link.colleague.is_active:
            continue
        at = moment_on(today, policy)
        try:
            with transaction.atomic():
                row = ChainAnswer.objects.create(
                    match=match, place=link.place, asked=link.colleague, asked_at=at, mailed_at=at
                )
        except IntegrityError:
            return True  # another worker asks them at this moment
        write(letters.chain(row, link, policy=policy, page=address("request", match.request_id)), key=f"chain {row.pk}")
        return True
    return False


def _tell_owner(match: Match, policy: Policy, today: dt.date, address: Address) -> None:
    """Where sellers choose and the owner is only told: one mail, once it is sure that nobody has to be asked."""
    if (
        Mode(match.mode) is not Mode.SELF_TOLD
        or match.owner_told_at is not None
        or match.ask.state == AskState.PROPOSED
    ):
        return
    at = moment_on(today, policy)
    if not Match.objects.filter(pk=match.pk, owner_told_at=None).update(owner_told_at=at):
        return
    for reader in letters.owners_of(match):
        if reader.pk == match.chosen_by_id:
            continue
        page = address("request", match.request_id)
        write(letters.told(match, reader, policy=policy, page=page), key=f"told {match.pk} {reader.pk}")
