"""Write down an ask made outside Vouch: find the person, say what and when, in one line."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput, Conflict
from vouch.program.asks import actions
from vouch.program.people import queries as people
from vouch.web.shared import kept_back
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.chosen import ids
from vouch.web.workspace.asks.forms.outside import OutsideForm


@require_http_methods(["GET", "POST"])
@needs("log_asks")
def log(request: HttpRequest) -> HttpResponse:
    """Find whom it was, then write the line."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    keys = ids((request.POST if request.method == "POST" else request.GET).getlist("contact"))
    if not keys:
        found = kept_back.search(text, colleague(request), policy()) if text else []
        hits = [hit for hit in found if hit.kind == "contact"]
        return render(request, "workspace/asks/outside.html", {"contact": None, "text": text, "hits": hits})
    contact = people.contact(keys[0])
    form = OutsideForm(request.POST or None, initial={"asked_on": day.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"answer": form.cleaned_data["answer"] or None}
        try:
            ask = actions.log_outside(
                by=colleague(request), contact=contact, policy=policy(), today=day.today(), **given
            )
        except (BadInput, Conflict) as refusal:
            field = refusal.data.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Written down. Their rest and their limits know of it now.")
            return redirect("ask", ask.pk)
    status = 422 if form.errors else 200
    return render(request, "workspace/asks/outside.html", {"contact": contact, "form": form}, status=status)
