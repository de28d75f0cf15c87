"""What people of the sample company say of themselves, and colleagues of them: enough that every word occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vouch.domain.personalities import Personality
from vouch.domain.policy import Policy
from vouch.program.findings import lists
from vouch.program.findings.filters import Filter
from vouch.program.members import actions as members
from vouch.program.members.queries import answers
from vouch.program.members.terms import TERMS
from vouch.program.people.personality import actions

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Contact

E, V, S, C = Personality
PART = {one: one.value for one in Personality}
THANKS = {E: "private", V: "effect", S: "public", C: "early"}
KINDS = (E, V, E, C, E, S, E, V, C, E)
"""Quayside sells to people who run docks: many who explain, few who seek the stage."""
MOST = 72


@transaction.atomic
def say_who_they_are(*, by: User, policy: Policy) -> int:
    """People join and answer, or not; colleagues say what they believe. Returns how many joined, 0 where some had."""
    if any(said for _who, said, _on in answers()):
        return 0
    people = _people()
    for number, one in enumerate(people):
        members.join(contact=one, terms=TERMS)
        _say(one, number, by, policy)
    return len(people)


def _say(one: Contact, number: int, by: User, policy: Policy) -> None:
    kind, turn = KINDS[number % len(KINDS)], number % 9
    other = Personality.COLLABORATOR if kind is not C else Personality.VALIDATOR
    told = {"part": PART[kind], "thanks": THANKS[kind]}
    if turn == 0:  # joined, and left the questions out
        return
    if turn == 1:  # the two answers contradict each other
        told["thanks"] = THANKS[other]
    if turn == 2:  # one answer, and nothing else
        del told["thanks"]
    members.answer_questions(contact=one, policy=policy, **told)
    if turn in (3, 4, 5):
        actions.guess(by=by, contact=one, personality=kind.value, words="As I know them from our calls")
    if turn == 6:  # a colleague sees somebody else in them
        actions.guess(by=by, contact=one, personality=other.value)
    if turn == 7 and number % 2:
        actions.say_of_oneself(contact=one, personality=kind.value)
    if number == 44:
        actions.object_to_profiling(contact=one)


def _people() -> list[Contact]:
    """People of customers of every stage but the lowest, in an order that is always the same."""
    found = []
    for stage in ("advocate", "loyal", "satisfied"):
        rows = lists.every(Filter(kind="contact", stage=stage))[:MOST]
        able = [row.contact for row in rows if row.contact is not None and row.contact.email and row.contact.account_id]
        found += able[: MOST // 3]
    return found
