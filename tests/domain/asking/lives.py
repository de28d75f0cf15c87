"""Random lives: what somebody was asked, did and said, and what their company and its stage allow."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from vouch.domain.asking import (
    Allowed,
    Answer,
    Asked,
    Done,
    HoldKind,
    OwnLimits,
    PermissionSaid,
    Situation,
    Standing,
)
from vouch.domain.policy import load
from vouch.domain.stages import Stage

POLICY = load()
RUNGS = sorted(POLICY.ladder)
OPEN = [name for name in RUNGS if POLICY.ladder[name].open_invitation]
CLOSED = [name for name in RUNGS if not POLICY.ladder[name].open_invitation]
TODAY = dt.date(2026, 3, 30)  # the day after the change to summer time in Europe
PURPOSES = ("invitations", "quote", "name", "image")

rungs = st.sampled_from(RUNGS)
some_rungs = st.sampled_from([*RUNGS, None])
past = st.integers(0, 400).map(lambda days: TODAY - dt.timedelta(days=days))
around = st.integers(-200, 200).map(lambda days: TODAY + dt.timedelta(days=days))


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    on = draw(past)
    answer = draw(st.none() | st.sampled_from(list(Answer)))
    answered = min(TODAY, on + dt.timedelta(days=draw(st.integers(0, 30)))) if answer else None
    return Asked(
        activity=draw(some_rungs),
        on=on,
        answer=answer,
        answered_on=draw(st.sampled_from([answered, None])),
        not_before=draw(st.none() | around) if answer is Answer.NOT_NOW else None,
    )


acts = st.builds(Done, activity=some_rungs, on=past)


@st.composite
def said(draw: st.DrawFn, activity: str) -> PermissionSaid:
    often = draw(st.booleans())
    return PermissionSaid(
        activity=activity,
        allowed=draw(st.sampled_from(list(Allowed))),
        until=draw(st.none() | around),
        at_most=draw(st.integers(1, 3)) if often else None,
        per_days=draw(st.integers(1, 365)) if often else None,
        uses=frozenset(draw(st.sets(st.sampled_from(["web", "deck"])))),
        territory=draw(st.sampled_from(["", "Denmark"])),
        said_by="Legal",
    )


@st.composite
def permissions(draw: st.DrawFn) -> dict[str, PermissionSaid]:
    keys = draw(st.sets(st.sampled_from(["", *RUNGS]), max_size=4))
    return {key: draw(said(key)) for key in sorted(keys)}


holds = st.builds(
    Standing,
    kind=st.sampled_from(list(HoldKind)),
    words=st.just("A hold stands."),
    lifts=st.just("somebody"),
    until=st.none() | st.integers(0, 60).map(lambda days: TODAY + dt.timedelta(days=days)),
)
limits = st.builds(
    OwnLimits,
    exposure=st.none() | st.integers(0, 5),
    refused=st.frozensets(rungs, max_size=3),
    every_days=st.none() | st.integers(1, 200),
    paused_until=st.none() | around,
)


@st.composite
def situations(draw: st.DrawFn, **fixed: Any) -> Situation:
    """Anybody, in any circumstances; `fixed` is given and not drawn."""
    given: dict[str, Any] = {
        "today": TODAY,
        "person": "Ana",
        "company": "Acme",
        "customer": draw(st.sampled_from([True, True, True, False])),
        "reachable": draw(st.sampled_from([True, True, True, False])),
        "opted_out": draw(st.sampled_from([False, False, False, True])),
        "left": draw(st.sampled_from([False, False, False, True])),
        "stage": draw(st.none() | st.sampled_from(list(Stage))),
        "latent": draw(st.booleans()),
        "own_stage": draw(st.none() | st.sampled_from(list(Stage))),
        "own_latent": draw(st.booleans()),
        "limits": draw(limits),
        "permissions": draw(permissions()),
        "withdrawn": draw(st.frozensets(st.sampled_from(PURPOSES), max_size=2)),
        "holds": tuple(draw(st.lists(holds, max_size=2))),
        "asked": tuple(draw(st.lists(asked(), max_size=5))),
        "done": tuple(draw(st.lists(acts, max_size=6))),
        "company_used": tuple(draw(st.lists(acts, max_size=6))),
        "account_open": draw(st.integers(0, 4)),
        "busy": draw(st.booleans()),
    }
    return Situation(**(given | fixed))


@st.composite
def easy(draw: st.DrawFn, **fixed: Any) -> Situation:
    """Somebody of whom as little as possible stands in the way, so that a yes is not rare."""
    free: dict[str, Any] = {
        "customer": True, "reachable": True, "opted_out": False, "left": False, "holds": (), "withdrawn": frozenset(),
        "permissions": {}, "limits": OwnLimits(), "account_open": 0, "busy": False, "stage": Stage.ADVOCATE,
        "own_stage": Stage.ADVOCATE,
    }  # fmt: skip
    return draw(situations(**(free | fixed)))
