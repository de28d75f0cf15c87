"""A button in the CRM: a link that names a deal and opens the form. It changes nothing, so that it need not be signed.

Where our API makes the link it is signed, with the day until which it holds: one that was changed on the way, or kept
too long, is refused with a sentence instead of opening a form for another deal. See docs/adr.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import urlencode

from vouch.domain.errors import Refusal

LINK_DAYS = 90


def signed(system: str, deal: str, *, today: dt.date) -> str:
    """The whole address of a button for this deal, signed."""
    until = (today + dt.timedelta(days=LINK_DAYS)).isoformat()
    told = {"system": system, "deal": deal, "until": until, "sig": _signature(system, deal, until)}
    return f"{settings.VOUCH_URL}{reverse('from_crm')}?{urlencode(told)}"


def check(system: str, deal: str, until: str, signature: str, *, today: dt.date) -> None:
    """Go on where the link is unsigned, or as it was made and not too old. Raises Refusal."""
    if not signature and not until:
        return
    if not constant_time_compare(_signature(system, deal, until), signature):
        raise Refusal("bad_link", "This link was changed on its way. Press the button in the CRM once more.")
    if dt.date.fromisoformat(until) < today:
        raise Refusal("link_too_old", f"This link could be used until {until}. Take a new one from the CRM.")


def _signature(system: str, deal: str, until: str) -> str:
    # lengths first: no two deals can be read from the same bytes
    told = f"{len(system)}:{system}{len(deal)}:{deal}{until}"
    return salted_hmac("vouch.references.from_crm", told, algorithm="sha256").hexdigest()
