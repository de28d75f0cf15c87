"""Every guest hears by mail what became of them: one mail a step, written in the transaction of the step."""

from __future__ import annotations

import datetime as dt
import secrets

from vouch.domain.policy import Policy
from vouch.program.asks import links
from vouch.program.asks.days import moment_on
from vouch.program.asks.links import Address, digest
from vouch.program.asks.states import LinkKind
from vouch.program.openings.letters import letter
from vouch.program.openings.models import Guest, GuestLink
from vouch.program.outbox import actions as outbox

LINK_DAYS = 60
"""How long a link works after the last day that matters."""
PAGE = "opening"
"""The kind of page that a guest's link leads to."""


def mail_key(guest: Guest, what: str) -> str:
    """The outbox's key of one mail to one guest."""
    return f"opening {what} {guest.pk}"


def tell(
    guest: Guest, what: str, policy: Policy, today: dt.date, address: Address, *, because: str = "", nth: int = 0
) -> None:
    """Write the mail that says this to the guest.

    `what`: invited, seated, waiting, offered, not_chosen, changed, cancelled. `because`: why, where the opening itself
    does not say it; `nth`: tells apart what can happen more than once.
    """
    at = moment_on(today, policy)
    secret = secrets.token_urlsafe(24)
    last = max(today, guest.opening.deadline)
    if guest.opening.happens_at is not None:
        last = max(last, guest.opening.happens_at.date())
    GuestLink.objects.create(
        digest=digest(secret), guest=guest, made_at=at, expires_at=at + (last - today) + dt.timedelta(days=LINK_DAYS)
    )
    stop = links.make(LinkKind.STOP, at=at, days=links.STOP_DAYS, contact=guest.contact_id)
    outbox.write(
        letter(
            guest, what, policy=policy, page=address(PAGE, secret), stop=address(LinkKind.STOP, stop), because=because
        ),
        key=mail_key(guest, f"{what} {nth}" if nth else what),
    )


def untell(guest: Guest, what: str) -> bool:
    """Take a mail back that has not left; False where it has."""
    return outbox.take_back(mail_key(guest, what))
