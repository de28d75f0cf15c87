"""Chooses at most one next step for each person, and says in which order and why.

Willingness goes before worth (passion before brand), then worth; ids break ties. Deterministic: the
order of the candidates changes nothing, and neither does the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vouch.domain.policy import Policy
from vouch.matching.next_ask import explore
from vouch.matching.next_ask.candidate import Candidate
from vouch.matching.next_ask.choice import Choice, Passed, Pick
from vouch.matching.next_ask.reasons import learning, reasons
from vouch.matching.next_ask.valued import Valued, ranked


def choose(
    candidates: Iterable[Candidate],
    policy: Policy,
    seed: int = 0,
    *,
    asks: int | None = None,
    asked_before: int = 0,
    explored_before: int = 0,
) -> Choice:
    """The next steps of these people, best first; `asks` of them at most (None: for everybody for whom there is one).

    Of the asks, a tenth at most is drawn to learn, counting those of earlier weeks (`asked_before`, `explored_before`).
    Those stand last and are labelled.

    Raises ValueError for a candidate that is an open invitation, or that is there twice.
    """
    best, others, passed = _by_person(candidates, policy)
    room = len(best) if asks is None else min(asks, len(best))
    to_learn = explore.slots(room, policy, asked_before=asked_before, explored_before=explored_before)
    greedy, waiting = best[:room], best[room - to_learn :]
    chosen = [*best[: room - to_learn], *_draw(waiting, others, policy, seed, to_learn)]
    picks = tuple(
        _pick(rank, one, greedy[rank - 1], others[one.candidate.contact], best, policy, explored=one not in greedy)
        for rank, one in enumerate(chosen, 1)
    )
    taken = {pick.candidate.contact for pick in picks}
    later = tuple(one.candidate for one in waiting if one.candidate.contact not in taken)
    return Choice(picks=picks, later=later, passed=passed)


def _by_person(
    candidates: Iterable[Candidate], policy: Policy
) -> tuple[list[Valued], dict[str, list[Valued]], tuple[Passed, ...]]:
    """Each person's best, best person first; all that may be proposed to each; and who is passed over, with why."""
    people: dict[str, list[Valued]] = {}
    for one in ranked(candidates, policy):
        people.setdefault(one.candidate.contact, []).append(one)
    best, others, passed = [], {}, []
    for contact, ordered in people.items():
        if len({one.candidate.activity for one in ordered}) < len(ordered):
            raise ValueError(f"{contact} is a candidate for the same activity twice")
        fitting = [one for one in ordered if not one.worth.against]
        if fitting and fitting[0].worth.may_be:
            best.append(fitting[0])
            others[contact] = fitting
        else:
            nearest = min(ordered, key=lambda one: (len(one.worth.against), *one.order))
            why = nearest.worth.against or ("Asking would cost more than it is likely to bring.",)
            passed.append(Passed(contact=contact, nearest=nearest.candidate, reasons=why))
    return sorted(best, key=lambda one: one.order), others, tuple(sorted(passed, key=lambda one: one.contact))


def _draw(
    waiting: Sequence[Valued], others: dict[str, list[Valued]], policy: Policy, seed: int, count: int
) -> list[Valued]:
    """The best of one draw among those who wait, one a person; the willing first here too."""
    if not count:
        return []
    found = []
    for one in waiting:
        draws = [(explore.drawn(other.candidate, policy, seed).total, other) for other in others[one.candidate.contact]]
        total, other = min(draws, key=lambda draw: (-draw[0], draw[1].candidate.key))
        found.append(((-other.candidate.willing, -total, other.candidate.key), other))
    return [other for _, other in sorted(found, key=lambda one: one[0])[:count]]


def _pick(
    rank: int,
    one: Valued,
    displaced: Valued,
    of_them: Sequence[Valued],
    all_best: Sequence[Valued],
    policy: Policy,
    *,
    explored: bool,
) -> Pick:
    """One pick with its reasons. One that was drawn names what it stands in for."""
    mine = one.candidate
    better = of_them[0].candidate if of_them[0] != one else displaced.candidate
    second = next((other.candidate for other in of_them if other.candidate != mine and other.worth.may_be), None)
    runner_up = next(
        (
            other.candidate
            for other in all_best
            if other.candidate.activity == mine.activity and other.candidate.contact != mine.contact
            and (explored or other.order > one.order)
        ),
        None,
    )  # fmt: skip
    told = reasons(mine, one.worth, policy)
    return Pick(
        rank=rank,
        candidate=mine,
        worth=one.worth,
        reasons=(learning(mine, better), *told) if explored else told,
        instead=better if explored else second,
        runner_up=runner_up,
        explored=explored,
    )
