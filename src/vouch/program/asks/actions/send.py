"""How does an ask reach the person? Every gate is checked once more in the transaction that writes the mail.

So a consent that was withdrawn, a hold that was set, a policy that changed between clearance and sending stop it here,
with a sentence. The state moves by one conditional update before the mail is written: of twenty who send one batch, one
writes each mail.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from vouch.domain.asking import check_wins
from vouch.domain.errors import Conflict, Refusal
from vouch.domain.policy import Policy
from vouch.program.asks import letters, links
from vouch.program.asks.actions.clearing import ask_for_clearance
from vouch.program.asks.actions.gate import Checked, check
from vouch.program.asks.actions.moving import move, with_its_opening
from vouch.program.asks.current import fresh
from vouch.program.asks.days import moment_on
from vouch.program.asks.links import Address
from vouch.program.asks.models import Ask, Clearance
from vouch.program.asks.states import AskState, ClearanceAnswer, LinkKind, Origin
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.outbox.actions import write


@dataclass(frozen=True)
class Sent:
    """What came of one ask of a batch: it was sent, or why not. `note`: something to know although it was sent."""

    ask: Ask
    refusal: Refusal | None = None
    note: str = ""


def send(
    *,
    by: User,
    asks: Sequence[Ask],
    policy: Policy,
    today: dt.date,
    address: Address,
    room: Origin = Origin.WORKSPACE,
) -> list[Sent]:
    """Send these invitations, each in a transaction of its own: one that may not be sent holds up no other.

    `address` makes the absolute address of a page from its kind (`invitation`, `stop`) and a secret. `room`: the
    reference desk sends its own asks, and says itself who may.

    Raises NotAllowed.
    """
    if room is Origin.WORKSPACE:
        require(by, "send_asks")
    return [_one(by, ask, policy, today, address, room) for ask in asks]


def _one(by: User, ask: Ask, policy: Policy, today: dt.date, address: Address, room: Origin) -> Sent:
    try:
        with transaction.atomic():
            return _send(by, fresh(ask), policy, today, address, room)
    except Refusal as refusal:
        return Sent(ask, refusal)


def _send(by: User, ask: Ask, policy: Policy, today: dt.date, address: Address, room: Origin) -> Sent:
    if ask.state == AskState.CLEARED and ask.origin == Origin.OWNER:
        raise Conflict("owner_asks", "The account's owner asks this person themselves, and says so when they did.")
    with_its_opening(ask)
    if ask.origin == Origin.REFERENCE and room is not Origin.REFERENCE:
        raise Conflict("with_its_request", "This ask belongs to a reference request: it is sent from the desk.")
    check_wins(ask.win_person, ask.win_company)
    found = check(
        ask.contact,
        ask.activity,
        policy=policy,
        today=today,
        use=ask.use,
        territory=ask.territory,
        except_ask=ask.pk,
    )
    at = moment_on(today, policy)
    note = ""
    if ask.policy != policy.version:
        note = f"Proposed under policy {ask.policy}, checked again under {policy.version}."
    if _needs_a_yes(ask, found):
        ask_for_clearance(ask, strictly=True, policy=policy, today=today, at=at)
        ask = move(ask, AskState.PROPOSED, by=by, door="workspace", at=at, words=note)
        return Sent(ask, Refusal("owner_first", "The account's owner has to be asked first now, and has been."))
    until = today + dt.timedelta(days=policy.asking.invitation.open_days)
    state = AskState.INVITED if found.rung.tracked else AskState.UNTRACKED
    ask = move(ask, state, by=by, door="workspace", at=at, words=note, invited_at=at, answer_until=until)
    open_days = policy.asking.invitation.open_days
    secret = links.make(LinkKind.INVITATION, at=at, days=open_days + 30, ask=ask, contact=ask.contact_id)
    stop = links.make(LinkKind.STOP, at=at, days=links.STOP_DAYS, contact=ask.contact_id, ask=ask)
    letter = letters.invitation(
        ask, by=by, policy=policy, page=address(LinkKind.INVITATION, secret), stop=address(LinkKind.STOP, stop)
    )
    write(letter, key=invitation_key(ask))
    return Sent(ask, note=note)


def invitation_key(ask: Ask) -> str:
    """The outbox's key of an ask's invitation."""
    return f"invitation {ask.pk}"


def reminder_key(ask: Ask) -> str:
    """The outbox's key of its one reminder."""
    return f"reminder {ask.pk}"


def _needs_a_yes(ask: Ask, found: Checked) -> bool:
    """Whether the owner has to be asked although a rule of theirs let it through when it was proposed."""
    if not found.strictly or found.rung.open_invitation or ask.state != AskState.CLEARED:
        return False
    answered = Clearance.objects.filter(ask=ask, answer=ClearanceAnswer.YES).exclude(answered_by=None).exists()
    by_owner = ask.steps.filter(after=AskState.CLEARED, by__isnull=False).exists()
    return not answered and not by_owner
