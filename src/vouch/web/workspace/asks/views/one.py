"""One ask: how far it is, the letter, every step; and the next step, by whoever may take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from vouch.domain.errors import BadInput
from vouch.program.asks import actions, queries
from vouch.program.asks.states import ELSEWHERE, AskState, Origin
from vouch.program.colleagues.permissions import may
from vouch.program.references.actions import catch_up
from vouch.runs.work import wake_for_mail
from vouch.web.shared import addresses
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import url
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.forms.steps import FORMS, StepForm, ThankForm, begun
from vouch.web.workspace.asks.hints import READ, Wording, wording
from vouch.web.workspace.asks.mailed import of_ask
from vouch.web.workspace.asks.words import headline, rung_words, taken_by
from vouch.web.workspace.personality import fits

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.colleagues.models import User

_OPEN_TO_ANSWERS = (AskState.INVITED, AskState.NO_ANSWER)
_DONE = (AskState.INVITED, AskState.ACCEPTED)


@require_GET
@needs("see_asks")
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """An ask's page."""
    return _page(request, queries.ask(key))


@require_POST
@needs("see_asks")
def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """Take a step. The actions say who may."""
    one, by = queries.ask(key), colleague(request)
    form = FORMS[step](request.POST, step=step) if step in FORMS else None
    if form is not None and not form.is_valid():
        return _page(request, one, form, step)
    if isinstance(form, ThankForm) and not form.cleaned_data.pop("anyway", False):
        doubts = fits.of_thanks(one.contact, form.cleaned_data["words"], by)
        if doubts:
            form.doubt(doubts)
            return _page(request, one, form, step)
    try:
        _take(request, one, step, by, form.cleaned_data if form else {})
    except BadInput as refusal:
        if form is None:
            raise
        field = refusal.data.get("field")
        form.add_error(field if field in form.fields else None, refusal.sentence)
        return _page(request, one, form, step)
    if catch_up(one.pk, policy=policy(), today=day.today(), address=addresses.address):
        wake_for_mail()
    if step == "smaller":
        return redirect(url("compose", contact=one.contact_id))
    back = request.POST.get("back", "")
    return redirect("this_week") if back == "week" else redirect("ask", one.pk)


def _take(request: HttpRequest, one: Ask, step: str, by: User, given: dict[str, Any]) -> None:
    rules, today = policy(), day.today()
    match step:
        case "send":
            sent = actions.send(by=by, asks=[one], policy=rules, today=today, address=addresses.address)[0]
            if sent.refusal is not None:
                raise sent.refusal
            wake_for_mail()
            messages.success(request, "The invitation is on its way.")
        case "answer":
            actions.answer(ask=one, by=by, door="workspace", **given, policy=rules, today=today)
            messages.success(request, "Written down, as they said it.")
        case "done":
            actions.finish(by=by, ask=one, **given)
            messages.success(request, "Written down. Thanks are due now.")
        case "thank":
            actions.thank(by=by, ask=one, **given)
            messages.success(request, "Thanked.")
        case "led":
            actions.led_to(by=by, ask=one, words=given["led_to"])
            messages.success(request, "Written down.")
        case "later":
            actions.put_off(by=by, ask=one, until=given["until"], today=today)
            messages.success(request, "Not this week. It comes back by itself.")
        case "withdraw" | "smaller":
            words = given.get("words", "") or ("Something smaller instead." if step == "smaller" else "")
            actions.withdraw(by=by, ask=one, words=words)
            messages.success(request, "Taken back. Nothing more is expected of anybody.")
        case _:
            raise Http404


def _page(request: HttpRequest, one: Ask, form: StepForm | None = None, step: str = "") -> HttpResponse:
    clearances = queries.clearances(one)
    waiting = next((row for row in clearances if row.answered_at is None), None)
    who = colleague(request)
    steps = possible(one, who)
    forms = {
        name: FORMS[name](step=name, initial=begun(name, day.today(), one.led_to)) for name in steps if name in FORMS
    }
    if form is not None and step:
        forms[step] = form
    thanks = forms.get("thank")
    if isinstance(thanks, ThankForm):
        thanks.suit(fits.suits(one.contact, who))
    return render(
        request,
        "workspace/asks/ask.html",
        {
            "ask": one,
            "sentence": headline(one, waiting),
            "what": rung_words(one.activity),
            "rung": policy().ladder.get(one.activity),
            "steps": [(row, taken_by(row)) for row in queries.steps(one)],
            "clearances": clearances,
            "waiting": waiting,
            "possible": steps,
            "forms": forms,
            "opened": step,
            "wording": _wording(one) if one.open and one.invited_at is None else None,
            "letter": of_ask(one, by=one.proposed_by or who) if one.win_person else None,
            "may_clear": may(who, "clear_asks", owner=one.account.owner_id or "")
            or (waiting is not None and waiting.asked_id == who.pk),
        },
        status=422 if form is not None else 200,
    )


def _wording(one: Ask) -> Wording:
    texts = {name: getattr(one, name) for name in READ}
    return wording(texts, (one.contact.name, one.account.name))


_WITH_AN_OPENING = ("done", "thank", "led")
"""What can still be done here with an ask that goes with an opening."""


def possible(one: Ask, who: User) -> list[str]:
    """The steps this colleague can take now, the likeliest first."""
    state, owner = AskState(one.state), one.account.owner_id or ""
    steps = []
    if state is AskState.CLEARED and one.origin not in ELSEWHERE and may(who, "send_asks"):
        steps += ["send", "smaller", "later"]
    if state in _OPEN_TO_ANSWERS and may(who, "log_asks", owner=owner):
        steps.append("answer")
    if state in _DONE and may(who, "close_asks", owner=owner):
        steps.insert(0 if state is AskState.ACCEPTED else len(steps), "done")
    if state is AskState.DONE and may(who, "close_asks", owner=owner):
        steps.append("thank")
    if state in (AskState.DONE, AskState.THANKED) and may(who, "close_asks", owner=owner):
        steps.append("led")
    unsent = state in (AskState.PROPOSED, AskState.CLEARED)
    mine = unsent and one.proposed_by_id == who.pk and may(who, "propose_asks", owner=owner)
    if one.open and (mine or may(who, "send_asks")):
        steps.append("withdraw")
    if one.origin == Origin.OPENING:  # seats are counted on the page of its opening
        steps = [step for step in steps if step in _WITH_AN_OPENING or (step == "withdraw" and unsent)]
    return steps
