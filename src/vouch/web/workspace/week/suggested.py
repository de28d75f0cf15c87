"""What could be asked and given this week: the suggestions of the last run, every gate looked at once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vouch.domain.asking import Situation, obstacles
from vouch.domain.goals import Goal, serving
from vouch.domain.letters import Start, begun_for, of_person, start
from vouch.domain.playbook import Suggestion
from vouch.domain.policy import Policy
from vouch.domain.stages import Role, Stage
from vouch.program.colleagues.permissions import may
from vouch.program.people import queries as people
from vouch.program.people.goals.queries import goals_of
from vouch.program.people.playbook.queries import pages
from vouch.program.suggestions import queries
from vouch.program.suggestions.states import Kind
from vouch.web.workspace.asks.words import name_of, rung_words
from vouch.web.workspace.week.readable import Read, reader
from vouch.web.workspace.week.reasons import Reason, about

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.suggestions.models import NextStep

CARDS, LINES, GIVES = 3, 6, 4
"""Asks that are shown in full on the page of the week, those that follow in a line each, and gives."""
LOOKED_AT = 30
"""Asks whose gates are looked at again for it: some may have closed since they were suggested."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """A suggested ask as it is shown: both wins as hints, the reasons, and what it could be instead.

    `two`: what it could be instead came near, and the two can be looked at side by side.
    """

    step: NextStep
    name: str
    what: str
    wins: Start
    reasons: Sequence[Reason]
    instead: Sequence[str]
    two: bool = False


@dataclass(frozen=True, kw_only=True)
class First:
    """A suggested give as it is shown."""

    step: NextStep
    name: str
    suggestion: Suggestion


def asks(who: User, put_off: Mapping[str, set[str]]) -> Sequence[NextStep]:
    """The best asks that this colleague may see, without what was put off; more than are shown."""
    page = queries.of_week(queries.within(who), Kind.ASK, limit=LOOKED_AT + sum(map(len, put_off.values())))
    return [one for one in page.rows if not put_off.get(one.contact_id, set()) & {"", one.activity}][:LOOKED_AT]


def cards(
    steps: Sequence[NextStep], situations: Mapping[str, Situation], policy: Policy, who: User
) -> tuple[list[Card], list[NextStep]]:
    """Those of these that may still be asked: some in full, one that is made to learn among them where there is one;
    and those that follow.
    """
    free = [one for one in steps if _free(one, situations.get(one.contact_id), policy)]
    shown = free[:CARDS]
    learning = next((one for one in free if one.exploring), None)
    if learning is not None and learning not in shown:
        shown.append(learning)
    rest = [one for one in free if one not in shown]
    others, read, goals = named(shown, who), reader(who, shown), _wanted(shown, policy, who)
    told = [_card(one, situations[one.contact_id], policy, read, others, goals) for one in shown]
    return told, rest[:LINES]


def card(step: NextStep, situation: Situation, policy: Policy, who: User, others: Mapping[str, str]) -> Card:
    """One suggested ask as this colleague may read it. `others`: who else could be asked for the same, by id."""
    return _card(step, situation, policy, reader(who, [step]), others, _wanted([step], policy, who))


def _wanted(steps: Sequence[NextStep], policy: Policy, who: User) -> dict[str, list[Goal]]:
    """What these people want for themselves, as far as this colleague may read it."""
    able = [one.contact_id for one in steps if may(who, "see_goals", owner=one.account.owner_id or "")]
    return goals_of(able, zone=policy.zone) if able else {}


def gives(steps: Sequence[NextStep]) -> list[First]:
    """These gives with the words of the playbook as it is now."""
    stages = {Stage(one.stage) for one in steps}
    book = {(page.stage, page.role): page.suggestions for page in pages(stages)} if steps else {}
    found = []
    for one in steps:
        suggested = book[Stage(one.stage), Role(one.role)]
        number = min(one.number, len(suggested) - 1)
        if number >= 0:
            found.append(First(step=one, name=name_of(one.contact), suggestion=suggested[number]))
    return found


def closed(steps: Sequence[NextStep], situations: Mapping[str, Situation], policy: Policy) -> dict[int, str]:
    """Of these asks those that may not be asked any more, with the reason that came in between."""
    found = {}
    for one in steps:
        where = situations.get(one.contact_id)
        against = obstacles(where, one.activity, policy) if where and one.activity in policy.ladder else ()
        if against:
            found[one.pk] = against[0].sentence
    return found


def _free(step: NextStep, situation: Situation | None, policy: Policy) -> bool:
    return situation is not None and step.activity in policy.ladder and not obstacles(situation, step.activity, policy)


def named(steps: Sequence[NextStep], who: User) -> dict[str, str]:
    """Who else could be asked for the same, by id; nobody for those who see only some of the customers."""
    if not queries.within(who).everybody:
        return {}
    others = [one.runner_up["contact"] for one in steps if "contact" in one.runner_up]
    return {one.pk: name_of(one) for one in people.several_contacts(others)} if others else {}


def _card(
    step: NextStep,
    situation: Situation,
    policy: Policy,
    read: Read,
    named: Mapping[str, str],
    goals: Mapping[str, Sequence[Goal]],
) -> Card:
    served = serving(goals.get(step.contact_id, ()), step.activity, policy)
    values = of_person(name=step.contact.name, company=step.account.name)
    values |= {"goal": served[0].words if served else ""}
    begun = begun_for(start(step.activity, policy.ladder[step.activity], us=policy.company.name), values)
    second = step.runner_up.get("activity", "")
    instead = [rung_words(second)] if second and second != step.activity else []
    if other := named.get(step.runner_up.get("contact", "")):
        instead.append(f"the same of {other}")
    return Card(
        step=step,
        name=name_of(step.contact),
        what=rung_words(step.activity),
        wins=replace(begun, win_person=begun.own_win or begun.win_person),
        reasons=[*read(step), *about(step.activity, situation, policy)],
        instead=instead,
        two=queries.has_two(step),
    )
