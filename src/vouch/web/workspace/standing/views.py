"""The map of all customers, who moved between two days, and how all of it was decided."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.colleagues.names import kept_back
from vouch.program.findings.kept import choices_now
from vouch.runs import kept
from vouch.runs.explain.why import REASONS
from vouch.runs.shown.moves import CHANGES, Between, between
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import url, word
from vouch.web.shared.shell import policy
from vouch.web.workspace.customers.asked import asked
from vouch.web.workspace.customers.current import day_of, shown
from vouch.web.workspace.standing import sentences
from vouch.web.workspace.standing.drawn import drawn
from vouch.web.workspace.standing.moved_words import lines
from vouch.web.workspace.standing.past import past

PAGE = 50
_CHANGE_WORDS = {
    "up": "Moved up",
    "down": "Moved down",
    "at_risk": "Flagged at risk",
    "calm": "No longer at risk",
    "known": "Became known",
    "unknown": "Not known any more",
    "personal_advocate": "A new advocate inside",
    "came": "New customers",
    "left": "Left",
}

_KIND_WORDS = {
    "nps": "would you recommend us, 0 to 10",
    "csat": "satisfaction, in a survey or after a ticket",
    "ces": "how easy it was",
    "expectations": "it met my expectations",
    "sentiment": "a colleague’s word on how they are doing",
    "promise": "a promise, kept or missed",
    "milestone": "first value or onboarding in time",
    "implementation": "a rollout closed without escalation",
    "first_renewal": "the first renewal that was decided",
    "case": "a grave case, open or closed",
    "renewal": "a renewal, expansion or downsell",
    "tenure": "years as a customer, taken with a renewal",
    "result": "a measured result",
    "act": "an act of advocacy",
    "community": "help given to other customers",
}


@require_GET
@needs("see_customers")
def where(request: HttpRequest) -> HttpResponse:
    """Where all customers stand: one sentence, the map, segments, months, who moved."""
    run, found = shown(request)
    ask = asked(request)
    if run is None:
        return render(
            request, "workspace/standing/empty.html", {"run": None, "files": len(kept.batches(Path(settings.DATA)))}
        )
    what = drawn(run, ask)
    if not what.everyone and not ask.narrowed:
        return render(request, "workspace/standing/empty.html", {"run": run})
    choices = choices_now(run)
    owner = dict(choices.owners).get(ask.owner, "")
    who = sentences.whose(ask, what.picture.total, owner)
    return render(
        request,
        "workspace/standing/where.html",
        {
            "run": run,
            "ask": ask,
            "answer": sentences.answer(who, what.picture.total, what.ranks, what.one_result_away),
            "what": what,
            "choices": choices,
            "owner": owner,
            "labels": [sentences.scale_labels(what.picture, one) for one in (what.picture.wide, what.picture.narrow)],
            "value_words": sentences.value_words,
            "segments": what.segments,
            # of everyone only: who was in a segment then is not kept
            "past": past(None if ask.narrowed else found, people_named=not kept_back(colleague(request), policy())),
            "kept": found is not None,
        },
    )


@require_GET
@needs("see_customers")
def moved(request: HttpRequest) -> HttpResponse:
    """Who moved between two days, why, and the share that moved up."""
    run, found = shown(request)
    days = found.days() if found else ()
    if run is None or found is None or len(days) < 2:
        return render(request, "workspace/standing/empty.html", {"run": run, "no_history": run is not None})
    until = found.nearest(day_of(request.GET.get("until", ""))) or days[-1]
    since = day_of(request.GET.get("since", ""))
    if since not in days or since >= until:
        since = max((day for day in days if day < until), default=None)
    if since is None:
        since, until = days[0], days[1]
    what = between(found, since, until)
    change = request.GET.get("change", "")
    change = change if change in CHANGES else ""
    moves = what.only(change)
    start = _number(request.GET.get("from", ""))
    return render(
        request,
        "workspace/standing/moved.html",
        {
            "run": run,
            "days": days[::-1],
            "since": since,
            "until": until,
            "what": what,
            "change": change,
            "changes": what.moves,
            "tab_rows": _tabs(what, change),
            "sentence": sentences.who_moved(what, sentences.since_words(since, until, days[-1])) + ".",
            "climbed": sentences.climbed(what),
            "lines": lines(
                found,
                moves[start : start + PAGE],
                since,
                until,
                people_named=not kept_back(colleague(request), policy()),
            ),
            "start": start,
            "next": start + PAGE if len(moves) > start + PAGE else None,
            "total": len(moves),
        },
    )


@require_GET
@needs("see_customers")
def how(request: HttpRequest) -> HttpResponse:
    """How it was decided: the run, the policy, and the method in plain words."""
    run, _found = shown(request)
    rule = policy()
    return render(
        request,
        "workspace/standing/how.html",
        {
            "run": run,
            "policy": rule,
            "kinds": list(rule.evidence.named().items()),
            "kind_words": _KIND_WORDS,
            "risks": [(words, rule.at_risk.force(reason)) for reason, words in REASONS.items()],
            "weights": [(word(role), _weight(weight)) for role, weight in rule.roles.model_dump().items()],
        },
    )


def _tabs(what: Between, change: str) -> list[tuple[str, str, bool, int]]:
    days = {"since": what.since.isoformat(), "until": what.until.isoformat()}
    counts = [(one, what.count(one)) for one in CHANGES]
    return [
        (_CHANGE_WORDS[one], url("moved", **days, change=one), one == change, count) for one, count in counts if count
    ]


def _weight(weight: float) -> str:
    thirds = {3: "in full", 2: "two thirds", 1: "a third", 0: "not at all"}
    whole = round(weight * 3)
    return thirds.get(whole, f"{weight:.2f}") if abs(weight * 3 - whole) < 0.01 else f"{weight:.2f}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
