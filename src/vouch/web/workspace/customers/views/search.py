"""The search of the bar: accounts and people by name, id or address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from vouch.web.shared import kept_back
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy


@require_GET
@needs("see_customers")
def search(request: HttpRequest) -> HttpResponse:
    """Whoever is meant. The only one found is opened at once."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    hits = kept_back.search(text, colleague(request), policy())
    if len(hits) == 1:
        return redirect("account" if hits[0].kind == "account" else "person", hits[0].id)
    return render(
        request,
        "workspace/customers/search.html",
        {
            "text": text,
            "accounts": [hit for hit in hits if hit.kind == "account"],
            "people": [hit for hit in hits if hit.kind == "contact"],
        },
    )
