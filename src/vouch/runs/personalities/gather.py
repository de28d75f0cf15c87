"""Everything that hints at anybody's personality, by person: whoever several records are is one person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from vouch.domain.personalities import Personality
from vouch.domain.policy import Policy
from vouch.insight.personality import Answer, Behaviour, Evidence, Guess, How
from vouch.program.asks.queries import outcomes
from vouch.program.members.queries import answers as said_on_joining
from vouch.program.people.personality import queries


@dataclass(frozen=True)
class Gathered:
    """Who is in the programme, the evidence of each, what some stated themselves, and who objected."""

    people: frozenset[str]
    evidence: dict[str, Evidence]
    stated: dict[str, Personality]
    objected: frozenset[str]


def gather(policy: Policy, today: dt.date) -> Gathered:
    """The evidence as it stands today, in a fixed number of statements. Of who objected there is none.

    In the programme is who joined, was asked, did something, or was thought of by a colleague.
    """
    answers: defaultdict[str, list[Answer]] = defaultdict(list)
    behaviour: defaultdict[str, list[Behaviour]] = defaultdict(list)
    guesses: defaultdict[str, list[Guess]] = defaultdict(list)
    people: set[str] = set()
    for contact, said, on in said_on_joining():
        people.add(contact)
        answers[contact] += _answers(said, on, policy)
    for one in outcomes.outcomes(policy=policy, today=today):
        behaviour[one.contact].append(
            Behaviour(on=one.on, activity=one.activity, said_yes=one.said_yes, how=How.SINGLE_ASK)
        )
    for act in outcomes.volunteered():
        behaviour[act.contact].append(Behaviour(on=act.on, activity=act.activity, said_yes=True, how=How.VOLUNTEERED))
    for guess in queries.every_guess():
        guesses[guess.contact].append(Guess(on=guess.on, by=guess.by, says=guess.says))
    words = queries.own_words()
    objected = frozenset(pk for pk, word in words.items() if word.objected_at is not None)
    people |= {*answers, *behaviour, *guesses, *words}
    return Gathered(
        people=frozenset(people),
        evidence={
            pk: Evidence(answers.get(pk, ()), behaviour.get(pk, ()), guesses.get(pk, ())) for pk in people - objected
        },
        stated={
            pk: Personality(word.personality) for pk, word in words.items() if word.personality and pk not in objected
        },
        objected=objected,
    )


def _answers(said: dict[str, str], on: dt.date, policy: Policy) -> list[Answer]:
    found = []
    for question, answer in said.items():
        asked = policy.personality.questions.get(question)
        option = asked.options.get(answer) if asked is not None else None
        if option is not None and option.says is not None:
            found.append(Answer(on=on, question=question, says=option.says))
    return found
