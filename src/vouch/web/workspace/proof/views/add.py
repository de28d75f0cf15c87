"""Write something down about a customer: by hand, or beginning from a deal that was won."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput
from vouch.program.colleagues.permissions import require
from vouch.program.people import queries as people
from vouch.program.people.kinds import Kind, kind
from vouch.program.work import actions as work
from vouch.runs import kept
from vouch.runs.work import wake
from vouch.web.shared.doors import colleague
from vouch.web.shared.environment import url
from vouch.web.shared.shell import policy
from vouch.web.workspace.proof.forms import FORMS, EntryForm, blame
from vouch.web.workspace.proof.forms.who import ACTS
from vouch.web.workspace.proof.prefill import from_deal, in_words

if TYPE_CHECKING:
    from vouch.program.people.models import Account

_DAYS = {
    "sentiment": "rated_on",
    "act": "done_on",
    "role": "from_on",
    "result": "reached_on",
}


def today() -> dt.date:
    """The day it is at the company."""
    return dt.datetime.now(policy().zone).date()


def form_for(of: Kind, account: Account, data: Any = None, initial: dict[str, Any] | None = None) -> EntryForm:
    """The form of a kind of entry about an account."""
    more: dict[str, Any] = {}
    if of.word == "act":
        more["zone"] = policy().zone
    if of.word == "result":
        written = people.entries(kind("promise").model, account=account.pk)
        more["promises"] = [(one.key, one.text[:80]) for one in written]
    return FORMS[of.word](
        data, initial=initial, account=account, contacts=list(people.contacts_of(account.pk)), today=today(), **more
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: str, kind: str) -> HttpResponse:
    """A new entry about an account. Only those may see it who may write one."""
    of, account = _kind(kind), people.account(pk)
    if of.word == "nomination":
        return redirect(url("nominate", account=pk, contact=request.GET.get("contact", "")))
    require(colleague(request), of.permission, owner=account.owner_id or "")
    deals = _deals(account) if of.word == "promise" else []
    deal = next((one for one in deals if one.id == request.GET.get("deal")), None)
    form = form_for(of, account, request.POST or None, _initial(request, of, deal))
    if request.method == "POST" and form.is_valid():
        try:
            entry = form.enter(colleague(request))
        except BadInput as refusal:
            blame(form, refusal)
        else:
            work.refresh_soon(by=colleague(request), wake=wake)
            messages.success(request, f"Written down. {account.name} is placed anew in a moment.")
            return redirect("entry", of.fact, entry.key)
    return render(
        request,
        "workspace/proof/add.html",
        {
            "kind": of.word,
            "account": account,
            "form": form,
            "asks": form.asks.format(name=account.name),
            "deals": deals,
            "deal": deal,
            "deal_says": in_words(deal) if deal else [],
            "acts": ACTS,
        },
        status=422 if form.errors else 200,
    )


def _kind(word: str) -> Kind:
    return kind(word)


def _initial(request: HttpRequest, of: Kind, deal: kept.Deal | None) -> dict[str, Any]:
    begun: dict[str, Any] = {}
    if of.word in _DAYS:
        begun[_DAYS[of.word]] = today()
    if of.word == "result":
        begun |= {"exceeds": True, "promise": request.GET.get("promise", "")}
    if request.GET.get("contact"):
        begun["contact"] = request.GET["contact"]
    return begun | (from_deal(deal) if deal else {})


def _deals(account: Account) -> list[kept.Deal]:
    ids = {(account.system, account.source_id), *((system, id_) for system, id_ in account.also)}
    return kept.won_deals(Path(settings.DATA), ids, policy())
