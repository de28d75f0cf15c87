"""What our company allows: read by everybody who works there, changed by whom it named.

Who may speak for a company is whoever said its last word on anything: a colleague wrote them down as a person we know,
once, and can write down somebody else's word instead. No import and no title makes anybody that: a sponsor may like us
and still not speak for their lawyers.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vouch.domain.errors import BadInput, Conflict, NotAllowed, NotFound
from vouch.program.consent import actions
from vouch.program.consent.queries import permissions_of, speakers_of
from vouch.web.portal import door
from vouch.web.portal.kinds import kind
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from vouch.program.members.models import Visit
    from vouch.program.people.models import Account

ALLOWED = {"never": "Never", "ask_first": "Ask first", "yes": "Yes"}


@door.guests
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, guest: Visit) -> HttpResponse:
    """Every word that holds, with who said it; a form for those who may say one."""
    mistake, form = None, request.POST
    if request.method == "POST":
        account = _mine_to_say(guest)
        try:
            _say(guest, account, form)
        except (BadInput, Conflict) as refusal:
            mistake = refusal
        else:
            messages.success(request, f"Kept. It is what {account.name} says from now on.")
            return redirect("portal_rules")
    return _page(request, guest, mistake, form)


@door.guests
@require_POST
def end(request: HttpRequest, guest: Visit, pk: int) -> HttpResponse:
    """Take one word back: then nothing is said about it."""
    account = _mine_to_say(guest)
    row = next((one for one in permissions_of(account.pk) if one.pk == pk), None)
    if row is None:
        raise NotFound("no_such_rule", f"There is no such rule of {account.name} any more.")
    actions.end_permission(by=None, permission=row, said_by_contact=guest.contact)
    messages.success(request, "Taken back. Nothing is said about it now.")
    return redirect("portal_rules")


def _mine_to_say(guest: Visit) -> Account:
    account = guest.contact.account
    speakers = speakers_of(account.pk) if account is not None else []
    if account is None or guest.contact_id not in {one.pk for one in speakers}:
        raise NotAllowed(
            "not_their_word",
            "You cannot say this for your company. "
            + (f"{speakers[0].name} can." if speakers else "Tell whoever looks after you here who can."),
        )
    return account


def _say(guest: Visit, account: Account, form: Mapping[str, Any]) -> None:
    if form.get("activity", "") not in {"", *policy().ladder}:
        raise BadInput("no_such_kind", "Choose what it is about, or everything.", field="activity")
    actions.set_permission(
        by=None,
        account=account,
        activity=form.get("activity", ""),
        allowed=form.get("allowed", ""),
        until=_day(form.get("until", "")),
        at_most=_number(form.get("at_most", ""), "at_most"),
        per_days=_number(form.get("per_days", ""), "per_days"),
        territory=form.get("territory", "")[:500],
        said_by_contact=guest.contact,
        said_on=door.today(),
    )


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise BadInput("bad_day", "Name the last day, like 2027-01-31.", field="until") from None


def _number(text: str, field: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise BadInput("bad_number", "How often is a whole number.", field=field)
    return int(text)


def _page(request: HttpRequest, guest: Visit, mistake: BadInput | Conflict | None, form: Any) -> HttpResponse:
    account, today = guest.contact.account, door.today()
    rows = permissions_of(account.pk) if account is not None else []
    speakers = speakers_of(account.pk) if account is not None else []
    context = {
        "account": account,
        "rows": [(row, _words(row.activity), row.until is not None and row.until < today) for row in rows],
        "speakers": speakers,
        "mine": guest.contact_id in {one.pk for one in speakers},
        "owner": account.owner.name if account is not None and account.owner is not None else "",
        "kinds": [(name, kind(name, policy())) for name in policy().ladder],
        "allowed": ALLOWED,
        "mistake": mistake,
        "form": form,
        "company": policy().company.name,
    }
    return render(request, "portal/rules/rules.html", context, status=422 if mistake else 200)


def _words(activity: str) -> str:
    return kind(activity, policy()) if activity else "everything else"
