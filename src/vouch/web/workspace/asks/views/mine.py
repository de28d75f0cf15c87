"""What waits for my word, and how I want to be asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput
from vouch.program.asks import actions, queries
from vouch.program.asks.queries.rules import owner, owner_rule, stand_ins
from vouch.web.shared.doors import colleague, needs
from vouch.web.workspace.asks.forms.clearing import RuleForm
from vouch.web.workspace.asks.words import rung_words


@require_http_methods(["GET", "POST"])
@needs("clear_asks")
def mine(request: HttpRequest) -> HttpResponse:
    """The asks that wait for me; below, my rule, my stand-in, and until when I am away."""
    who = colleague(request)
    whom = owner(who.owner) if who.owner else None
    rule = owner_rule(who.owner) if whom else None
    others = stand_ins(who)
    begun = {
        "rule": rule.rule if rule else "always_ask",
        "stand_in": str(rule.stand_in_id or "") if rule else "",
        "away_until": rule.away_until if rule else None,
    }
    form = RuleForm(request.POST or None, initial=begun, colleagues=[(str(one.pk), str(one)) for one in others])
    if request.method == "POST" and whom and form.is_valid():
        given = form.cleaned_data
        stand_in = next((one for one in others if str(one.pk) == given["stand_in"]), None)
        try:
            actions.set_owner_rule(
                by=who, owner=whom, rule=given["rule"], stand_in=stand_in, away_until=given["away_until"]
            )
        except BadInput as refusal:
            field = refusal.data.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Kept. It holds from now on.")
            return redirect("clearances")
    return render(
        request,
        "workspace/asks/mine.html",
        {
            "rows": [(row, rung_words(row.ask.activity)) for row in queries.to_clear(who)],
            "form": form if whom else None,
        },
        status=422 if form.errors else 200,
    )
