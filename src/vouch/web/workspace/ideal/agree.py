"""Set the profile that was agreed: what matters, how much, and which values fit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput
from vouch.domain.policy.nominations import READS
from vouch.program.ideal import actions, queries
from vouch.program.ideal.known import known_values
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.ideal.rate import IMPORTANCE


class AgreeForm(forms.Form):
    """For each trait its importance and what is wanted; and why."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, trait in policy().traits.items():
            words = f"{trait.words[:1].upper()}{trait.words[1:]}"
            self.fields[name] = forms.ChoiceField(label=words, choices=IMPORTANCE)
            kind = READS.get(trait.reads, "yes")
            if kind == "one of":
                known = known_values(trait.reads)
                self.fields[f"{name}_wanted"] = forms.CharField(
                    label="Which fit",
                    required=False,
                    help_text=f"Several with commas. Known: {', '.join(known)}" if known else "",
                )
            elif kind == "at least":
                self.fields[f"{name}_wanted"] = forms.CharField(label="At least", required=False)
        self.fields["because"] = forms.CharField(
            label="Why so?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
        )

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """Each trait beside what is wanted of it."""
        return [
            (self[name], self[f"{name}_wanted"] if f"{name}_wanted" in self.fields else None)
            for name in policy().traits
        ]


@require_http_methods(["GET", "POST"])
@needs("agree_profile")
def agree(request: HttpRequest) -> HttpResponse:
    """The next version of the profile, begun from what the teams said and from the last one."""
    form = AgreeForm(request.POST or None, initial=_begun())
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        chosen = {
            name: {"importance": int(told[name]), "wanted": _wanted(told, name)}
            for name in policy().traits
            if told[name] != "0"
        }
        try:
            made = actions.agree(
                by=colleague(request), traits=chosen, agreed_on=day.today(), policy=policy(), because=told["because"]
            )
        except BadInput as refusal:
            field = str(refusal.data.get("field", ""))
            at = f"{field}_wanted" if f"{field}_wanted" in form.fields else field
            form.add_error(at if at in form.fields else None, refusal.sentence)
        else:
            messages.success(request, f"Version {made.version} holds from today on.")
            return redirect("ideal")
    return render(
        request, "workspace/ideal/agree.html", {"form": form, "said": queries.said(policy())},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _wanted(told: dict[str, Any], name: str) -> list[str]:
    return [one.strip() for one in told.get(f"{name}_wanted", "").split(",") if one.strip()]


def _begun() -> dict[str, str]:
    teams = queries.said(policy()).teams
    begun: dict[str, str] = {}
    for name in policy().traits:
        told = [rated[name] for rated in teams.values() if name in rated]
        begun[name] = str(round(sum(told) / len(told))) if told else "0"
    if last := queries.agreed():
        for name, one in last.traits.items():
            begun |= {name: str(one["importance"]), f"{name}_wanted": ", ".join(one["wanted"])}
    return begun
