"""The page behind a link that asks: opening it changes nothing, a POST answers, once."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput, Conflict, Refusal
from vouch.program.people.actions import answer
from vouch.program.people.actions.confirm import entry_of, open_question
from vouch.program.work.actions import refresh_soon
from vouch.runs.work import wake
from vouch.web.shared.shell import policy


@login_not_required
@never_cache
@sensitive_variables("secret")
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask whether it is so; take a yes or a no, and a few words where somebody has some.

    A colleague who is signed in sees what the customer would see, and cannot answer in their place.
    """
    try:
        question = open_question(secret)
        entry = entry_of(question)
    except Refusal as refusal:
        return _over(request, refusal)
    ours = request.user.is_authenticated
    mistake = ""
    if request.method == "POST":
        if ours:
            raise Conflict("ours", "You are signed in as a colleague. Only the customer can answer this.")
        try:
            answer(
                secret=secret,
                answer=request.POST.get("answer", ""),
                words=request.POST.get("words", "").replace("\0", ""),
                today=dt.datetime.now(policy().zone).date(),
            )
        except BadInput as refusal:
            mistake = refusal.sentence
        else:
            refresh_soon(wake=wake)
            return redirect("confirm", secret)
    response = render(
        request,
        "portal/confirm/question.html",
        {
            "question": question,
            "entry": entry,
            "promise": question.fact == "promises",
            "company": policy().company.name,
            "ours": ours,
            "mistake": mistake,
            "words": request.POST.get("words", "")[:1000],
        },
        status=422 if mistake else 200,
    )
    return _private(response)


def _over(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of a link that can no longer be answered: thanks, or what to do instead."""
    thanks = refusal.code == "answered"
    page = "portal/confirm/over.html"
    context = {"thanks": thanks, "sentence": refusal.sentence, "company": policy().company.name}
    return _private(render(request, page, context, status=200 if thanks else 410))


def _private(response: HttpResponse) -> HttpResponse:
    """The address is a key: no other site is told of it, and no search engine keeps it."""
    response["Referrer-Policy"] = "same-origin"  # none at all would hide from us, too, that the form is ours
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
