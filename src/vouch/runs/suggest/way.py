"""How does one come to a big name whose people are guarded, or hardly known? In small steps, and a give comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vouch.domain.asking import obstacles, stage_ceiling
from vouch.domain.playbook import Suggestion
from vouch.domain.policy import Policy
from vouch.domain.stages import Role, Stage
from vouch.matching.next_ask import Reached, Stride, Willingness, way
from vouch.program.people.playbook.queries import suggestions
from vouch.program.suggestions.queries.people import Looked, those
from vouch.program.suggestions.queries.supply import members
from vouch.runs.suggest.candidates import how_willing, noes_in_a_row
from vouch.runs.suggest.giving import ANYBODY
from vouch.runs.suggest.looking import NOT_FOR_THEM

_RISING = ("satisfied", "loyal", "advocate")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: its rung, whether it may be asked today, and where not, from which stage on."""

    activity: str
    words: str
    today: bool
    opens: str


@dataclass(frozen=True, kw_only=True)
class BigName:
    """The way to a big name: by whom, why they are not simply asked, what is given first, and the steps to the goal."""

    contact: str
    name: str
    why: str
    give: Suggestion | None
    steps: Sequence[Step]
    goal: str
    blocked: str


def way_to(contacts: Sequence[str], employees: int | None, policy: Policy, today: date) -> BigName | None:
    """The way to a company of that size with these people; None where it is no big name, or somebody there is willing.

    It goes by the person who is least guarded, then by who has gone furthest.
    """
    rule = policy.next_ask.big_names
    if employees is None or employees < rule.employees_from:
        return None
    joined = members()
    known = [(who, _willing(who, joined)) for who in those(contacts, policy=policy, today=today)]
    if not known or any(willing is Willingness.WILLING for _who, willing in known):
        return None
    who, willing = min(known, key=lambda pair: (-pair[1], -_height(pair[0], policy), pair[0].contact))
    reached = Reached.by((one.activity for one in who.situation.done), policy)
    ceiling = stage_ceiling(who.situation, policy.asking.ceilings).highest
    closed = [name for name in policy.ladder if _closed(who, name, policy)]
    goal = next((one for one in rule.goals if one not in closed), rule.goals[0])
    found = way(goal, reached, policy, ceiling=ceiling, closed=closed)
    return BigName(
        contact=who.contact, name=who.situation.person, why=_why(known, willing), give=_give(who),
        steps=[_step(one, policy) for one in found.strides], goal=policy.ladder[goal].words,
        blocked=found.blocked,
    )  # fmt: skip


def _willing(who: Looked, joined: set[str]) -> Willingness:
    return how_willing(who, noes=noes_in_a_row(who.situation), joined=who.contact in joined)


def _height(who: Looked, policy: Policy) -> int:
    reached = Reached.by((one.activity for one in who.situation.done), policy)
    return reached.effort + reached.exposure


def _closed(who: Looked, activity: str, policy: Policy) -> bool:
    if policy.ladder[activity].open_invitation:
        return True
    return any(one.code in NOT_FOR_THEM for one in obstacles(who.situation, activity, policy))


def _why(known: Sequence[tuple[Looked, Willingness]], best: Willingness) -> str:
    if best is Willingness.GUARDED:
        return "Everybody asked there said no, or nothing, the last time."
    unknown = all((who.situation.own_stage or Stage.NOT_KNOWN_YET) is Stage.NOT_KNOWN_YET for who, _willing in known)
    return "Hardly anything is known of the people there." if unknown else "Nobody there has acted for others yet."


def _give(who: Looked) -> Suggestion | None:
    stage = who.situation.stage or Stage.NOT_KNOWN_YET
    role = Role(who.suggested_role) if who.suggested_role in set(Role) else ANYBODY
    return next(iter(suggestions(stage, role)), None)


def _step(one: Stride, policy: Policy) -> Step:
    rung = policy.ladder[one.activity]
    opens = next((name for name in _RISING if _allows(policy, name, rung.effort, rung.exposure)), "advocate")
    return Step(activity=one.activity, words=one.words, today=one.open_today, opens="" if one.open_today else opens)


def _allows(policy: Policy, stage: str, effort: int, exposure: int) -> bool:
    highest = getattr(policy.asking.ceilings, stage)
    return bool(effort <= highest.effort and exposure <= highest.exposure)
