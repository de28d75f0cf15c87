"""Evidence in few words."""

from __future__ import annotations

from datetime import date

from vouch.domain.personalities import Personality
from vouch.domain.policy import load
from vouch.insight.personality import Answer, Behaviour, Evidence, Guess, How

POLICY = load()
DAY = date(2026, 3, 1)
E, V, S, C = Personality


def answers(*says: Personality) -> list[Answer]:
    """An answer to each question in turn."""
    return [
        Answer(on=DAY, question=question, says=one)
        for question, one in zip(POLICY.personality.questions, says, strict=False)
    ]


def guesses(*says: Personality) -> list[Guess]:
    """A guess of a colleague each."""
    return [Guess(on=DAY, by=str(number), says=one) for number, one in enumerate(says)]


def act(activity: str, said_yes: bool = True, how: How = How.SINGLE_ASK, on: date = DAY) -> Behaviour:
    """A yes or no to one rung."""
    return Behaviour(on=on, activity=activity, said_yes=said_yes, how=how)


def of(
    answered: list[Answer] | None = None, did: list[Behaviour] | None = None, told: list[Guess] | None = None
) -> Evidence:
    """All of one person."""
    return Evidence(answered or [], did or [], told or [])
