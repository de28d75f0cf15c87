"""One entry: what it says, who wrote it, where it stands; corrected, taken back, brought back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vouch.domain.errors import BadInput, Conflict, NotFound
from vouch.program.colleagues.permissions import may, require
from vouch.program.people import actions
from vouch.program.people import queries as people
from vouch.program.people.kinds import Kind, kind
from vouch.program.work import actions as work
from vouch.runs.work import wake
from vouch.web.shared.doors import colleague, needs
from vouch.web.workspace.proof.forms import FORMS, blame
from vouch.web.workspace.proof.standing import standing, waits
from vouch.web.workspace.proof.told import headline, told
from vouch.web.workspace.proof.views.add import form_for, today

PROOF = ("promise", "result")


def found(kind_: str, key: str) -> tuple[Kind, Any]:
    """The kind and the entry of an address. Raises NotFound."""
    of = kind(kind_)
    return of, people.entry(of.model, key)


def account_of(entry: Any) -> Any:
    """The account an entry is about. Raises NotFound where neither it nor the person is known any more."""
    pk = entry.account_id or (entry.contact.account_id if entry.contact else None)
    if pk is None:
        raise NotFound("no_such_account", "The customer this was about is not known any more.")
    return people.account(pk)


@require_GET
@needs("see_customers")
def show(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What an entry says and where it stands."""
    of, entry = found(kind, key)
    if of.word == "nomination":
        return redirect("nomination", key)
    account = account_of(entry)
    asked = people.confirmations(entry.key) if of.word in PROOF else []
    mine = may(colleague(request), of.permission, owner=account.owner_id or "")
    may_ask = may(colleague(request), "ask_confirmation", owner=account.owner_id or "")
    gone = entry.withdrawn_at is not None
    return render(
        request,
        "workspace/proof/entry.html",
        {
            "kind": of.word,
            "fact": of.fact,
            "entry": entry,
            "account": account,
            "standing": standing(entry, of.fact, today(), asked),
            "headline": headline(of.word, entry),
            "rows": told(of.word, entry),
            "asked": [(one, waits(one, entry)) for one in asked],
            "waiting": any(waits(one, entry) for one in asked),
            "may_change": mine and not gone and FORMS[of.word].changeable,
            "may_withdraw": mine and not gone,
            "may_restore": mine and gone,
            "may_ask": may_ask and _can_be_asked(of, entry),
            "carried": entry.carried == entry.version,
        },
    )


def _can_be_asked(of: Kind, entry: Any) -> bool:
    if of.word not in PROOF or entry.withdrawn_at or entry.signed_off_on:
        return False
    return not (of.word == "promise" and entry.status == "open")


@require_http_methods(["GET", "POST"])
@needs("see_customers")
def change(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Correct an entry, or say how a promise went."""
    of, entry = found(kind, key)
    if of.word == "nomination":
        return redirect("change_nomination", key)
    account = account_of(entry)
    require(colleague(request), of.permission, owner=account.owner_id or "")
    if not FORMS[of.word].changeable:
        raise Conflict("not_changed", "This is never changed. Take it back, and write down what is right.")
    initial = {name: getattr(entry, name) for name in FORMS[of.word].base_fields}
    form = form_for(of, account, request.POST or None, initial)
    if request.method == "POST" and form.is_valid():
        try:
            form.change(colleague(request), entry)
        except BadInput as refusal:
            blame(form, refusal)
        else:
            work.refresh_soon(by=colleague(request), wake=wake)
            messages.success(request, f"Kept. {account.name} is placed anew in a moment.")
            return redirect("entry", of.fact, key)
    return render(
        request,
        "workspace/proof/change.html",
        {"kind": of.word, "fact": of.fact, "entry": entry, "account": account, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@needs("see_customers")
def withdraw(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Take an entry back; it can be brought back."""
    of, entry = found(kind, key)
    actions.withdraw(by=colleague(request), entry=entry)
    work.refresh_soon(by=colleague(request), wake=wake)
    messages.success(request, "Taken back. It counts no more; you can bring it back here.")
    return redirect("entry", of.fact, key)


@require_POST
@needs("see_customers")
def restore(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Bring an entry back."""
    of, entry = found(kind, key)
    actions.restore(by=colleague(request), entry=entry)
    work.refresh_soon(by=colleague(request), wake=wake)
    messages.success(request, "It counts again.")
    return redirect("entry", of.fact, key)
