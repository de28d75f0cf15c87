"""How does this company fulfil requests, and who has to agree beside an account's owner? Set by its own staff."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, NotFound
from vouch.domain.policy import Policy
from vouch.domain.policy.desk import Mode
from vouch.program.asks.actions.gate import rung_of
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.people.identity.queries import every_id, present
from vouch.program.people.models import Account
from vouch.program.references.models import ChainLink, ModeRule

LONGEST_CHAIN = 6


@transaction.atomic
def set_mode(
    *, by: User, activity: str, mode: str, release: bool = True, feedback: bool = False, policy: Policy
) -> ModeRule:
    """Say how requests for this activity type are fulfilled from now on; those under way stay as they began.

    Raises NotAllowed; BadInput.
    """
    require(by, "set_fulfilment")
    if rung_of(activity, policy).open_invitation:
        raise BadInput("open_to_all", "Reviews are open invitations: nobody is chosen for one.", field="activity")
    if mode not in list(Mode):
        raise BadInput("bad_mode", f"Choose one of: {', '.join(one.words for one in Mode)}.", field="mode")
    kept = {"mode": mode, "release": release, "feedback": feedback, "by": by, "at": timezone.now()}
    row, _ = ModeRule.objects.update_or_create(pk=activity, defaults=kept)
    record(by=by, action="set_mode", kind="activity", object_id=activity, mode=mode, release=release)
    return row


@transaction.atomic
def set_chain(*, by: User, account: Account, colleagues: Sequence[User], why: Sequence[str] = ()) -> list[ChainLink]:
    """Say who has to agree after this account's owner, in this order; nobody: the owner alone.

    Raises NotAllowed; NotFound; BadInput.
    """
    require(by, "set_fulfilment")
    found = present(Account, account.pk)
    if found is None:
        raise NotFound("no_such_account", "There is no such customer.")
    if len(colleagues) > LONGEST_CHAIN:
        raise BadInput("too_long", f"At most {LONGEST_CHAIN} people are asked, one after the other.", field="chain")
    if len({one.pk for one in colleagues}) < len(colleagues):
        raise BadInput("twice", "Somebody stands in the chain twice.", field="chain")
    if any(not one.is_active for one in colleagues):
        raise BadInput("left", "Somebody in the chain does not work here any more.", field="chain")
    ChainLink.objects.filter(account_id__in=every_id(Account, found.pk)).delete()
    reasons = [*why, *[""] * len(colleagues)]
    rows = ChainLink.objects.bulk_create(
        ChainLink(account=found, place=place, colleague=one, why=" ".join(reasons[place - 1].split())[:200])
        for place, one in enumerate(colleagues, 1)
    )
    record(by=by, action="set_chain", kind="account", object_id=found.pk, chain=[one.pk for one in colleagues])
    return rows
