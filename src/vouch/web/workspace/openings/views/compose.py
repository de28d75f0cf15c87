"""Write an opening: what it is, its seats, whom it is for; how many that names is said while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vouch.domain.errors import BadInput
from vouch.program.colleagues.queries import colleagues
from vouch.program.openings import actions, queries
from vouch.program.openings.actions.publish import oddly_wide
from vouch.program.openings.actions.write import criteria_of
from vouch.program.openings.queries.offered import offered
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.openings import words
from vouch.web.workspace.openings.forms import OpeningForm, begun

if TYPE_CHECKING:
    from vouch.program.openings.models import Opening


@require_http_methods(["GET", "POST"])
@needs("run_openings")
def compose(request: HttpRequest, key: str = "") -> HttpResponse:
    """A new draft, or one that is changed. “See who qualifies” looks and keeps nothing."""
    one = queries.opening(key) if key else None
    form = _form(request, one)
    whole = form.is_valid() if request.method == "POST" else False
    looks = "look" in request.POST
    if whole and not looks:
        try:
            made = actions.write_opening(
                by=colleague(request), opening=one, policy=policy(), today=day.today(), **form.told(policy())
            )
        except BadInput as refusal:
            form.blame(refusal)
        else:
            messages.success(request, "Kept as a draft. Nobody hears of it before it is published.")
            return redirect("opening", made.pk)
    context = {"form": form, "opening": one} | _fits(form, one)
    status = 422 if form.errors and not looks else 200
    return render(request, "workspace/openings/compose.html", context, status=status)


@require_POST
@needs("run_openings")
def fits(request: HttpRequest) -> HttpResponse:
    """How many the criteria of a form name, while it is written. Keeps nothing."""
    form = _form(request, None)
    form.is_valid()
    return render(request, "workspace/openings/fits.html", _fits(form, None))


def _form(request: HttpRequest, one: Opening | None) -> OpeningForm:
    rules = policy()
    kept = one.asked if one else None
    also = [*kept.segments, *kept.industries, *kept.regions, *kept.products, *kept.languages] if kept else []
    return OpeningForm(
        request.POST if request.method == "POST" else None,
        offered=offered(also=also),
        colleagues=list(colleagues(active=True)),
        policy=rules,
        initial=begun(one, rules, day.today(), colleague(request)),
    )


def _fits(form: OpeningForm, one: Opening | None) -> dict[str, Any]:
    """What the criteria say and whom they name; why they cannot be read where they cannot."""
    rules = policy()
    try:
        if form.is_bound:
            asked = criteria_of(form.criteria, rules)
            kind = str(form.cleaned_data.get("kind", ""))
        else:
            asked = criteria_of({name: form.initial[name] for name in ("stage",) if name in form.initial}, rules)
            asked, kind = (one.asked, one.kind) if one else (asked, "")
    except BadInput as refusal:
        return {"criteria": [], "found": None, "fits": refusal.sentence, "odd": ""}
    found = queries.how_many(asked, kind=kind, today=day.today())
    return {
        "criteria": asked.sentences({name: rung.words for name, rung in rules.ladder.items()}),
        "found": found,
        "fits": words.fits_words(found),
        "odd": oddly_wide(found),
    }
