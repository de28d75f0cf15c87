"""Put somebody forward: from their page, from their company's, or from a link in a mail; kept as a draft or sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput, NotAllowed
from vouch.program.colleagues.permissions import require
from vouch.program.people import actions, nominated
from vouch.program.people import queries as people
from vouch.web.shared import kept_back
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.nominations.form import NominationForm
from vouch.web.workspace.proof.forms import blame

if TYPE_CHECKING:
    from vouch.program.people.models import Account, Nomination

_KEPT = ("contact_id", "why", "traits", "relation", "relation_words", "personality", "team", "nominated_on")


@require_http_methods(["GET", "POST"])
@needs("nominate")
def nominate(request: HttpRequest) -> HttpResponse:
    """A new nomination; without a customer in the address it asks for one first."""
    account = _account(request)
    if account is None:
        text = request.GET.get("q", "").strip()
        hits = kept_back.search(text, colleague(request), policy())
        return render(request, "workspace/nominations/whom.html", {"text": text, "hits": hits})
    require(colleague(request), "nominate", owner=account.owner_id or "")
    begun = {"contact": request.GET.get("contact", ""), "nominated_on": day.today()}
    form = _form(request, account, begun)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.nominate(
                by=colleague(request), account=account, draft="draft" in request.POST, **form.given()
            )
        except BadInput as refusal:
            blame(form, refusal)
        else:
            return _kept(request, made)
    return _page(request, account, form, None)


@require_http_methods(["GET", "POST"])
@needs("nominate")
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Go on with a draft, or correct what nobody has taken up yet."""
    who = colleague(request)
    nomination = nominated.nomination(key, who)
    if nomination.author_id != who.pk:
        raise NotAllowed("not_yours", f"{nomination.author} wrote this nomination, and alone may change it.")
    account = people.account(
        nomination.account_id or (nomination.contact.account_id if nomination.contact else "") or ""
    )
    begun = {name.removesuffix("_id"): getattr(nomination, name) for name in _KEPT}
    form = _form(request, account, begun)
    if request.method == "POST" and form.is_valid():
        given = form.given()
        chosen = given.pop("contact")
        try:
            made = actions.change_nomination(
                by=who, nomination=nomination, draft="draft" in request.POST,
                contact_id=chosen.pk if chosen else None, **given,
            )  # fmt: skip
        except BadInput as refusal:
            blame(form, refusal)
        else:
            return _kept(request, made)
    return _page(request, account, form, nomination)


def _account(request: HttpRequest) -> Account | None:
    named, contact = request.GET.get("account", ""), request.GET.get("contact", "")
    if contact and not named:
        person = people.contact(contact)
        return people.account(person.account_id) if person.account_id else None
    return people.account(named) if named else None


def _form(request: HttpRequest, account: Account, begun: dict[str, Any]) -> NominationForm:
    known = [one for one in people.contacts_of(account.pk) if one.left_on is None]
    return NominationForm(
        request.POST or None, initial=begun, account=account, contacts=known, today=day.today(), policy=policy()
    )


def _kept(request: HttpRequest, made: Nomination) -> HttpResponse:
    draft = made.state == "draft"
    said = "Kept as a draft. Nobody else sees it." if draft else "Put forward. A programme manager looks at it next."
    messages.success(request, said)
    return redirect("nomination", made.pk)


def _page(request: HttpRequest, account: Account, form: NominationForm, nomination: Nomination | None) -> HttpResponse:
    contact = str(form["contact"].value() or "")
    before = nominated.about(contact, but=nomination.pk if nomination else "") if contact.startswith("c") else []
    return render(
        request,
        "workspace/nominations/write.html",
        {"account": account, "form": form, "nomination": nomination, "before": before},
        status=422 if form.errors else 200,
    )
