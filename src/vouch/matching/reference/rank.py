"""Who is the right customer for this request, today? Everybody is held against it, at once.

First who must not speak to this buyer is taken out, then what is required, then the gates; of those who are left the
best by fit, passion, load and price. Ids break ties. `docs/ideas/reference-match.md` has the method.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vouch.domain.policy import Policy
from vouch.matching.reference.answer import Answer, Match, Relaxed, Stopped
from vouch.matching.reference.best import best
from vouch.matching.reference.columns import BIT, OF_PERSON, UNKNOWN, Floats
from vouch.matching.reference.congruity import Comparing, Part
from vouch.matching.reference.decision import Visibility
from vouch.matching.reference.index import NOTHING
from vouch.matching.reference.need import FILTERS, Need
from vouch.matching.reference.pool import Pool
from vouch.matching.reference.reasons import reasons, unknown
from vouch.matching.reference.stops import stops


def rank(
    need: Need, pool: Pool, policy: Policy, today: date, *, show: int | None = None, sees_all: bool = False
) -> Answer:
    """The best matches for a request, `show` of them at most (None: as many as the policy says).

    `sees_all`: a manager asks; sellers do not see whom policy shows to managers only, nor are they counted.
    Raises KeyError for an activity type that is no rung, ValueError for an open invitation: nobody is chosen for those.

    >>> from vouch.domain.policy import load
    >>> from vouch.matching.reference import Company, Decision, Need, Person, Pool, rank
    >>> pool = Pool.of(
    ...     [Company(id="acme", industry="Fintech"), Company(id="globex", industry="Retail")],
    ...     [Person(id="ana", company="acme", role="finance", decision=Decision(standing="loyal")),
    ...      Person(id="bo", company="globex", role="finance", decision=Decision(standing="loyal")),
    ...      Person(id="cy", company="acme", role="finance", decision=Decision(standing="loyal", load=2.0,
    ...             full={"live_in_quarter": date(2026, 12, 24)}))])
    >>> need = Need(activity="reference_call", industry="fintech", role="finance", must=frozenset({"industry"}))
    >>> found = rank(need, pool, load(), date(2026, 12, 1))
    >>> [(one.person, one.fit, one.nobody_asked_yet) for one in found.matches]
    [('ana', 1.0, True)]
    >>> found.matches[0].reasons
    ('The same role: finance.', 'The same industry: Fintech.', 'They were never asked.')
    >>> [(one.person, one.obstacle.code) for one in found.stopped], found.relaxable
    ([('cy', 'live_in_quarter')], (Relaxed(filter='industry', adds=1, unknown=0),))
    """
    _check(need, policy)
    with pool.lock:
        stopped = pool.gates.stopped(need, policy, today)
        return _Asked(need, pool, policy, today, sees_all, stopped).answer(
            policy.reference.show if show is None else show
        )


def best_of_each(
    asks: Sequence[tuple[Need, date]], pool: Pool, policy: Policy, *, most: int
) -> list[list[tuple[str, float]]]:
    """For each need and day the `most` best as `rank` has them for whoever sees all, with the same scores and no words.

    Needs that differ in the activity type alone are compared with everybody once, whatever the days. Raises as `rank`.

    >>> from vouch.domain.policy import load
    >>> from vouch.matching.reference import Company, Decision, Person
    >>> rests = Decision(standing="loyal", stops={"rests_after_ask": date(2026, 12, 20)})
    >>> pool = Pool.of([Company(id="acme")], [Person(id="ana", company="acme", decision=rests)])
    >>> days = [(Need(activity="reference_call"), date(2026, 12, day)) for day in (20, 21)]
    >>> best_of_each(days, pool, load(), most=5)
    [[], [('ana', 0.5)]]
    """
    alike: dict[Need, list[int]] = {}
    for number, (need, _day) in enumerate(asks):
        _check(need, policy)
        alike.setdefault(replace(need, activity=""), []).append(number)
    found: list[list[tuple[str, float]]] = [[] for _ in asks]
    with pool.lock:
        stopped = {}
        for need, day in sorted(asks, key=lambda one: one[1]):  # the gates keep those of one day
            stopped[need, day] = pool.gates.stopped(need, policy, day)
        for numbers in alike.values():
            asked = None
            for number in sorted(numbers, key=lambda number: (asks[number][1], asks[number][0].activity)):
                need, day = asks[number]
                if asked is None:
                    asked = _Asked(need, pool, policy, day, sees_all=True, stopped=stopped[need, day])
                else:
                    asked.then(need, day, stopped[need, day])
                found[number] = [(pool.ids[at], score) for at, score in asked.best(most)]
    return found


def _check(need: Need, policy: Policy) -> None:
    if policy.ladder[need.activity].open_invitation:
        raise ValueError(f"nobody is chosen for {policy.ladder[need.activity].words}: it is an open invitation")


class _Asked:
    """One request held against the pool."""

    def __init__(
        self, need: Need, pool: Pool, policy: Policy, today: date, sees_all: bool, stopped: NDArray[np.bool_]
    ) -> None:
        self.need, self.pool, self.policy, self.today, self.room = need, pool, policy, today, pool.room
        rules, room = policy.reference, pool.room
        self.comparing = Comparing(need, policy)
        self.live = policy.ladder[need.activity].live
        self.weights = self.comparing.weights
        self.company = pool.of_companies.score(
            need, self.weights, size_range=rules.size_range, size_band=rules.size_band
        )
        self.profile = pool.profiles.score(need, self.weights)
        self.found = NOTHING
        if "words" in self.weights:
            self.found = pool.words.find(need.words, most=rules.telling_words, common=rules.common_share)
        room.all_there(None if sees_all else pool.gates.for_managers, pool.in_conflict(need.deal))
        if pool.gone:
            room.there[list(pool.gone)] = False
        people = slice(0, len(pool))
        self._free(stopped)
        self.filters = [name for name in FILTERS if name in need.must and name in self.weights]
        if self.filters:
            self._missed(people)
        self._roughly(people)

    def then(self, need: Need, today: date, stopped: NDArray[np.bool_]) -> None:
        """Asks for the same of an activity type on a day, where others are stopped and others carry something."""
        other = need.activity != self.need.activity or today != self.today
        self.need, self.today, self.live = need, today, self.policy.ladder[need.activity].live
        self._free(stopped)
        if other:
            self._roughly(slice(0, len(self.pool)))

    def best(self, most: int) -> list[tuple[int, float]]:
        """The rows of the best who may be asked and miss no filter, and their scores."""
        if self.filters:
            np.equal(self.room.missed, 0, out=self.room.some)
            self.room.free &= self.room.some
        return best(self.room, self.room.free, most, self._exactly)

    def answer(self, show: int) -> Answer:
        """The answer, the best `show` of it."""
        room = self.room
        relaxable = self._relaxable()
        np.logical_xor(room.there, room.free, out=room.held)
        if self.filters:
            np.equal(room.missed, 0, out=room.some)
            room.free &= room.some
            room.held &= room.some
        free = best(room, room.free, show, self._exactly)
        held = best(room, room.held, self.policy.reference.show_stopped, self._exactly)
        return Answer(
            matches=tuple(
                self._match(rank, at, score, found)
                for rank, ((at, score), found) in enumerate(zip(free, self._fits(free), strict=True), 1)
            ),
            stopped=tuple(
                self._stopped(at, score, found) for (at, score), found in zip(held, self._fits(held), strict=True)
            ),
            relaxable=relaxable,
            free=int(np.count_nonzero(room.free)),
            stopped_count=int(np.count_nonzero(room.held)),
            looked_for=self.found.words,
            nowhere=self.found.nowhere,
            today=self.today,
            policy=self.policy.version,
        )

    def _free(self, stopped: NDArray[np.bool_]) -> None:
        """Who is there and may be asked."""
        np.logical_not(stopped, out=self.room.free[: len(self.pool)])
        self.room.free &= self.room.there

    def _missed(self, people: slice) -> None:
        """Which filters everybody misses, of the company and of the person."""
        pool, room = self.pool, self.room
        of_person = OF_PERSON.intersection(self.filters)
        if len(of_person) < len(self.filters):
            np.take(self.company.missed, pool.company_of, out=room.missed[people], mode="clip")
            if of_person:
                np.take(self.profile.missed, pool.profiles.of, out=room.missed_too[people], mode="clip")
                room.missed |= room.missed_too
        else:
            np.take(self.profile.missed, pool.profiles.of, out=room.missed[people], mode="clip")

    def _roughly(self, people: slice) -> None:
        """Everybody's score, to six digits."""
        pool, rules, doubt = self.pool, self.policy.reference, self.policy.reference.doubt
        rough, fit, more = self.room.rough[people], self.room.fit[people], self.room.more[people]
        np.take(self.company.both(doubt / 2, doubt), pool.company_of, out=fit, mode="clip")
        np.take(self.profile.both(), pool.profiles.of, out=more, mode="clip")
        fit += more
        for weight, of, said in self.found.each:
            told = np.multiply(said, weight * self.weights["words"], dtype=np.float32, casting="same_kind")
            np.add.at(fit.real, of, told)
        np.divide(fit.real, fit.imag, out=rough)
        rough += pool.roughly_own(rules, self.today, self.need.activity, live=self.live)

    def _exactly(self, at: NDArray[np.intp]) -> Floats:
        """The scores of these people."""
        pool, rules = self.pool, self.policy.reference
        company, profile = pool.company_of[at], pool.profiles.of[at]
        like = self.company.like[company] + self.profile.like[profile]
        like += self.found.likeness(at) * self.weights.get("words", 0.0)
        known = self.company.known[company] + self.profile.known[profile]
        fit: Floats = (like + rules.doubt / 2) / (known + rules.doubt)
        return fit + pool.own(rules, at, self.today, self.need.activity, live=self.live)

    def _relaxable(self) -> tuple[Relaxed, ...]:
        """What each filter keeps away by itself."""
        found = []
        for name in self.filters:
            counts = []
            for bits in (BIT[name], BIT[name] | BIT[name] << UNKNOWN):
                np.equal(self.room.missed, bits, out=self.room.some)
                self.room.some &= self.room.free
                counts.append(int(np.count_nonzero(self.room.some)))
            found.append(Relaxed(filter=name, adds=sum(counts), unknown=counts[1]))
        return tuple(sorted(found, key=lambda one: (-one.adds, FILTERS.index(one.filter))))

    def _fits(self, rows: list[tuple[int, float]]) -> list[list[Part]]:
        """The parts of the fit of each of these people."""
        pool, found = self.pool, []
        at = np.array([one for one, _score in rows], dtype=np.intp)
        for one, said in zip(at.tolist(), self.found.likeness(at).tolist(), strict=True):
            told = said if pool.words.has_text[one] else None
            company = pool.companies[pool.company_of[one]]
            found.append(self.comparing.parts(company, pool.people[one], said=told))
        return found

    def _match(self, rank: int, at: int, score: float, found: list[Part]) -> Match:
        pool, row = self.pool, self.pool.gates.rows[at]
        said = row.permission(self.need.activity, self.today)
        willing = row.passion(self.need.activity)
        fit, coverage = fit_of(found)
        return Match(
            rank=rank,
            person=pool.people[at].id,
            company=pool.people[at].company,
            score=score,
            fit=fit,
            coverage=coverage,
            parts=tuple(found),
            reasons=reasons(found, row, willing, self.need, self.policy, self.today),
            unknown=unknown(found),
            permission=said.allowed if said else None,
            named=row.visibility is Visibility.OPEN,
            willing=willing,
            load=float(pool.gates.carried(self.today)[at]),
            price=float(pool.prices[at]) if self.live else 0.0,
            last_asked=row.last_asked,
        )

    def _stopped(self, at: int, score: float, found: list[Part]) -> Stopped:
        pool, row, person = self.pool, self.pool.gates.rows[at], self.pool.people[at]
        named = row.visibility is Visibility.OPEN
        name = pool.companies[pool.company_of[at]].name
        who = {"who": person.name, "where": name} if named and person.name and name else {}
        first = next(stops(row, self.need, self.policy, self.today, **who))
        fit, _coverage = fit_of(found)
        return Stopped(person=person.id, company=person.company, score=score, fit=fit, obstacle=first, named=named)


def fit_of(found: list[Part]) -> tuple[float | None, float]:
    """The fit over what is known, and which part of what was named that is.

    >>> fit_of([Part("industry", 1.0, 0.15, ""), Part("size", 0.5, 0.1, ""), Part("region", None, 0.05, "")])
    (0.8, 0.833333333333)
    """
    whole = known = like = 0.0
    for part in found:
        whole += part.weight
        if part.likeness is not None:
            known += part.weight
            like += part.weight * part.likeness
    return (round(like / known, 12), round(known / whole, 12)) if known else (None, 0.0)
