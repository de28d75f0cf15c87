"""From some people to proposed asks: choose what for, write both wins, look at each letter, propose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vouch.domain.errors import BadInput, Refusal
from vouch.domain.letters import for_person, how_long, start
from vouch.program.asks import actions, queries
from vouch.program.asks.states import AskState
from vouch.program.people import queries as people
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import plural, url
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.chosen import Person, blocked, chosen, ids, ladder
from vouch.web.workspace.asks.counted import count, programme_of
from vouch.web.workspace.asks.forms.letter import FIELDS, Letter
from vouch.web.workspace.asks.hints import turned, wording
from vouch.web.workspace.asks.mailed import as_mailed
from vouch.web.workspace.personality import fits

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.programmes.models import Programme


@dataclass(frozen=True)
class Left:
    """Somebody who is not asked, with the reason and who lifts it."""

    person: Person
    sentence: str
    lifts: str


@require_http_methods(["GET", "POST"])
@needs("propose_asks")
def compose(request: HttpRequest) -> HttpResponse:
    """Compose one ask, or the same for several people. Every step is a page; nothing is kept before the last."""
    asked = request.POST if request.method == "POST" else request.GET
    accounts, keys = ids(asked.getlist("account"), of="account"), ids(asked.getlist("contact"))
    if not keys:
        return _whom(request, accounts)
    larger = _larger(asked.get("smaller_of", ""), keys)
    persons = chosen(keys, except_ask=larger.pk if larger else "")
    activity = asked.get("activity", "")
    rung = policy().ladder.get(activity)
    if rung is None or rung.open_invitation or not persons:
        return _what(request, persons, larger)
    if request.method == "GET":
        return _write(request, persons, activity, _fresh(persons, activity), larger)
    if request.POST.get("turn"):
        return _turned(request, persons, activity, larger)
    form = Letter(request.POST, start=_begun(persons, activity), several=len(persons) > 1)
    if not form.is_valid() or request.POST.get("step") == "write":
        return _write(request, persons, activity, form, larger)
    if request.POST.get("step") == "propose":
        return _propose(request, persons, activity, form, larger)
    return _preview(request, persons, activity, form, larger)


@require_POST
@needs("propose_asks")
def reading(request: HttpRequest) -> HttpResponse:
    """What is said of the wording so far: a piece of the page, while somebody writes."""
    persons = chosen(ids(request.POST.getlist("contact")))
    said = wording(request.POST.dict(), _names(persons))
    return render(request, "workspace/asks/wording.html", {"wording": said})


def _names(persons: Sequence[Person]) -> list[str]:
    return [name for one in persons for name in (one.name, one.account.name if one.account else "") if name]


def _turned(request: HttpRequest, persons: Sequence[Person], activity: str, larger: Ask | None) -> HttpResponse:
    """The form with one better turn in it. It is not judged yet: somebody is still writing."""
    texts = turned(request.POST.dict(), request.POST["turn"], _names(persons))
    form = Letter(initial=texts, start=_begun(persons, activity), several=len(persons) > 1)
    return _write(request, persons, activity, form, larger)


def _larger(key: str, keys: Sequence[str]) -> Ask | None:
    """The ask in whose place this one person wanted something smaller, where an address names one."""
    if len(keys) != 1 or not re.fullmatch(r"[0-9a-f]{32}", key):
        return None
    one = queries.ask(key)
    return one if one.contact_id == keys[0] and one.state == AskState.SMALLER else None


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


def _begun(persons: Sequence[Person], activity: str) -> Any:
    """What the letter begins with: names are put in at once for one person, and left open for several."""
    begun = start(activity, policy().ladder[activity], us=policy().company.name)
    if len(persons) > 1:
        return begun
    return type(begun)(**{field: _for(text, persons[0]) for field, text in vars(begun).items()})


def _for(text: str, person: Person) -> str:
    return for_person(text, name=person.contact.name, company=person.account.name if person.account else "your company")


def _fresh(persons: Sequence[Person], activity: str) -> Letter:
    begun = _begun(persons, activity)
    return Letter(initial={"subject": begun.subject, "words": begun.words}, start=begun, several=len(persons) > 1)


def _parted(persons: Sequence[Person], activity: str, form: Letter) -> tuple[list[Person], list[Left]]:
    """Who may be asked for this, and who not."""
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    free, left = [], []
    for person in persons:
        found = person.stands_in_the_way(activity, use=given.get("use", ""), territory=given.get("territory", ""))
        if found:
            left.append(Left(person, " ".join(one.sentence for one in found), found[0].lifts))
        else:
            free.append(person)
    return free, left


def _write(
    request: HttpRequest, persons: Sequence[Person], activity: str, form: Letter, larger: Ask | None
) -> HttpResponse:
    free, left = _parted(persons, activity, form)
    context = _shown(persons, activity, form, free, left) | {
        "larger": larger,
        "programme": programme_of(request),
        "unfit": _unfit(request, free, activity, form),
    }
    return render(request, "workspace/asks/write.html", context, status=422 if form.errors else 200)


def _preview(
    request: HttpRequest, persons: Sequence[Person], activity: str, form: Letter, larger: Ask | None
) -> HttpResponse:
    free, left = _parted(persons, activity, form)
    letters = [(one, as_mailed(one, activity, written(form, one), by=colleague(request))) for one in free]
    return render(
        request,
        "workspace/asks/preview.html",
        _shown(persons, activity, form, free, left)
        | {
            "letters": letters,
            "larger": larger,
            "programme": programme_of(request),
            "unfit": _unfit(request, free, activity, form),
        },
    )


def _unfit(request: HttpRequest, free: Sequence[Person], activity: str, form: Letter) -> list[str]:
    """What of it may not suit whom it is for."""
    reward = str(form["reward_announced"].value() or "")
    return fits.of_ask([one.contact for one in free], activity, reward, colleague(request))


def _shown(
    persons: Sequence[Person], activity: str, form: Letter, free: Sequence[Person], left: Sequence[Left]
) -> dict[str, Any]:
    return {
        "persons": persons,
        "activity": activity,
        "rung": policy().ladder[activity],
        "form": form,
        "free": free,
        "left": left,
        "fields": FIELDS,
        "wording": wording({name: str(form[name].value() or "") for name in FIELDS}, _names(persons)),
        "contact_ids": [one.contact.pk for one in persons],
    }


def written(form: Letter, person: Person) -> dict[str, str]:
    """What was written, as this person reads it."""
    return {
        name: form.cleaned_data[name] if name == "use" else _for(form.cleaned_data[name], person) for name in FIELDS
    }


def _propose(
    request: HttpRequest, persons: Sequence[Person], activity: str, form: Letter, larger: Ask | None
) -> HttpResponse:
    within = programme_of(request)
    made: list[Ask] = []
    left: list[Left] = []
    for person in persons:
        try:
            made.append(
                actions.propose(
                    by=colleague(request), contact=person.contact, activity=activity, policy=policy(),
                    smaller_of=larger, today=day.today(), **written(form, person),  # type: ignore[arg-type]
                )
            )  # fmt: skip
        except BadInput as refusal:
            form.blame(refusal)
            return _write(request, persons, activity, form, larger)
        except Refusal as refusal:
            found = refusal.data.get("obstacles")
            left.append(Left(person, found[0].sentence if found else refusal.sentence, found[0].lifts if found else ""))
    count(request, within, made)
    if left:
        return render(request, "workspace/asks/proposed.html", {"made": made, "left": left})
    if len(made) == 1:
        messages.success(request, "Proposed. Nothing has left yet.")
        return redirect("ask", made[0].pk)
    messages.success(request, f"{plural(len(made), 'ask')} proposed. Nothing has left yet.")
    return redirect("programme", within.pk) if within else redirect(url("asks"))
