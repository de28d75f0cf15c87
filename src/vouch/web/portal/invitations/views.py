"""The page of one invitation. Opening it changes nothing; a POST answers; the link of a mail is the key to this one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput, Conflict, Refusal
from vouch.domain.times import zones
from vouch.domain.wording import Mark, read
from vouch.program.asks import links
from vouch.program.asks.queries import invitation_of, reached, smaller_than
from vouch.program.asks.states import LinkKind
from vouch.program.consent.actions import say_consent
from vouch.program.people.identity.queries import ids_of
from vouch.program.references import actions
from vouch.program.references.queries import match_for_ask
from vouch.web.portal import door
from vouch.web.portal.invitations.answering import LATER, said
from vouch.web.portal.invitations.told import told
from vouch.web.portal.kinds import kind
from vouch.web.portal.references.acting import GRADES, ROWS, act
from vouch.web.portal.references.told import told as call_told
from vouch.web.shared.addresses import address
from vouch.web.shared.refusals import status_of
from vouch.web.shared.shell import policy

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask, Link
    from vouch.program.members.models import Visit


@door.anybody
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """One invitation, opened by the link of a mail. Whoever holds the link can answer this one, and see nothing else.

    A colleague who is signed in sees it as its reader does, and cannot answer in their place.
    """
    try:
        link = links.opened(secret, LinkKind.INVITATION, now=timezone.now())
        ask = _behind(link)
    except Refusal as refusal:
        return _over(request, refusal)
    guest = door.visit_of(request)
    themselves = guest is not None and ask.contact_id in ids_of(guest.contact)
    preview = request.user.is_authenticated and not themselves
    if request.method == "POST" and preview:
        raise Conflict("ours", "You are signed in as a colleague. Only the customer can answer this.")
    return _page(request, ask, where="link", came_in=themselves, preview=preview)


@door.guests
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, guest: Visit, key: str) -> HttpResponse:
    """One invitation to somebody who came in."""
    return _page(request, invitation_of(guest.contact, key), where="portal", came_in=True)


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the secret in the address is the key
@door.anybody
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """No more invitations: the page asks, a POST does it, from here or from a mail program's own button."""
    stopped = False
    try:
        link = links.opened(secret, LinkKind.STOP, now=timezone.now())
        if request.method == "POST" and request.user.is_authenticated:
            raise Conflict("ours", "You are signed in as a colleague. Only the customer can say this.")
        if request.method == "POST":
            actions.stop(secret=secret, policy=policy(), today=door.today(), address=address)
            stopped = True
    except Refusal as refusal:
        return _over(request, refusal)
    context = {"stopped": stopped, "company": policy().company.name, "name": link.contact.name if link.contact else ""}
    return render(request, "portal/invitations/stop.html", context)


def _marks(ask: Ask) -> list[Mark]:
    """What a colleague who looks at it should know of its wording; its reader is shown none of that."""
    texts = (ask.win_person, ask.win_company, ask.why, ask.subject, ask.words)
    names = (ask.contact.name, ask.account.name, policy().company.name)
    return [mark for text in texts for mark in read(text, own=policy().wording, names=names, whole=False).marks]


def _behind(link: Link) -> Ask:
    ask = link.ask
    if ask is None or not reached(ask) or link.contact_id not in ids_of(ask.contact):
        raise Refusal("nothing_there", "What this link was about is gone. Nothing is expected of you.")
    return ask


def _page(request: HttpRequest, ask: Ask, *, where: str, came_in: bool, preview: bool = False) -> HttpResponse:
    rules, today = policy(), door.today()
    smaller = smaller_than(ask, policy=rules, today=today) if ask.state in ("invited", "no_answer") else []
    step, form = "", request.POST
    mistake: Refusal | None = None
    match = match_for_ask(ask)
    if request.method == "POST":
        try:
            if "consent" in form:
                _consent(ask, form, where)
                return redirect(request.path)
            if match is not None and "answer" not in form:
                act(match, form, where=where, policy=rules, today=today)
                return redirect(request.path)
            answer = said(form, today, smaller)
            step = answer.step
            if not step:
                _keep(ask, answer.answer, answer.words, answer.not_before, where, today)
                return redirect(request.path)
        except BadInput as refusal:
            mistake, step = refusal, form.get("step", "")
        except Conflict as refusal:
            if match is None or "answer" in form:
                return _over(request, refusal)
            mistake = refusal
    if mistake is not None and match is not None:
        match = match_for_ask(ask)  # somebody else may have been quicker
    call = call_told(match, rules, today, timezone.now()) if match is not None else None
    context: dict[str, Any] = {
        "told": told(ask, rules, today),
        "who": ask.contact,
        "company": rules.company.name,
        "here": request.path,
        "came_in": came_in,
        "bare": preview or not came_in,
        "colleague": preview,
        "marks": _marks(ask) if preview else [],
        "smaller": [(name, rung, kind(name, rules)) for name, rung in smaller],
        "later": LATER,
        "step": step,
        "form": form,
        "mistake": mistake,
        "tomorrow": today + dt.timedelta(days=1),
        "call": call,
        "grades": GRADES,
        "rows": ROWS,
        "zones": zones() if call is not None else (),
    }
    status = status_of(mistake) if mistake else 200
    return render(request, "portal/invitations/invitation.html", context, status=status)


def _keep(ask: Ask, answer: str, words: str, not_before: dt.date | None, where: str, today: dt.date) -> None:
    actions.answer(
        ask=ask, answer=answer, door=where, words=words, not_before=not_before, policy=policy(), today=today,
        address=address,
    )  # fmt: skip


def _consent(ask: Ask, form: Any, where: str) -> None:
    rung = policy().ladder.get(ask.activity)
    purpose, given = form.get("consent", ""), form.get("given", "")
    if rung is None or purpose not in rung.consents or given not in {"yes", "no"}:
        raise BadInput("yes_or_no", "Answer yes or no.", field="given")
    say_consent(contact=ask.contact, purpose=purpose, given=given == "yes", door=where)


def _over(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of an invitation that can no longer be answered: thanks, or what to do instead."""
    context = {"sentence": refusal.sentence, "thanks": refusal.code in {"answered", "done"}}
    status = 200 if context["thanks"] else (410 if status_of(refusal) == 400 else status_of(refusal))
    return render(request, "portal/invitations/over.html", context, status=status)
