"""Hold a customer back, lift a hold, say go on before a renewal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from vouch.program.colleagues.permissions import may, require
from vouch.program.consent import actions
from vouch.program.consent import queries as consent
from vouch.program.people import queries as people
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import url
from vouch.web.workspace.customers.allowed.day import today
from vouch.web.workspace.customers.allowed.forms import GoOnForm, HoldForm
from vouch.web.workspace.customers.allowed.views.writing import Asking, written

if TYPE_CHECKING:
    from vouch.program.people.models import Account


@require_http_methods(["GET", "POST"])
@needs("see_asks")
def hold_account(request: HttpRequest, pk: str) -> HttpResponse:
    """Hold a whole account back."""
    account = people.account(pk)
    return _hold(request, account, account.name, url("account_allowed", pk), {"account": account})


@require_http_methods(["GET", "POST"])
@needs("see_asks")
def hold_person(request: HttpRequest, pk: str) -> HttpResponse:
    """Hold one person back."""
    contact = people.contact(pk)
    name = contact.name or contact.email or "this person"
    return _hold(request, contact.account, name, url("person_allowed", pk), {"contact": contact})


@require_POST
@needs("see_asks")
def lift(request: HttpRequest, number: int) -> HttpResponse:
    """Lift a hold that was set by hand."""
    row = actions.lift(by=colleague(request), hold=consent.hold_of(number))
    messages.success(request, "Lifted. It stays in the history.")
    if row.account_id:
        return redirect("account_allowed", row.account_id)
    return redirect("person_allowed", row.contact_id)


@require_http_methods(["GET", "POST"])
@needs("see_asks")
def go_on(request: HttpRequest, pk: str) -> HttpResponse:
    """Say go on although a contract ends soon."""
    account = people.account(pk)
    require(colleague(request), "hold_customers", owner=account.owner_id or "")
    form = GoOnForm(request.POST or None)
    back = url("account_allowed", pk)
    page = Asking(
        asks=f"May {account.name} be asked although a contract ends soon?",
        hint="The rule keeps asks away from talks about a contract. You can say that they do not stand in the way.",
        crumbs=[(account.name, url("account", pk)), ("What they allow", back), ("Go on", "")],
        press="Go on",
        back=back,
    )
    return written(
        request,
        form,
        page,
        lambda: actions.release_renewal(by=colleague(request), account=account, **form.cleaned_data),
        says=f"The end of the contract no longer holds {account.name} back.",
    )


@require_POST
@needs("see_asks")
def end_go_on(request: HttpRequest, pk: str) -> HttpResponse:
    """Let the rule hold the account again."""
    release = consent.release_of(pk, today=today())
    if release is not None:
        actions.end_release(by=colleague(request), release=release)
        messages.success(request, "The rule counts again.")
    return redirect("account_allowed", pk)


def _hold(request: HttpRequest, account: Account | None, name: str, back: str, whom: dict[str, Any]) -> HttpResponse:
    who, owner = colleague(request), (account.owner_id or "") if account else ""
    require(who, "hold_customers", owner=owner)
    law = may(who, "hold_for_law", owner=owner)
    form = HoldForm(request.POST or None, law=law, initial={"kind": "by_hand", "from_on": today()})
    page = Asking(
        asks=f"Why should {name} not be asked?",
        hint="Nobody can send an ask as long as this stands. Gives are never held.",
        crumbs=[("Customers", url("customers")), (name, back), ("Hold back", "")],
        press="Hold back",
        back=back,
    )
    return written(
        request,
        form,
        page,
        lambda: actions.hold(by=who, **whom, **form.cleaned_data),
        says=f"{name} is held back.",
    )
