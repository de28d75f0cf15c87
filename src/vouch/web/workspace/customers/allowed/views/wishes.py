"""Write down what a person agreed to, and the limits they set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from vouch.domain.asking.person import PURPOSES
from vouch.domain.errors import NotFound
from vouch.program.colleagues.permissions import require
from vouch.program.consent import actions
from vouch.program.consent import queries as consent_of
from vouch.program.people import queries as people
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import url
from vouch.web.shared.shell import policy
from vouch.web.workspace.customers.allowed.forms import ConsentForm, LimitsForm
from vouch.web.workspace.customers.allowed.views.writing import Asking, written

if TYPE_CHECKING:
    from vouch.program.people.models import Contact


@require_http_methods(["GET", "POST"])
@needs("see_asks")
def consent(request: HttpRequest, pk: str, purpose: str) -> HttpResponse:
    """What somebody said about one purpose."""
    if purpose not in PURPOSES:
        raise NotFound("no_such_purpose", "There is nothing of that name to agree to.")
    contact = _whom(request, pk)
    name, form = _name(contact), ConsentForm(request.POST or None)
    page = Asking(
        asks=f"Does {name} agree to {PURPOSES[purpose]}?",
        hint="Every word is kept with your name. What they took back themselves only they give back.",
        crumbs=_crumbs(contact, "What they agreed to"),
        press="Write it down",
        back=url("person_allowed", pk),
        beside="A person’s consent is their own. Their company’s permission does not replace it.",
    )
    return written(
        request,
        form,
        page,
        lambda: actions.say_consent(
            contact=contact,
            purpose=purpose,
            given=form.cleaned_data["given"] == "yes",
            evidence=form.cleaned_data["evidence"],
            door="staff",
            by=colleague(request),
        ),
        says="Written down. It counts from now on.",
    )


@require_http_methods(["GET", "POST"])
@needs("see_asks")
def limits(request: HttpRequest, pk: str) -> HttpResponse:
    """The limits somebody set."""
    contact = _whom(request, pk)
    now = consent_of.limits_of(pk)
    fields = ("every_days", "paused_until", "name_use", "refused")
    initial = {name: getattr(now, name) for name in fields} | {
        "exposure": "" if now.exposure is None else str(now.exposure)
    }
    form = LimitsForm(request.POST or None, policy=policy(), initial=initial)
    page = Asking(
        asks=f"Which limits did {_name(contact)} set?",
        hint="What they set themselves you can tighten here; only they loosen it.",
        crumbs=_crumbs(contact, "Their limits"),
        press="Write it down",
        back=url("person_allowed", pk),
        beside="What you write is marked as heard by a colleague. In their portal they see it and can change it.",
    )
    return written(
        request,
        form,
        page,
        lambda: actions.set_limits(contact=contact, by=colleague(request), **form.cleaned_data),
        says="Written down. It counts from now on.",
    )


def _whom(request: HttpRequest, pk: str) -> Contact:
    contact = people.contact(pk)
    owner = (contact.account.owner_id or "") if contact.account else ""
    require(colleague(request), "set_consents", owner=owner)
    return contact


def _name(contact: Contact) -> str:
    return contact.name or contact.email or "this person"


def _crumbs(contact: Contact, here: str) -> list[tuple[str, str]]:
    return [
        ("Customers", url("customers")),
        (_name(contact), url("person", contact.pk)),
        ("What may be asked", url("person_allowed", contact.pk)),
        (here, ""),
    ]
