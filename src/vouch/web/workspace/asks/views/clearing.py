"""The owner's word on an ask: behind the link of a mail, or in the workspace. Opening it changes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput, NotAllowed, Refusal
from vouch.program.asks import actions, queries
from vouch.program.asks.queries.carried import carried
from vouch.program.asks.states import AskState, LinkKind, Origin
from vouch.program.colleagues.permissions import may, refusal
from vouch.program.findings.queries import placement
from vouch.program.references.actions import catch_up
from vouch.runs import kept
from vouch.runs.work import wake_for_mail
from vouch.web.shared import addresses
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.forms.clearing import ClearForm
from vouch.web.workspace.asks.forms.steps import AnswerForm
from vouch.web.workspace.asks.words import headline, rung_words

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask, Clearance
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Account

_KEY = re.compile(r"[0-9a-f]{32}\Z")


@dataclass(frozen=True)
class _Whose:
    """The ask of the page, who answers it, and the link they came by (empty in the workspace)."""

    ask: Ask
    by: User
    secret: str


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def clearance(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked of whom, and four answers. `token`: an ask's key for a colleague, or a link's secret."""
    try:
        whose = _whose(request, token)
    except Refusal as no:
        if request.user.is_authenticated:
            raise
        return _private(render(request, "workspace/asks/link_over.html", {"sentence": no.sentence}, status=410))
    form = ClearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(whose, form.cleaned_data)
        except BadInput as no:
            field = no.data.get("field")
            form.add_error(field if field in form.fields else None, no.sentence)
        else:
            messages.success(request, _SAID[form.cleaned_data["answer"]])
            return redirect("clearance", token)
    return _private(_page(request, token, whose, form))


_SAID = {
    "yes": "Yes: it can be sent now.",
    "no": "No: it is not sent, and whoever proposed it knows why.",
    "not_now": "Not now: you are asked again on that day, by itself.",
    "myself": "You ask them yourself. Our text is below, for you to change.",
}


def _whose(request: HttpRequest, token: str) -> _Whose:
    signed_in = request.user.is_authenticated
    if signed_in and _KEY.match(token):
        ask, by = queries.ask(token), colleague(request)
        if not _asked(ask, by):
            raise NotAllowed("not_allowed", refusal("clear_asks"), permission="clear_asks")
        return _Whose(ask, by, "")
    link = actions.open_link(token, LinkKind.CLEARANCE)
    if link.ask is None or link.user is None or not link.user.is_active:
        raise Refusal("no_such_link", "What this link was about is gone. Nothing is expected of you.")
    return _Whose(queries.ask(link.ask.pk), colleague(request) if signed_in else link.user, token)


def _asked(ask: Ask, by: User) -> bool:
    """Whether this colleague was asked, or may clear it anyway."""
    waiting = next((row for row in queries.clearances(ask) if row.asked_id == by.pk), None)
    return may(by, "clear_asks", owner=ask.account.owner_id or "") or (waiting is not None and may(by, "clear_asks"))


def _answer(whose: _Whose, given: dict[str, Any]) -> None:
    until = given["until"] if given["answer"] == "not_now" else None
    told: dict[str, Any] = {"answer": given["answer"], "words": given["words"], "until": until}
    told |= {"policy": policy(), "today": day.today()}
    if whose.secret:
        actions.clear_by_link(secret=whose.secret, signed_in=whose.by if whose.by.pk else None, **told)
    else:
        actions.answer_clearance(by=whose.by, ask=whose.ask, **told)
    _catch_up(whose.ask)


def _page(request: HttpRequest, token: str, whose: _Whose, form: ClearForm) -> HttpResponse:
    ask, rows = whose.ask, queries.clearances(whose.ask)
    waiting = next((row for row in rows if row.answered_at is None), None)
    mine = ask.state == AskState.CLEARED and ask.origin == Origin.OWNER
    text, blocked = "", ""
    if mine:
        try:
            text = actions.owner_words(by=whose.by, ask=ask, policy=policy(), today=day.today())
        except Refusal as no:
            blocked = no.sentence
    return render(
        request,
        "workspace/asks/clearance.html",
        {
            "ask": ask,
            "token": token,
            "form": form,
            "what": rung_words(ask.activity),
            "rung": policy().ladder.get(ask.activity),
            "words_of": rung_words,
            "waiting": waiting,
            "standing": headline(ask, waiting),
            "put_off": _put_off(ask, rows),
            "answered": [row for row in rows if row.answered_at is not None],
            "open": ask.state in (AskState.PROPOSED, AskState.CLEARED) and not mine and (waiting or not rows),
            "myself": mine,
            "asked_myself": ask.origin == Origin.OWNER and ask.state in (AskState.INVITED, AskState.NO_ANSWER),
            "text": text,
            "blocked": blocked,
            "told": AnswerForm(step="told"),
            "carried": carried(ask.contact_id, policy=policy(), today=day.today(), but=ask.pk),
            "caps": policy().asking.caps,
            "deals": open_deals_of(ask.account),
            "placed": placement(ask.account_id),
            "by": whose.by,
        },
        status=422 if form.errors else 200,
    )


def _put_off(ask: Ask, rows: Sequence[Clearance]) -> Clearance | None:
    """The “not now” of an owner that still holds, where nothing else was asked since."""
    last = rows[-1] if rows else None
    return last if last and ask.state == AskState.PROPOSED and last.answer == "not_now" else None


def open_deals_of(account: Account) -> list[kept.Deal]:
    """The open deals of an account, as the source has them."""
    ids = {(account.system, account.source_id), *((system, id_) for system, id_ in account.also)}
    return kept.open_deals(Path(settings.DATA), ids, policy())


@require_http_methods(["POST"])
@needs("clear_asks")
def sent(request: HttpRequest, key: str) -> HttpResponse:
    """The owner says that they have asked; or what the person answered them."""
    ask, by = queries.ask(key), colleague(request)
    if request.POST.get("told"):
        form = AnswerForm(request.POST, step="told")
        if not form.is_valid():
            raise BadInput(
                "bad_answer", "Choose what they said: yes, no, not now, or something smaller.", field="answer"
            )
        actions.answer(ask=ask, by=by, door="workspace", policy=policy(), today=day.today(), **form.cleaned_data)
        _catch_up(ask)
        messages.success(request, "Written down, as they said it.")
        return redirect("ask", key)
    actions.sent_myself(by=by, ask=ask, policy=policy(), today=day.today())
    _catch_up(ask)
    messages.success(request, "Written down that you asked. Their rest counts from today.")
    return redirect("clearance", key)


def _catch_up(ask: Ask) -> None:
    """Where it is for a reference request, that goes on at once."""
    if catch_up(ask.pk, policy=policy(), today=day.today(), address=addresses.address):
        wake_for_mail()


def _private(response: HttpResponse) -> HttpResponse:
    """The address may be a key: no other site is told of it, and no search engine keeps it."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
