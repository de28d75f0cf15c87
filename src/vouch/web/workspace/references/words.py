"""What the pages of the desk say, in sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from vouch.domain.policy import Policy
from vouch.domain.policy.desk import Mode
from vouch.program.references.how import state_of
from vouch.program.references.states import OPEN_MATCHES, MatchState, RequestState
from vouch.web.shared.environment import plural, spelled
from vouch.web.shared.reader import current

if TYPE_CHECKING:
    from vouch.program.references.models import Match, Request

LANES = {
    "mine": "Mine",
    "unassigned": "Nobody’s yet",
    "active": "In progress",
    "due": "Due",
    "approvals": "Wait for my yes",
    "all": "All",
}
"""The lanes as tabs."""


def what(request: Request, policy: Policy) -> str:
    """What is asked for: “a reference call with one prospect”."""
    rung = policy.ladder.get(request.activity)
    return rung.words if rung else request.activity.replace("_", " ") or "not said yet"


def list_sentence(lane: str, counts: Mapping[str, int], hours: int) -> str:
    """The answer of the list.

    >>> list_sentence("due", {"due": 2}, 72)
    'Two requests are needed within 72 hours.'
    """
    n = counts[lane]
    if not n:
        return {
            "mine": "You have no request under way.",
            "unassigned": "Every request is in somebody’s hands.",
            "active": "Nothing is in progress.",
            "due": f"Nothing is needed within {hours} hours.",
            "approvals": "Nothing waits for your yes.",
        }.get(lane, "Nobody has asked for a reference yet.")
    is_, are = {
        "mine": ("request of yours is under way", "requests of yours are under way"),
        "unassigned": ("request waits for somebody to take it", "requests wait for somebody to take them"),
        "active": ("request is in progress", "requests are in progress"),
        "due": (f"request is needed within {hours} hours", f"requests are needed within {hours} hours"),
        "approvals": ("request waits for your yes", "requests wait for your yes"),
    }.get(lane, ("request was made", "requests were made"))
    return f"{spelled(n, is_, are)}."


def where(request: Request, today: dt.date) -> str:
    """How far a request is, in a few words."""
    if request.state == RequestState.DRAFT:
        return "a draft"
    if request.state == RequestState.UNFILLED:
        return f"not filled: {request.get_unfilled_display()}"
    if request.state in (RequestState.DONE, RequestState.WITHDRAWN):
        return str(request.get_state_display())
    states = [state_of(one) for one in request.matches.all()]
    done = states.count(MatchState.DONE)
    parts = [f"{done} of {request.how_many} done"] if done else []
    first = next((state for state in reversed(_FURTHEST) if state in states), None)
    if first is not None:
        parts.append(MATCH_WORDS[first])
    elif request.taken_by is not None:
        parts.append(f"{request.taken_by} looks for somebody")
    else:
        parts.append("nobody has taken it yet")
    if request.needed_by is not None and request.needed_by < today:
        parts.append("late")
    return ", ".join(parts)


_FURTHEST = OPEN_MATCHES
MATCH_WORDS = {
    MatchState.CLEARING: "waits for the account’s owner",
    MatchState.CHAIN: "waits for others who have to agree",
    MatchState.TO_SEND: "cleared, and not asked yet",
    MatchState.INVITED: "asked, no answer yet",
    MatchState.WILLING: "said yes; times are to be named",
    MatchState.OFFERED: "named times; one is to be picked",
    MatchState.BOOKED: "has a time",
    MatchState.DONE: "did it",
    MatchState.MISSED: "did not meet",
    MatchState.NOT_CLEARED: "not cleared",
    MatchState.DECLINED: "said no, or not now",
    MatchState.NO_ANSWER: "did not answer",
    MatchState.WITHDRAWN: "not asked any more",
}
"""How far one person is."""


def page_sentence(request: Request, policy: Policy, today: dt.date) -> str:
    """The answer of a request's page."""
    buyer = request.buyer or "a buyer"
    if request.state == RequestState.DRAFT:
        return f"A draft for {buyer}: nobody sees it before you hand it in."
    if request.state == RequestState.DONE:
        n = sum(state_of(one) is MatchState.DONE for one in request.matches.all())
        return f"{spelled(n, 'customer', 'customers')} spoke for {buyer}."
    if request.state == RequestState.UNFILLED:
        return f"Nobody was found for {buyer}: {request.get_unfilled_display()}."
    if request.state == RequestState.WITHDRAWN:
        return f"The request for {buyer} was withdrawn."
    booked = [one for one in request.matches.all() if state_of(one) is MatchState.BOOKED]
    if booked and booked[0].starts_at is not None:
        return f"{buyer} speaks to {booked[0].account.name} on {current().moment(booked[0].starts_at)}."
    return f"{buyer}: {where(request, today)}."


def left(request: Request, today: dt.date) -> str:
    """How long it is until it is needed."""
    if request.needed_by is None:
        return ""
    days = (request.needed_by - today).days
    return "today" if days == 0 else f"{plural(days, 'day')} left" if days > 0 else f"{plural(-days, 'day')} late"


def what_happens(mode: Mode, name: str) -> tuple[str, ...]:
    """What happens when somebody is asked, step by step."""
    first = {
        Mode.MANAGER: "The account’s owner is asked as they like to be asked.",
        Mode.MANAGER_CLEARED: "The account’s owner agrees first, and whoever else has to.",
        Mode.SELF_TOLD: "The account’s owner is told at once, and can stop it.",
        Mode.SELF_CLEARED: "The account’s owner agrees first, and whoever else has to.",
    }[mode]
    return (
        first,
        f"{name} gets a letter naming what is in it for them and for their company.",
        "They name three times, or say no. A no stays their own business; you get the next match.",
        "One time is picked. Both sides answer two questions afterwards.",
    )


def like_words(request: Request) -> list[tuple[str, str]]:
    """What the person who would fit is like, as (field, words), what was said alone."""
    told = {
        "role": request.like_role,
        "product": f"uses {request.like_product}" if request.like_product else "",
        "use": request.like_use,
        "industry": request.like_industry,
        "employees": f"about {request.like_employees:,} people" if request.like_employees else "",
        "region": request.like_region,
        "language": f"speaks {request.like_language}" if request.like_language else "",
        "tech": f"instead of {request.like_tech}" if request.like_tech else "",
    }
    return [(name, words) for name, words in told.items() if words]


def load_words(load: float, cap: int, last: dt.date | None) -> str:
    """What somebody carries, and when they were last asked."""
    used = round(load * cap)
    carries = f"{used} of {plural(cap, 'call')} this quarter used" if used else "no calls this quarter"
    return f"{carries}; last asked {current().day(last)}" if last else f"{carries}; never asked"


def match_sentence(match: Match) -> str:
    """How far one person is, with the time where there is one."""
    state = state_of(match)
    if state is MatchState.BOOKED and match.starts_at is not None:
        return f"{current().moment(match.starts_at)}"
    return MATCH_WORDS[state]
