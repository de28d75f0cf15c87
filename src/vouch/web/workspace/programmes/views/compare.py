"""Two to four programmes in columns: the same figures by the same definitions, and which can be told apart."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.programmes import queries
from vouch.program.programmes.states import ProgrammeState
from vouch.web.shared.doors import needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.programmes.figures import lines
from vouch.web.workspace.programmes.words import whom_of


@require_GET
@needs("see_programmes")
def compare(request: HttpRequest) -> HttpResponse:
    """The chosen ones beside each other; with fewer than two, what there is to choose from."""
    chosen = queries.several(request.GET.getlist("programme")[: queries.MOST])
    others = [*queries.programmes(ProgrammeState.ENDED), *queries.programmes(ProgrammeState.RUNNING)]
    context: dict[str, object] = {
        "chosen": [one.pk for one in chosen], "others": others, "most": queries.MOST, "compared": None,
        "sentence": "Which programmes do you want to see side by side?",
    }  # fmt: skip
    if len(chosen) >= 2:
        found = queries.compared(chosen, policy=policy(), today=day.today())
        columns = [lines(of, one) for one, of in found.columns]
        apart = [words for said in found.said.values() for words in said if " is " in words]
        context |= {
            "compared": found,
            "columns": [(one, whom_of(one, one.people.count())) for one, _of in found.columns],
            "rows": [(row[0], row, found.said.get(row[0].name, ())) for row in zip(*columns, strict=True)],
            "sentence": _sentence(apart, found),
        }
    return render(request, "workspace/programmes/compare.html", context)


def _sentence(apart: list[str], found: queries.Compared) -> str:
    if all(words.startswith("Not enough") for said in found.said.values() for words in said):
        return "Too few were asked in these programmes to tell any figure apart."
    if not apart:
        return "No figure of these programmes can be told apart."
    return f"{len(apart)} difference{'s' * (len(apart) != 1)} can be told; the rest cannot be told apart."
