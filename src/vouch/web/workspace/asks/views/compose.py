"""From some people to proposed asks: choose what for, write both wins, look at each letter, propose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from vouch.domain.letters import how_long
from vouch.program.people import queries as people
from vouch.web.shared.doors import needs
from vouch.web.shared.environment import url
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks.chosen import Person, blocked, chosen, ids, ladder
from vouch.web.workspace.asks.composing import Composing, larger_of
from vouch.web.workspace.asks.counted import programme_of
from vouch.web.workspace.asks.forms.letter import READ, Letter
from vouch.web.workspace.asks.hints import wording
from vouch.web.workspace.asks.views import previewing, writing
from vouch.web.workspace.asks.views.proposing import propose

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.programmes.models import Programme

_OF_ONE = re.compile(r"(c[0-9a-f]{15})-")


@require_http_methods(["GET", "POST"])
@needs("propose_asks")
def compose(request: HttpRequest) -> HttpResponse:
    """Compose one ask, or the same for several people. Every step is a page; nothing is kept before the last."""
    asked = request.POST if request.method == "POST" else request.GET
    accounts, keys = ids(asked.getlist("account"), of="account"), ids(asked.getlist("contact"))
    if not keys:
        return _whom(request, accounts)
    larger = larger_of(asked.get("smaller_of", ""), keys)
    persons = chosen(keys, except_ask=larger.pk if larger else "")
    activity = asked.get("activity", "")
    rung = policy().ladder.get(activity)
    if rung is None or rung.open_invitation or not persons:
        return _what(request, persons, larger)
    it = Composing(request, persons, activity, larger)
    if request.method == "GET":
        return writing.fresh(it)
    turn = request.POST.get("turn", "")
    if turn and not _OF_ONE.match(turn):
        return writing.with_turn(it, turn)
    form = Letter(request.POST, start=it.begun, several=it.one is None)
    if not form.is_valid() or request.POST.get("step") == "write":
        return writing.page(it, form)
    if request.POST.get("step") == "propose":
        return propose(it, form)
    return previewing.page(it, form)


@require_POST
@needs("propose_asks")
def reading(request: HttpRequest) -> HttpResponse:
    """What is said of the wording so far: a piece of the page, while somebody writes. `of`: whose letter of several."""
    persons = chosen(ids(request.POST.getlist("contact")))
    names = [name for one in persons for name in (one.name, one.account.name if one.account else "") if name]
    of = request.POST.get("of", "")
    if _OF_ONE.fullmatch(f"{of}-"):
        texts = {name: request.POST.get(f"{of}-{name}", "") for name in READ}
        return render(request, "workspace/asks/own_wording.html", {"wording": wording(texts, names, of=of), "of": of})
    return render(request, "workspace/asks/wording.html", {"wording": wording(request.POST.dict(), names)})


def _whom(request: HttpRequest, accounts: Sequence[str]) -> HttpResponse:
    """Nobody is chosen yet: the people of these accounts, or where to find some."""
    found = people.people_at(accounts) if accounts else []
    return render(request, "workspace/asks/whom.html", {"people": found, "accounts": accounts})


def _what(request: HttpRequest, persons: Sequence[Person], larger: Ask | None) -> HttpResponse:
    steps = [one for one in ladder(persons) if _smaller(one.activity, larger)]
    first = [one for one in steps if one.free]
    within = programme_of(request)
    return render(
        request,
        "workspace/asks/what.html",
        {
            "persons": persons,
            "first": first,
            "blocked": blocked(steps),
            "all": len(steps),
            "how_long": how_long,
            "larger": larger,
            "addresses": {one.activity: _address(one.activity, one.free, larger, within) for one in first},
        },
    )


def _smaller(activity: str, larger: Ask | None) -> bool:
    """Whether a rung takes less than what was too large; any where nothing was."""
    above = policy().ladder.get(larger.activity) if larger else None
    rung = policy().ladder[activity]
    return above is None or rung.effort + rung.exposure < above.effort + above.exposure


def _address(activity: str, persons: Sequence[Person], larger: Ask | None, within: Programme | None) -> str:
    keys = [one.contact.pk for one in persons]
    more = {"smaller_of": larger.pk if larger else "", "programme": within.pk if within else ""}
    return url("compose", activity=activity, contact=keys, **more)
