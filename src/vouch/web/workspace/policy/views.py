"""Another policy is written, tried against everybody, and then adopted or dropped; nothing happens before that."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django import forms as django_forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vouch.domain.errors import BadInput, BadPolicy, Conflict
from vouch.domain.whole import whole
from vouch.program.previews import actions, queries
from vouch.runs import trying
from vouch.runs.work import somebody_works, wake
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.data.under_way import told
from vouch.web.workspace.policy import words
from vouch.web.workspace.policy.forms import Text, Thresholds

_PATIENCE = dt.timedelta(seconds=5)


def _data() -> Path:
    return Path(settings.DATA)


@require_GET
@needs("try_policy")
def index(request: HttpRequest) -> HttpResponse:
    """The policy in force, ways to try another, and those that were tried."""
    return _page(request)


def _page(
    request: HttpRequest, thresholds: Thresholds | None = None, text: Text | None = None, sentence: str = ""
) -> HttpResponse:
    rules = policy()
    wrong = thresholds is not None or text is not None
    return render(
        request,
        "workspace/policy/index.html",
        {
            "rules": rules,
            "thresholds": thresholds or Thresholds(trying.thresholds(rules)),
            "text": text or Text(initial={"text": trying.in_force_text(_data())}),
            "by_text": text is not None,
            "refused": sentence,
            "tried": [(row, words.sentence(row)) for row in queries.latest()],
        },
        status=422 if wrong else 200,
    )


@require_POST
@needs("try_policy")
def try_thresholds(request: HttpRequest) -> HttpResponse:
    """Try the policy in force with single thresholds changed."""
    form = Thresholds(trying.thresholds(policy()), request.POST)
    if not form.is_valid():
        return _page(request, thresholds=form)
    try:
        text = trying.changed_text(_data(), form.changes())
        row = trying.try_text(_data(), by=colleague(request), text=text, wake=wake)
    except (BadInput, Conflict) as refusal:
        if isinstance(refusal, BadPolicy):
            form.mark(refusal.mistakes)
        return _page(request, thresholds=form, sentence=_said(refusal))
    return redirect("preview", row.pk)


@require_POST
@needs("try_policy")
def try_text(request: HttpRequest) -> HttpResponse:
    """Try a whole file."""
    form = Text(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, text=form)
    try:
        written = form.written()
        row = trying.try_text(_data(), by=colleague(request), text=written, wake=wake)
    except django_forms.ValidationError as error:
        form.add_error("file", error)
        return _page(request, text=form)
    except (BadInput, Conflict) as refusal:
        return _page(request, text=form, sentence=_said(refusal))
    return redirect("preview", row.pk)


def _said(refusal: BadInput | Conflict) -> str:
    if isinstance(refusal, BadPolicy):
        return " ".join(f"{_begun(one)}{'' if one.endswith(('.', '?')) else '.'}" for one in refusal.mistakes)
    return refusal.sentence


def _begun(mistake: str) -> str:
    """A mistake as a sentence; a key it begins with stays as it is written in the file."""
    return mistake if "." in mistake.split(" ", 1)[0] else f"{mistake[:1].upper()}{mistake[1:]}"


@require_GET
@needs("try_policy")
def preview(request: HttpRequest, pk: str) -> HttpResponse:
    """Who would move under a policy that was tried: how many from where to where, and each with the reason."""
    row = queries.preview(pk)
    kind = "contact" if request.GET.get("kind") == "contact" else "account"
    now, then = request.GET.get("now", "")[:20], request.GET.get("then", "")[:20]
    after = request.GET.get("after", "")
    found = queries.moves(row, kind=kind, now=now, then=then, after=whole(after) or 0)
    waits = row.job.state == "waiting" and timezone.now() - row.job.asked_at > _PATIENCE
    return render(
        request,
        "workspace/policy/preview.html",
        {
            "row": row,
            "sentence": words.sentence(row),
            "job": told(row.job) if row.job.open else None,
            "asleep": waits and not somebody_works(_data()),
            "keys": words.keys(row),
            "kind": kind,
            "now": now,
            "then": then,
            "after": after,
            "ways": words.ways(row, kind),
            "totals": {one: sum(way.count for way in words.ways(row, one)) for one in ("account", "contact")},
            "moves": found,
            "words": words,
            "same_base": row.base == policy().version,
        },
    )


@require_GET
@needs("try_policy")
def work(request: HttpRequest, pk: str) -> HttpResponse:
    """How far it is, for the page to fetch again and again; when it is over, the page is to be loaded anew."""
    row = queries.preview(pk)
    job = told(row.job) if row.job.open else None
    response = render(request, "workspace/policy/progress.html", {"job": job, "row": row})
    if job is None:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@needs("try_policy")
def stop(request: HttpRequest, pk: str) -> HttpResponse:
    """Stop a trial."""
    actions.stop_preview(by=colleague(request), preview=pk)
    return redirect("preview", pk)


@require_POST
@needs("try_policy")
def drop(request: HttpRequest, pk: str) -> HttpResponse:
    """Let go of a policy that was tried."""
    actions.drop(by=colleague(request), preview=pk)
    messages.success(request, "Dropped. It was never in force.")
    return redirect("preview", pk)


@require_POST
@needs("try_policy")
def pick_up(request: HttpRequest, pk: str) -> HttpResponse:
    """Have a dropped policy back."""
    actions.pick_up(by=colleague(request), preview=pk)
    return redirect("preview", pk)


@require_POST
@needs("edit_policy")
def adopt(request: HttpRequest, pk: str) -> HttpResponse:
    """Put a policy that was tried in force."""
    row = trying.adopt(_data(), by=colleague(request), preview=pk, wake=wake)
    messages.success(request, f"Policy {row.version} is in force. Everybody is being placed by it.")
    return redirect("policy")
