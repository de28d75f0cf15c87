"""All open requests at once: who speaks for which, so that all of them together are served best."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.people.queries import several_contacts
from vouch.program.references import actions, queries
from vouch.runs.desk import plan_all
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import spelled
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.references import words


@require_GET
@needs("run_desk")
def together(request: HttpRequest) -> HttpResponse:
    """The plan, with its bound; each choice is still made one by one."""
    who, rules, today = colleague(request), policy(), day.today()
    fair = request.GET.get("fair") == "yes"
    plan = plan_all(settings.DATA, policy=rules, today=today, fair=fair)
    rows = []
    if plan is not None:
        people = {one.pk: one for one in several_contacts(sorted(
            {pair.person for pair in plan.found.pairs} | {one.person for one in plan.found.passed}))}  # fmt: skip
        for one in plan.requests:
            pairs = [pair for pair in plan.found.pairs if pair.request == one.pk and pair.person in people]
            look = actions.look(by=who, request=one, without=("together", "fair" if fair else "best"), policy=rules)
            actions.shown(look=look, people=[pair.person for pair in pairs])
            reads = queries.reading(one, by=who, policy=rules)
            passed = next((each for each in plan.found.passed if each.request == one.pk), None)
            rows.append(
                {
                    "request": one,
                    "what": words.what(one, rules),
                    "pairs": [(people[pair.person], pair, reads.pick(pair.person)) for pair in pairs],
                    "unfilled": plan.found.unfilled.get(one.pk, 0),
                    "passed": people.get(passed.person) if passed else None,
                    "why": _named(passed.reason, passed.person, people) if passed else "",
                }
            )
    n = len(rows)
    sentence = (
        f"{spelled(n, 'request', 'requests')}, served together."
        if n else "Fewer than two requests want somebody: there is nothing to weigh against each other."
    )  # fmt: skip
    context = {"sentence": sentence, "rows": rows, "plan": plan, "fair": fair}
    return render(request, "workspace/references/together.html", context)


def _named(reason: str, person: str, people: Mapping[str, object]) -> str:
    """The reason with the name instead of the id."""
    who = people.get(person)
    return reason.replace(person, getattr(who, "name", "") or "Somebody")
