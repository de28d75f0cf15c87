"""What deals will need in the next three months, against what the pool can give; and whom to care for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.matching.coverage.forecast import LEAST
from vouch.program.colleagues.names import reads_names
from vouch.program.references import queries
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import spelled
from vouch.web.shared.shell import policy


@require_GET
@needs("see_coverage")
def coverage(request: HttpRequest) -> HttpResponse:
    """The outlook by segment; whom to care for of those whose names the reader may read."""
    who, rules, found = colleague(request), policy(), queries.outlook()
    for one in found:
        one.cared = [
            (contact, words) for contact, words in one.cared
            if reads_names(who, rules, owner=contact.account.owner_id if contact.account else None)
        ]  # fmt: skip
    gaps = [cell for one in found for cell in one.cells if cell.short]
    sure = any(cell.n >= LEAST for one in found for cell in one.cells)
    if gaps:
        sentence = f"{gaps[0].words} {spelled(len(gaps) - 1, 'gap', 'gaps')} more." if len(gaps) > 1 else gaps[0].words
    elif sure:
        sentence = "The pool has what deals are expected to need."
    elif found:
        sentence = "Too few requests so far to say what deals will need. What the pool has stands below."
    else:
        sentence = "Nothing was looked at yet: place customers first."
    thin = [one for one in found if one.hours is not None and one.hours.words]
    context = {
        "sentence": sentence,
        "found": found,
        "gaps": gaps,
        "sure": sure,
        "least": LEAST,
        "thin": thin,
        "rungs": {name: rung.words for name, rung in rules.ladder.items()},
        "day": next((one.hours.computed_on for one in found if one.hours is not None), None),
    }
    return render(request, "workspace/references/coverage.html", context)
