"""One of each piece, with the wording we want: for whoever builds a page, and for the tests that look at them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.stages import RUNGS
from vouch.program.colleagues.permissions import require
from vouch.web.shared.doors import colleague

_PRO: list[dict[str, Any]] = [
    {
        "sign": "stale",
        "words": "Ana answered 9 of 10 to “would you recommend us?”",
        "when": "18 Sep 2025",
        "source": "Survey autumn-2025.csv, row 212",
        "address": "#gates",
    },
    {
        "sign": "for",
        "words": "Bo, account owner: “they would fight for us in the budget round”",
        "when": "3 Nov 2026",
        "source": "Nomination 91",
        "address": "#gates",
    },
]
_CON: list[dict[str, Any]] = [
    {
        "sign": "against",
        "words": "Cy rated a ticket 2 of 5: “took three days to hear back”",
        "when": "14 Oct 2026",
        "source": "tickets-2026-10.csv, row 1,884",
        "address": "#gates",
    },
    {"sign": "unknown", "words": "Dee has not been asked. As sponsor she counts in full", "source": "People, below"},
]


class _Sample(forms.Form):
    win = forms.CharField(
        label="What is in it for the person?", help_text="One concrete thing. They read it as it stands."
    )
    company = forms.CharField(label="What is in it for their company?")
    when = forms.DateField(label="By when?", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    kept = forms.BooleanField(label="Signed off by the customer", required=False, help_text="Counts twice as much.")

    def clean_company(self) -> str:
        raise forms.ValidationError("This asks for a favour. Say what the company gains: seats, knowledge, a decision.")


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every piece on one page; for administrators, and for everybody in debug."""
    if not settings.DEBUG:
        require(colleague(request), "see_history")
    day = dt.date(2026, 11, 18)
    return render(
        request,
        "shared/styleguide.html",
        {
            "stages": [(low.value, high.value) for i, low in enumerate(RUNGS) for high in RUNGS[i:]],
            "form": _Sample(
                {"win": "60 peers see her own method on screen", "company": "You would do us a big favour"}
            ),
            "pro": _PRO,
            "con": _CON,
            "items": [
                {"when": day, "words": "Ana’s survey answer grew old. The stage did not change.", "moved": False},
                {"when": dt.date(2026, 3, 2), "words": "Moved up from not yet satisfied.", "moved": True},
            ],
        },
    )
