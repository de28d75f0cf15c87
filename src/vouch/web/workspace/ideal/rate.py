"""Say for one's team what matters, before one sees what the others said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput
from vouch.program.ideal import actions, queries
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy

TEAMS = [("sales", "sales"), ("service", "service"), ("support", "support")]
IMPORTANCE = [("3", "decisive"), ("2", "important"), ("1", "a little"), ("0", "not at all")]


class RateForm(forms.Form):
    """A team, and how important each trait is."""

    use_required_attribute = False

    team = forms.ChoiceField(label="You speak for", choices=TEAMS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, trait in policy().traits.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{trait.words[:1].upper()}{trait.words[1:]}", choices=IMPORTANCE, widget=forms.RadioSelect
            )


@require_http_methods(["GET", "POST"])
@needs("rate_traits")
def rate(request: HttpRequest) -> HttpResponse:
    """One's own view, for the first time or anew."""
    who = colleague(request)
    team, before = queries.own(who)
    form = RateForm(request.POST or None, initial={"team": team, **{name: str(one) for name, one in before.items()}})
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            actions.rate(
                by=who, team=told.pop("team"), ratings={name: int(one) for name, one in told.items()}, policy=policy()
            )
        except BadInput as refusal:
            field = refusal.data.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Kept. Here is what everybody says.")
            return redirect("ideal")
    context = {"form": form, "again": bool(before)}
    return render(request, "workspace/ideal/rate.html", context, status=422 if form.errors else 200)
