"""Somebody pressed the button in the CRM: the form for this deal, filled in as far as we know it; nothing changes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from vouch.program.references import queries
from vouch.web.shared.day import today
from vouch.web.shared.doors import needs
from vouch.web.shared.references import crm

_ALSO = ("buyer", "activity", "words", "needed_by")
"""What a formula of the CRM can hand over besides; the form checks it as if it were typed."""


@require_safe
@needs("request_references")
def from_crm(request: HttpRequest) -> HttpResponse:
    """Lead to the form. Raises Refusal for a signed link that is not as it was made."""
    system, deal, until, signature = (request.GET.get(name, "")[:300] for name in ("system", "deal", "until", "sig"))
    crm.check(system, deal, until, signature, today=today())
    found = queries.deal_of(f"{system}:{deal}") if system else None
    found = found or queries.deal_of(deal)
    told = {name: value for name in _ALSO if (value := request.GET.get(name, "").replace("\0", "")[:2000])}
    if found is not None:
        told = {"deal": found.pk} | told
    elif deal:
        messages.warning(
            request, f"The deal {deal[:40]} has not come with an import yet: name the buyer, and pick it once it has."
        )
    return redirect(f"{reverse('new_reference')}?{urlencode(told)}")
