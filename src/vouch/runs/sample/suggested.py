"""Whether the next steps do justice to the people who were planted: the sample's truth beside what was suggested.

The truth says how somebody lives, the gates say what may be asked today, and the two can differ: a champion whose
contract ends next month, or who gave a talk last month, is left alone. Such a case is counted apart, by the gate that
stands there, and is no miss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vouch.domain.policy import Policy
from vouch.program.people.queries import by_source
from vouch.program.suggestions import queries
from vouch.program.suggestions.states import Kind
from vouch.runs.demo import Plan, Truth

if TYPE_CHECKING:
    from vouch.program.suggestions.models import NextStep

_RESTS = ("rests_", "no_answers", "not_now", "own_pace", "live_in")
_GATES = ("hold_", "rests_after_act", "account_busy", "no_address", "opted_out")
_CRM = "salesforce"
KINDS = ("over_asked", "small_firm_champion", "open_escalation", "silent_loyalist", "little_known")


@dataclass
class Justice:
    """By kind, how many were planted and done justice; how many a gate stood before; and each miss in words."""

    planted: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    gates: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)


def done_justice(plan: Plan, policy: Policy) -> Justice:
    """The planted people beside the suggestions that stand."""
    found = Justice()
    giants = [step for truth in plan.of("guarded_giant") for step in _steps(truth) if step.kind == Kind.ASK]
    first_giant = min((step.rank for step in giants), default=None)
    for kind in KINDS:
        for truth in plan.of(kind):
            found.planted[kind] += 1
            _judge(truth, _steps(truth), first_giant, policy, found)
    return found


def _judge(truth: Truth, steps: Sequence[NextStep], first_giant: int | None, policy: Policy, found: Justice) -> None:
    hero = next((step for step in steps if [_CRM, truth.contact] in step.contact.also), None)
    if not steps or hero is None:
        found.misses.append(f"{truth.kind}: nothing was suggested for {truth.contact_name} at {truth.name}")
        return
    if _JUST[truth.kind](hero, steps, first_giant, policy):
        found.done[truth.kind] += 1
        return
    looked = steps if truth.kind == "silent_loyalist" else [hero]
    gate = next((step.obstacle for step in looked if step.obstacle.startswith(_GATES)), "")
    if gate and truth.kind != "open_escalation":
        found.gates[truth.kind, gate] += 1
        return
    told = ", ".join(
        f"{step.contact.name}: {step.kind} {step.activity or step.obstacle} ({step.rank})" for step in steps
    )
    found.misses.append(f"{truth.kind}: {truth.name}: {told}")


def _rests(hero: NextStep, _steps: Sequence[NextStep], _giant: int | None, _policy: Policy) -> bool:
    return hero.kind == Kind.LEAVE_ALONE and hero.obstacle.startswith(_RESTS)


def _before_giants(hero: NextStep, _steps: Sequence[NextStep], giant: int | None, _policy: Policy) -> bool:
    return hero.kind == Kind.ASK and (giant is None or hero.rank < giant)


def _all_alone(_hero: NextStep, steps: Sequence[NextStep], _giant: int | None, _policy: Policy) -> bool:
    return all(step.kind == Kind.LEAVE_ALONE for step in steps)


def _small_first_step(_hero: NextStep, steps: Sequence[NextStep], _giant: int | None, policy: Policy) -> bool:
    asks = [policy.ladder[step.activity] for step in steps if step.kind == Kind.ASK]
    return bool(asks) and all(rung.effort <= 1 and rung.exposure <= 1 for rung in asks)


def _all_given(_hero: NextStep, steps: Sequence[NextStep], _giant: int | None, _policy: Policy) -> bool:
    return all(step.kind == Kind.GIVE for step in steps)


_JUST: dict[str, Callable[[NextStep, Sequence[NextStep], int | None, Policy], bool]] = {
    "over_asked": _rests,
    "small_firm_champion": _before_giants,
    "open_escalation": _all_alone,
    "silent_loyalist": _small_first_step,
    "little_known": _all_given,
}


def _steps(truth: Truth) -> Sequence[NextStep]:
    account = by_source([(_CRM, truth.account)]).get((_CRM, truth.account))
    return queries.of_account(account.pk) if account is not None else []
