"""Who is the right customer for this request, today? Everybody is held against it, at once.

First who must not speak to this buyer is taken out, then what is required, then the gates; of those who are left the
best by fit, passion, load and price. Ids break ties. `docs/ideas/reference-match.md` has the method.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from vouch.domain.policy import Policy
from vouch.matching.next_ask import Willingness
from vouch.matching.reference.answer import Answer, Match, Relaxed, Stopped
from vouch.matching.reference.columns import BIT, Floats
from vouch.matching.reference.congruity import Part, parts, weights
from vouch.matching.reference.decision import Visibility
from vouch.matching.reference.index import Found
from vouch.matching.reference.need import FILTERS, Need
from vouch.matching.reference.pool import Pool
from vouch.matching.reference.reasons import reasons, unknown
from vouch.matching.reference.stops import stops

STEPS = 1_000_000
"""Scores that differ by less than a millionth are equal, and ids decide."""


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
    if policy.ladder[need.activity].open_invitation:
        raise ValueError(f"nobody is chosen for {policy.ladder[need.activity].words}: it is an open invitation")
    return _Asked(need, pool, policy, today, sees_all).answer(show or policy.reference.show)


class _Asked:
    """One request held against the pool."""

    def __init__(self, need: Need, pool: Pool, policy: Policy, today: date, sees_all: bool) -> None:
        self.need, self.pool, self.policy, self.today = need, pool, policy, today
        rules = policy.reference
        self.weights = weights(need, policy)
        self.company = pool.of_companies.score(
            need, self.weights, size_range=rules.size_range, size_band=rules.size_band
        )
        self.profile = pool.profiles.score(need, self.weights)
        self.found: Found | None = None
        if "words" in self.weights:
            self.found = pool.words.find(need.words, most=rules.telling_words, common=rules.common_share)
        stopped = pool.gates.stopped(need, policy, today)
        self.there = np.ones(len(pool), dtype=np.bool_)
        self.there[pool.in_conflict(need.deal)] = False
        if not sees_all:
            self.there &= pool.gates.visibility != Visibility.MANAGERS
        self.free = self.there & ~stopped
        self.missed = self.company.missed[pool.company_of] | self.profile.missed[pool.profiles.of]

    def answer(self, show: int) -> Answer:
        """The answer, the best `show` of it."""
        fits = self.missed == 0
        free, stopped = np.flatnonzero(self.free & fits), np.flatnonzero(self.there & ~self.free & fits)
        best, scores = self._best(free, show)
        kept, kept_scores = self._best(stopped, self.policy.reference.show_stopped)
        return Answer(
            matches=tuple(
                self._match(rank, int(at), float(score))
                for rank, (at, score) in enumerate(zip(best, scores, strict=True), 1)
            ),
            stopped=tuple(self._stopped(int(at), float(score)) for at, score in zip(kept, kept_scores, strict=True)),
            relaxable=self._relaxable(),
            free=len(free),
            stopped_count=len(stopped),
            looked_for=self.found.words if self.found else (),
            nowhere=self.found.nowhere if self.found else (),
            today=self.today,
            policy=self.policy.version,
        )

    def _best(self, at: NDArray[np.intp], most: int) -> tuple[NDArray[np.intp], Floats]:
        """The best of these rows, and their scores."""
        steps = np.rint(self._scores(at) * STEPS).astype(np.int64)
        if len(at) > most > 0:
            least = np.partition(steps, len(at) - most)[len(at) - most]
            above = np.flatnonzero(steps > least)
            inside = np.concatenate([above, np.flatnonzero(steps == least)[: most - len(above)]])
            at, steps = at[inside], steps[inside]
        order = np.lexsort((at, -steps))[:most]
        return at[order], steps[order] / STEPS

    def _scores(self, at: NDArray[np.intp]) -> Floats:
        pool, rules = self.pool, self.policy.reference
        company, profile = pool.company_of[at], pool.profiles.of[at]
        like = self.company.like[company] + self.profile.like[profile]
        known = self.company.known[company] + self.profile.known[profile]
        if self.found:
            like += self.found.likeness[at] * self.weights["words"]
            known += pool.words.has_text[at] * self.weights["words"]
        fit = (like + rules.doubt / 2) / (known + rules.doubt)
        passion = np.array([rules.passion.guarded, 0.0, rules.passion.willing])[
            pool.gates.passion(self.need.activity, at)
        ]
        score: Floats = fit + passion - rules.cost.load * pool.gates.load[at] - pool.prices[at]
        return score

    def _relaxable(self) -> tuple[Relaxed, ...]:
        """What each filter keeps away by itself."""
        found = []
        for name in FILTERS:
            if name not in self.need.must or name not in self.weights:
                continue
            kept = np.flatnonzero(self.free & (self.missed == BIT[name]))
            pool = self.pool
            unknown = self.company.unknown[pool.company_of[kept]] | self.profile.unknown[pool.profiles.of[kept]]
            found.append(Relaxed(filter=name, adds=len(kept), unknown=int(np.count_nonzero(unknown & BIT[name]))))
        return tuple(sorted(found, key=lambda one: (-one.adds, FILTERS.index(one.filter))))

    def _parts(self, at: int) -> list[Part]:
        pool = self.pool
        said = float(self.found.likeness[at]) if self.found and pool.words.has_text[at] else None
        company = pool.companies[pool.company_of[at]]
        return parts(self.need, company, pool.people[at], self.policy, said=said)

    def _match(self, rank: int, at: int, score: float) -> Match:
        pool, row, found = self.pool, self.pool.gates.rows[at], self._parts(at)
        said = row.permission(self.need.activity, self.today)
        willing = Willingness(int(pool.gates.passion(self.need.activity, np.array([at]))[0]))
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
            load=float(pool.gates.load[at]),
            price=float(pool.prices[at]),
            last_asked=row.last_asked,
        )

    def _stopped(self, at: int, score: float) -> Stopped:
        pool, row, person = self.pool, self.pool.gates.rows[at], self.pool.people[at]
        named = row.visibility is Visibility.OPEN
        name = pool.companies[pool.company_of[at]].name
        who = {"who": person.name, "where": name} if named and person.name and name else {}
        first = next(stops(row, self.need, self.policy, self.today, **who))
        fit, _coverage = fit_of(self._parts(at))
        return Stopped(person=person.id, company=person.company, score=score, fit=fit, obstacle=first, named=named)


def fit_of(found: list[Part]) -> tuple[float | None, float]:
    """The fit over what is known, and which part of what was named that is.

    >>> fit_of([Part("industry", 1.0, 0.15, ""), Part("size", 0.5, 0.1, ""), Part("region", None, 0.05, "")])
    (0.8, 0.833333333333)
    """
    whole = sum(part.weight for part in found)
    known = sum(part.weight for part in found if part.likeness is not None)
    like = sum(part.weight * part.likeness for part in found if part.likeness is not None)
    return (round(like / known, 12), round(known / whole, 12)) if known else (None, 0.0)
