"""Everybody who could ever speak to a buyer, as columns that a request is held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from vouch.domain.policy.reference import Reference
from vouch.matching.reference.columns import Floats
from vouch.matching.reference.compared import Companies, Profiles
from vouch.matching.reference.conflicts import Conflicts
from vouch.matching.reference.decision import Decision
from vouch.matching.reference.gates import Gates
from vouch.matching.reference.index import Index
from vouch.matching.reference.kept import put_companies, put_people, take_companies, take_people
from vouch.matching.reference.need import Deal
from vouch.matching.reference.packed import Columns
from vouch.matching.reference.room import Room
from vouch.matching.reference.rows import Company, Person


class Pool:
    """The people in the order of their ids, so that no order in which they came decides anything.

    Facts are laid once (`Pool.of`); what is decided about somebody replaces their row at once (`decide`), and the next
    answer shows it. `firms` and `ids`: the ids of companies and people, by number. `columns` are all that a pool is,
    and `Pool.taken` makes the same pool of them. Threads take turns.
    """

    def __init__(
        self,
        companies: Sequence[Company],
        people: Sequence[Person],
        firms: Sequence[str],
        ids: Sequence[str],
        *,
        company_of: NDArray[np.intp],
        of_companies: Companies,
        words: Index,
        profiles: Profiles,
        gates: Gates,
        conflicts: Conflicts,
    ) -> None:
        self.companies, self.people, self.firms, self.ids = companies, people, firms, ids
        self.at = {id_: at for at, id_ in enumerate(ids)}
        self.company_of, self.of_companies, self.words, self.profiles = company_of, of_companies, words, profiles
        self.gates, self.conflicts = gates, conflicts
        self.room = Room(len(people))
        self.lock = RLock()
        self.prices: Floats = np.zeros(len(people))
        self.gone: set[int] = set()
        self._own: tuple[Reference, date, NDArray[np.float32]] | None = None

    @classmethod
    def of(cls, companies: Iterable[Company], people: Iterable[Person]) -> Pool:
        """The pool of these rows, in whatever order they come.

        Raises ValueError where an id is there twice, or somebody is at a company that is not among them.
        """
        firms = sorted(companies, key=lambda one: one.id)
        everybody = sorted(people, key=lambda one: one.id)
        number = {firm.id: at for at, firm in enumerate(firms)}
        for what, told in (("company", [one.id for one in firms]), ("person", [one.id for one in everybody])):
            twice = next((one for one, after in pairwise(told) if one == after), None)
            if twice is not None:
                raise ValueError(f"{what} {twice} is there twice")
        lost = next((one for one in everybody if one.company not in number), None)
        if lost is not None:
            raise ValueError(f"person {lost.id} is at company {lost.company}, which is not among the companies")
        company_of = np.array([number[person.company] for person in everybody], dtype=np.intp)
        words = Index.of([person.words for person in everybody])
        return cls(
            firms,
            everybody,
            [firm.id for firm in firms],
            [person.id for person in everybody],
            company_of=company_of,
            of_companies=Companies.laid(firms),
            words=words,
            profiles=Profiles.laid(everybody, words.has_text),
            gates=Gates.laid([person.decision for person in everybody]),
            conflicts=Conflicts.laid(firms, everybody, company_of),
        )

    def columns(self) -> Columns:
        """All that this pool is but the prices and who has gone, as arrays by name."""
        found: Columns = {"company_of": self.company_of.astype(np.int32)}
        put_companies(self.companies, found, "companies")
        put_people(self.people, found, "people")
        self.of_companies.put(found, "of_companies")
        self.words.put(found, "words")
        self.profiles.put(found, "profiles")
        self.gates.put(found, "gates")
        self.conflicts.put(found, "conflicts")
        return found

    @classmethod
    def taken(cls, found: Columns) -> Pool:
        """The pool of these columns, which it takes for its own; of people it has no more what they told, in their
        words, and where they were before.

        Raises KeyError, ValueError, IndexError where they are not those of a pool.
        """
        (firms, companies), gates = take_companies(found, "companies"), Gates.take(found, "gates")
        company_of = found["company_of"].astype(np.intp)
        ids, people = take_people(
            found, "people",
            company=lambda at: firms[company_of[at]], decision=lambda at: gates.rows[at],
        )  # fmt: skip
        return cls(
            companies,
            people,
            firms,
            ids,
            company_of=company_of,
            of_companies=Companies.take(found, "of_companies"),
            words=Index.take(found, "words"),
            profiles=Profiles.take(found, "profiles"),
            gates=gates,
            conflicts=Conflicts.take(found, "conflicts", company_of),
        )

    def __len__(self) -> int:
        return len(self.people)

    def decide(self, person: str, decision: Decision) -> None:
        """Puts what was decided about somebody in the place of what was before; takes no longer in a larger pool.

        Raises KeyError for somebody who is not in the pool.
        """
        at = self.at[person]
        with self.lock:
            self.gates.decide(at, decision)
            if self._own:
                rules, day, column = self._own
                column[at] = self.own(rules, np.array([at]), day)[0]

    def leave(self, person: str) -> None:
        """Takes somebody out who is not there any more: no answer counts them from now on.

        Raises KeyError for somebody who is not in the pool.
        """
        self.gone.add(self.at[person])

    def decision(self, person: str) -> Decision:
        """What holds about somebody now."""
        return self.gates.rows[self.at[person]]

    def price(self, prices: Mapping[str, float]) -> None:
        """Sets what using somebody now costs the rest of the quarter, by their id; all others cost nothing."""
        with self.lock:
            self.prices[:] = 0.0
            for person, price in prices.items():
                if person in self.at:
                    self.prices[self.at[person]] = price
            self._own = None

    def own(
        self, rules: Reference, at: NDArray[np.intp] | slice, day: date, activity: str = "", *, live: bool = True
    ) -> Floats:
        """What is added to the fit of these people: passion, less what they carry on that day, and their price where
        it is a call or visit (`live`): nothing else takes what they are kept for."""
        added = np.array([rules.passion.guarded, 0.0, rules.passion.willing])
        found: Floats = added[self.gates.passion(activity, at)] - rules.cost.load * self.gates.carried(day)[at]
        return found - self.prices[at] if live else found

    def roughly_own(self, rules: Reference, day: date, activity: str, *, live: bool = True) -> NDArray[np.float32]:
        """The same of everybody, to six digits; worked out once for a day, and kept up with what is decided."""
        if self._own is None or self._own[:2] != (rules, day):
            self._own = (rules, day, self.own(rules, slice(None), day).astype(np.float32))
        column = self._own[2]
        if not live and self.prices.any():
            column = column + self.prices.astype(np.float32)
        if activity not in self.gates.gladly:
            return column
        at = np.flatnonzero(self.gates.gladly[activity])
        column = column.copy()
        column[at] = self.own(rules, at, day, activity, live=live)
        return column

    def in_conflict(self, deal: Deal) -> NDArray[np.intp]:
        """Who must never speak to this buyer."""
        return self.conflicts.of(deal)
