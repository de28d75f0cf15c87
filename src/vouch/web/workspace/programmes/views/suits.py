"""Which programme suits the people there are? Of one goal: what serves it, whom one could ask, what it would bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.personalities import Personality
from vouch.program.colleagues.permissions import may
from vouch.program.programmes import queries
from vouch.program.programmes.states import Goal
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import plural, url
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.programmes.words import thin

ASKS, MOST = 40, 500
SHOWN = 3
"""Kinds of acts that stand in full; the others unfold in a line each."""
MEASURES = {
    Goal.REACH: "acts in public",
    Goal.REFERRALS: "introductions made",
    Goal.REVIEWS: "reviews written",
    Goal.FASTER_DEALS: "acts for open deals",
    Goal.PRODUCT: "pieces of advice heard",
}


@dataclass(frozen=True)
class Row:
    """One rung, with where its people are few, who they are by segment, and where it is planned."""

    found: queries.Suits
    thin: Sequence[str]
    segments: Sequence[tuple[str, int, str]]
    plan: str


@require_GET
@needs("see_programmes")
def suits(request: HttpRequest) -> HttpResponse:
    """The rungs of a goal, for so many asks."""
    goal = request.GET.get("goal", "")
    goal = goal if goal in Goal.values else Goal.REACH.value
    given = request.GET.get("asks", "")
    asks = min(max(int(given), 1), MOST) if given.isdecimal() and len(given) < 7 else ASKS
    found = queries.suits(goal, asks, policy())
    sees = may(colleague(request), "see_suggestions") and colleague(request).role not in ("seller",)
    rows = [Row(one, thin(one, asks), _segments(one, sees), _plan(goal, one)) for one in found]
    context = {
        "goals": Goal.choices,
        "goal": goal,
        "asks": asks,
        "rows": rows,
        "shown": len(rows) if goal == Goal.REVIEWS else SHOWN,
        "sentence": _sentence(goal, found),
        "looked": next((one.computed_on for one in found if one.computed_on), None),
        "reviews": goal == Goal.REVIEWS,
        "today": day.today(),
        "thanks": _thanks(found) if sees else [],
    }
    return render(request, "workspace/programmes/suits.html", context)


def _sentence(goal: str, found: Sequence[queries.Suits]) -> str:
    words = Goal(goal).label
    if goal == Goal.REVIEWS:
        return "Reviews come by open invitation only: a whole segment, or a lot."
    able = [one for one in found if one.could]
    if not able:
        return f"For {words}, nobody can be asked for anything now."
    best = able[0]
    kinds = plural(len(able), "kind of act", "kinds of acts")
    most = f"{best.rung.words}: {plural(best.could, 'person', 'people')}"
    return f"For {words}, {kinds} could be asked for now, most of all {most}."


def _plan(goal: str, one: queries.Suits) -> str:
    aim = one.acts.low if one.acts and one.acts.low else max(1, one.asks // 4)
    told = {
        "goal": goal,
        "measure": MEASURES[Goal(goal)] if one.rung.open_invitation else f"{one.rung.words}: acts done",
    }
    return url("new_programme", called=f"{Goal(goal).label.capitalize()}: {one.rung.words}"[:120], aim=aim, **told)


def _segments(one: queries.Suits, sees: bool) -> list[tuple[str, int, str]]:
    """Of each segment: its name, how many could be asked, and their personalities in words where they are enough."""
    return [
        (
            str(row["segment"] or "no segment"),
            int(str(row["could"])),
            _leads(row, int(str(row["could"]))) if sees else "",
        )
        for row in one.segments
        if row["could"]
    ]


def _leads(row: Mapping[str, object], could: int) -> str:
    leads = row.get("leads")
    known = Counter({str(name): int(n) for name, n in leads.items()}) if isinstance(leads, dict) else Counter[str]()
    if known.total() < policy().personality.smallest_group:
        return "personalities not known"
    told = [f"{n} {name.replace('_', ' ')}{'s' * (n != 1)}" for name, n in known.most_common()]
    unknown = could - known.total()
    return ", ".join([*told, *([f"{unknown} not known"] if unknown else [])])


def _thanks(found: Sequence[queries.Suits]) -> list[tuple[str, Sequence[str]]]:
    """What people of the personalities that enjoy these acts like to be thanked with."""
    fits = Counter(name for one in found for name in one.rung.fits)
    told = policy().personalities
    return [(name.replace("_", " "), told[Personality(name)].recognitions) for name, _n in fits.most_common()]
