"""Open invitations to reviews: by segment or by lot, and by nothing else; the rule is kept with each ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput, Refusal
from vouch.domain.letters import for_person, for_several
from vouch.program.asks import actions
from vouch.program.asks.queries.drawn import Rule, drawn, how_many
from vouch.program.people import queries as people
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import letters, policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.chosen import Person, situated
from vouch.web.workspace.asks.counted import count, programme_of
from vouch.web.workspace.asks.forms.letter import FIELDS, Letter
from vouch.web.workspace.asks.forms.open import OpenForm
from vouch.web.workspace.asks.views.parted import Left, refused

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask

MOST = 200


class OpenLetter(Letter):
    """The letter of an open invitation: the same for everybody, but for what they are called."""

    put_in = ("name", "company")


@require_http_methods(["GET", "POST"])
@needs("send_asks")
def invite(request: HttpRequest) -> HttpResponse:
    """Choose a rule, see whom it names and who is left in peace, propose."""
    given = request.POST if request.method == "POST" else request.GET
    chosen = "activity" in given
    form = OpenForm(
        given if chosen else None,
        segments=people.choices().segments,
        initial={"seed": day.today().isoformat()},
    )
    within = programme_of(request)
    context: dict[str, object] = {"rules": form, "programme": within}
    if not chosen or not form.is_valid():
        return render(request, "workspace/asks/open.html", context, status=422 if chosen else 200)
    rule, activity = form.rule, form.cleaned_data["activity"]
    persons = situated(list(drawn(rule, limit=MOST)))
    free, left = _parted(persons, activity)
    begun = for_several(activity, policy().ladder[activity], us=policy().company.name, templates=letters())
    letter = OpenLetter(
        request.POST if request.method == "POST" else None,
        start=begun,
        several=True,
        initial={
            "subject": begun.subject,
            "words": begun.words,
            "why": "You work with us. Everybody in this lot is asked.",
        },
    )
    context |= {"rule": rule, "lot": how_many(rule), "free": free, "left": left, "form": letter, "activity": activity}
    if request.method == "POST" and letter.is_valid():
        try:
            made, others = _propose(request, persons, activity, letter, rule)
        except BadInput as refusal:
            letter.blame(refusal)
        else:
            count(request, within, made)
            return render(request, "workspace/asks/proposed.html", {"made": made, "left": others})
    return render(request, "workspace/asks/open.html", context, status=422 if letter.errors else 200)


def _parted(persons: list[Person], activity: str) -> tuple[list[Person], list[Left]]:
    free, left = [], []
    for person in persons:
        found = person.stands_in_the_way(activity)
        if found:
            left.append(Left(person, found[0].sentence, found[0].lifts))
        else:
            free.append(person)
    return free, left


def _propose(
    request: HttpRequest, persons: list[Person], activity: str, form: Letter, rule: Rule
) -> tuple[list[Ask], list[Left]]:
    made: list[Ask] = []
    left: list[Left] = []
    for person in persons:
        try:
            made.append(
                actions.propose(
                    by=colleague(request), contact=person.contact, activity=activity, open_rule=rule.words,
                    policy=policy(), today=day.today(), **_read_by(form, person),  # type: ignore[arg-type]
                )
            )  # fmt: skip
        except BadInput:
            raise
        except Refusal as refusal:
            left.append(refused(person, refusal))
    return made, left


def _read_by(form: Letter, person: Person) -> dict[str, str]:
    company = person.account.name if person.account else ""
    told = form.cleaned_data
    return {
        name: told[name] if name == "use" else for_person(told[name], name=person.contact.name, company=company)
        for name in FIELDS
    }
