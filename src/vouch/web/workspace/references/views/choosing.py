"""Ask this person for this request: what both have of it, in words to change, and what happens then."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput, Refusal
from vouch.domain.letters import for_person, start
from vouch.program.references import actions, queries
from vouch.program.references.how import how, state_of
from vouch.program.references.states import MatchState
from vouch.runs.desk import fit_for
from vouch.runs.work import wake_for_mail
from vouch.web.shared.addresses import address
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.forms.steps import Words
from vouch.web.workspace.references import words


class ChooseForm(forms.Form):
    """The letter's heart: both wins, and what else is said."""

    use_required_attribute = False
    win_person = Words(label="What is in it for the person?", required=False, max_length=300)
    win_company = Words(label="What is in it for their company?", required=False, max_length=300)
    why = forms.CharField(label="Why them?", required=False, max_length=500)
    words = forms.CharField(
        label="The letter", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 7})
    )

    def __init__(self, *args: Any, hints: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, hint in hints.items():
            self.fields[name].help_text = hint


@require_http_methods(["GET", "POST"])
@needs("choose_references")
def choose(request: HttpRequest, key: str, pick: str) -> HttpResponse:
    """Write to somebody who fits, or ask whoever has to agree first."""
    who, rules, today = colleague(request), policy(), day.today()
    one = queries.request_of(key, who)
    contact = queries.picked(one, pick, by=who)
    fit = fit_for(one, contact.pk, policy=rules, today=today)
    read = queries.reading(one, by=who, policy=rules).of(contact)
    company = contact.account.name if contact.account else ""
    begin = start(one.activity, rules.ladder[one.activity], us=rules.company.name)
    named = ("", "your company") if read.masked else (contact.name, company)
    own = partial(for_person, name=named[0], company=named[1])
    hints = {name: f"For instance: {own(getattr(begin, name))}" for name in ("win_person", "win_company")}
    mistake: Refusal | None = None
    if request.method == "POST":
        form = ChooseForm(request.POST, hints=hints)
        if form.is_valid():
            try:
                match = actions.choose(
                    by=who, request=one, contact=contact, fit=fit, policy=rules, today=today, address=address,
                    **form.cleaned_data,
                )  # fmt: skip
            except BadInput as refusal:
                field = refusal.data.get("field")
                form.add_error(field if field in form.fields else None, refusal.sentence)
            except Refusal as refusal:
                mistake = refusal
            else:
                messages.success(request, _said(state_of(match), read.name))
                wake_for_mail()
                return redirect("request", one.pk)
    else:
        form = ChooseForm(initial={"words": own(begin.words), "why": _why(fit)}, hints=hints)
    given = how(one.activity, rules)
    context = {
        "request_": one, "form": form, "read": read, "pick": pick, "fit": fit, "mistake": mistake,
        "what": words.what(one, rules), "mode": given.mode,
        "happens": words.what_happens(given.mode, "The customer" if read.masked else read.name.split()[0]),
    }  # fmt: skip
    return render(request, "workspace/references/choose.html", context, status=422 if form.errors or mistake else 200)


def _why(fit: dict[str, object]) -> str:
    """Why they were chosen, to be said to them; the parts that are alike, none that is about us."""
    found = fit.get("to_them")
    return str(found) if found else ""


def _said(state: MatchState, name: str) -> str:
    return {
        MatchState.CLEARING: f"The account’s owner is asked first. You see here when {name} has been asked.",
        MatchState.CHAIN: "Whoever has to agree is asked.",
        MatchState.INVITED: f"The invitation to {name} is on its way.",
    }.get(state, f"{name} is chosen.")
