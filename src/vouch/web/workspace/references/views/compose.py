"""Write a request: kept as a draft, or handed in; beside it what exists, what is alike, and how many fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vouch.domain.errors import BadInput, Refusal, TooOften
from vouch.program.colleagues.permissions import may
from vouch.program.references import actions, queries
from vouch.program.references.actions.ready import lacks
from vouch.program.references.actions.write import unkept
from vouch.runs.desk import matches_for
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.references.forms import RequestForm, begun

if TYPE_CHECKING:
    from vouch.program.references.models import Request

_ASKED = ("deal", "buyer", "activity", "words", "role", "industry", "product", "needed_by")
"""What a link can fill in."""


@require_http_methods(["GET", "POST"])
@needs("request_references")
def compose(request: HttpRequest, key: str = "") -> HttpResponse:
    """A new request, or a draft. “See who fits” looks and keeps nothing of it."""
    who, rules, today = colleague(request), policy(), day.today()
    draft = queries.request_of(key, who) if key else None
    form = _form(request, draft)
    looks = "look" in request.POST
    if request.method == "POST" and form.is_valid() and not looks:
        try:
            kept = actions.keep_draft(by=who, written=form.written(), request=draft, policy=rules, today=today)
            draft = kept
            if "draft" in request.POST:
                messages.success(request, "Kept as a draft. Nobody sees it before you hand it in.")
                return redirect("request", kept.pk)
            handed = actions.hand_in(by=who, request=kept, policy=rules, today=today)
        except BadInput as refusal:
            form.blame(refusal)
        else:
            messages.success(request, "Handed in: the desk sees it now.")
            return redirect("reference_matches", handed.pk)
    context = {"form": form, "draft": draft} | _beside(request, form, draft)
    status = 422 if form.errors and not looks else 200
    return render(request, "workspace/references/compose.html", context, status=status)


@require_POST
@needs("request_references")
def check(request: HttpRequest) -> HttpResponse:
    """What stands beside a form while it is written. Keeps nothing but that it was looked at."""
    form = _form(request, None)
    form.is_valid()
    return render(request, "workspace/references/beside.html", _beside(request, form, None))


def _form(request: HttpRequest, draft: Request | None) -> RequestForm:
    rules, who = policy(), colleague(request)
    asked = {name: request.GET.get(name, "")[:2000] for name in _ASKED}
    meant = queries.deal_of(asked["deal"]) if asked["deal"] else None
    found = list(queries.deals(request.GET.get("find", ""), mine=who, limit=60))
    chosen = (request.POST.get("deal", "") if request.method == "POST" else "") or (draft.deal_id if draft else "")
    for more in (meant, queries.deal_of(chosen) if chosen else None):
        if more is not None and more.pk not in {one.pk for one in found}:
            found.insert(0, more)
    asked["deal"] = meant.pk if meant else ""
    return RequestForm(
        request.POST if request.method == "POST" else None,
        policy=rules,
        deals=found,
        initial=begun(draft, rules, day.today(), **asked),
    )


def _beside(request: HttpRequest, form: RequestForm, draft: Request | None) -> dict[str, Any]:
    """What the deal lacks, what is alike, what exists, how many fit; nothing of what is not said yet."""
    rules, today, who = policy(), day.today(), colleague(request)
    nothing: dict[str, Any] = {"lacks": (), "alike": (), "existing": (), "fits": None, "says": ""}
    if not form.is_bound and draft is None:
        return nothing
    try:
        told = unkept(form.written(), by=who, policy=rules, today=today) if form.is_bound else draft
    except Refusal as refusal:
        return nothing | {"says": refusal.sentence}
    if told is None or not told.activity:
        return nothing
    found, says = None, ""
    try:
        actions.count(by=who, request=told, policy=rules)
        found = matches_for(settings.DATA, told, policy=rules, today=today, sees_all=may(who, "run_desk"))
    except TooOften as refusal:
        says = refusal.sentence
    return {
        "lacks": lacks(told, rules),
        "alike": queries.alike(told, policy=rules, today=today),
        "existing": queries.existing(told, by=who, policy=rules, today=today),
        "fits": found,
        "says": says,
    }
