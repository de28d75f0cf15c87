"""Write down what a customer's company allows, and take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from vouch.domain.errors import NotFound
from vouch.program.colleagues.permissions import require
from vouch.program.consent import actions
from vouch.program.consent import queries as consent
from vouch.program.people import queries as people
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import url
from vouch.web.shared.shell import policy
from vouch.web.workspace.customers.allowed.day import today
from vouch.web.workspace.customers.allowed.forms import EVERYTHING, PermissionForm
from vouch.web.workspace.customers.allowed.views.writing import Asking, written


@require_http_methods(["GET", "POST"])
@needs("see_asks")
def say(request: HttpRequest, pk: str) -> HttpResponse:
    """A word of the company, new or in the place of the one that holds."""
    account = people.account(pk)
    require(colleague(request), "set_permissions", owner=account.owner_id or "")
    form = PermissionForm(
        request.POST or None,
        policy=policy(),
        contacts=list(people.contacts_of(pk)),
        initial=_initial(pk, request.GET.get("activity")),
    )
    back = url("account_allowed", pk)
    page = Asking(
        asks=f"What does {account.name} allow?",
        hint="A new word ends the one before, which stays to be read.",
        crumbs=[(account.name, url("account", pk)), ("What they allow", back), ("Write down", "")],
        press="Write it down",
        back=back,
        beside="The company’s word and a person’s own are two things. A company that allows a quote does not speak for "
        "whom it quotes.",
    )
    return written(
        request,
        form,
        page,
        lambda: actions.set_permission(by=colleague(request), account=account, **form.given()),
        says=f"Written down. It counts for every ask of {account.name} from now on.",
    )


@require_POST
@needs("see_asks")
def end(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Take a word back: what they allow is not known any more."""
    row = consent.permission(number)
    if row not in consent.permission_history(pk, row.activity):
        raise NotFound("no_such_permission", "There is no such permission any more.")
    actions.end_permission(by=colleague(request), permission=row)
    messages.success(request, "Taken back. What they allow there is not known any more.")
    return redirect("account_allowed", pk)


def _initial(account: str, activity: str | None) -> dict[str, object]:
    """What holds now, where a word is to be changed; else what was chosen, and today."""
    wanted = "" if activity == EVERYTHING else activity
    holds = next((one for one in consent.permissions_of(account) if one.activity == wanted), None)
    if holds is None:
        return {"activity": activity or EVERYTHING, "said_on": today()}
    return {
        "activity": activity,
        "allowed": holds.allowed,
        "said_by_contact": holds.said_by_contact_id or "",
        "said_by": holds.said_by,
        "said_on": today(),
        "until": holds.until,
        "at_most": holds.at_most,
        "per_days": holds.per_days,
        "uses": ", ".join(holds.uses),
        "territory": holds.territory,
        "document": holds.document,
    }
