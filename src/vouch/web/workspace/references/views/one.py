"""The page of one request: how far it is, who was chosen, what can be done next, what was said and done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.errors import Refusal
from vouch.program.colleagues.permissions import may
from vouch.program.colleagues.queries import colleagues
from vouch.program.references import queries
from vouch.program.references.actions.ready import lacks
from vouch.program.references.how import how, spoken_to, state_of
from vouch.program.references.states import UNDER_WAY, Grade, MatchState, Outcome, RequestState, Unfilled
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.references import words
from vouch.web.workspace.references.forms import zones
from vouch.web.workspace.references.views.matches import may_choose

if TYPE_CHECKING:
    from vouch.program.references.models import Request


@require_GET
@needs("see_requests")
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One request."""
    return page(request, queries.request_of(key, colleague(request)))


def page(
    request: HttpRequest, asked: Request, mistake: Refusal | None = None, opened: str = "", **more: Any
) -> HttpResponse:
    """The page, with what was refused beside the step it was refused in."""
    who, rules, today = colleague(request), policy(), day.today()
    given = how(asked.activity, rules) if asked.activity else None
    reads = queries.reading(asked, by=who, policy=rules)
    matches = [
        {
            "match": match,
            "read": reads.of(match.contact),
            "state": state_of(match),
            "says": words.match_sentence(match),
            "slots": [slot for slot in match.slots.all() if not slot.gone],
            "may": queries.possible(match, asked, who),
            "free": given is not None and spoken_to(match, given),
            "waits": next((link for link in match.chain.all() if link.agreed is None), None),
            "feedback": list(match.feedback.all()),
            "outcome": queries.outcome_of(match, rules) if asked.outcome != Outcome.OPEN else "",
            "thanks": queries.thanks_of(match, rules),
        }
        for match in asked.matches.all()
    ]
    context: dict[str, Any] = {
        "asked": asked,
        "sentence": words.page_sentence(asked, rules, today),
        "what": words.what(asked, rules),
        "left": words.left(asked, today) if asked.state in UNDER_WAY else "",
        "like": words.like_words(asked),
        "lacks": lacks(asked, rules) if asked.state in (RequestState.DRAFT, *UNDER_WAY) else (),
        "matches": matches,
        "wanted": asked.how_many - sum(row["state"] is MatchState.DONE for row in matches),
        "may": queries.steps(asked, who),
        "chooses": given is not None and may_choose(who, asked, given),
        "mode": given.mode.words if given else "",
        "alike": queries.alike(asked, policy=rules, today=today) if asked.activity else (),
        "steps": list(asked.steps.all()),
        "desk": [each for each in colleagues(active=True) if may(each, "run_desk")],
        "unfilled": Unfilled.choices,
        "grades": Grade.choices,
        "zones": zones(),
        "zone": who.time_zone or rules.company.time_zone,
        "mistake": mistake,
        "sent": {},
        "opened": opened,
        "today": today,
    }
    return render(request, "workspace/references/one.html", context | more, status=422 if mistake else 200)
