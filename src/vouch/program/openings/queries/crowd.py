"""What do criteria say of everybody at customers, without reading half a million people one by one?

Those of whom nothing is known but their company and their language are counted, company by company; only those of whom
more is known, as far as the criteria look, are looked at as people. The answer is `judge`'s, of the same facts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from vouch.domain.openings import Answer, Criteria, Facts, judge
from vouch.domain.stages import Stage
from vouch.program.findings.kept import once_a_run
from vouch.program.findings.models import Particular, Placement
from vouch.program.findings.queries import current_run
from vouch.program.openings.queries.facts import everybody
from vouch.program.openings.queries.themselves import Person, people_known
from vouch.program.people.models import Account, Contact


class Company(NamedTuple):
    """What criteria can ask of a company, but for its products."""

    segment: str = ""
    industry: str = ""
    region: str = ""
    employees: int | None = None
    stage: str | None = None
    at_most: str | None = None
    latent: bool | None = None


@once_a_run(1)
def companies_now() -> Mapping[str, Company]:
    """Every customer by its id."""
    stands: dict[str, tuple[str | None, str | None, bool | None]] = {
        row[0]: (row[1], row[2], row[3])
        for row in Placement.objects.filter(kind="account").values_list("pk", "stage", "at_most", "latent")
    }
    rows = Account._base_manager.filter(customer=True).values_list("pk", "segment", "industry", "region", "employees")
    return {
        pk: Company(segment, industry, region, employees, *stands.get(pk, (None, None, None)))
        for pk, segment, industry, region, employees in rows
    }


class Heads(NamedTuple):
    """How many people of one language a customer has, and how many of them have an address to write to."""

    account: str
    language: str
    people: int
    reachable: int


@once_a_run(1)
def heads_now() -> Sequence[Heads]:
    """Everybody at customers, counted by customer and language."""
    counted = _heads(everybody())
    silent = _heads(everybody().filter(email=""))
    return [Heads(*of, people, people - silent.get(of, 0)) for of, people in counted.items()]


def _heads(rows: QuerySet[Contact]) -> dict[tuple[str, str], int]:
    counted = rows.order_by().values_list("account_id", "language").annotate(n=Count("*"))
    return {(account or "", language): people for account, language, people in counted}


class Group(NamedTuple):
    """Some people at one customer of whom the criteria say the same. `named`: they are known one by one."""

    account: str
    segment: str
    answer: Answer
    people: int
    reachable: int
    named: bool


class Crowd:
    """Everybody at customers, as these criteria see them. `kind`: of which openings earlier seats count."""

    def __init__(self, criteria: Criteria, *, kind: str, today: dt.date) -> None:
        self._asked, self._today, self._run = criteria, today, current_run()
        self._companies = companies_now(self._run)
        self._products = _products() if criteria.products else {}
        self.known = people_known(criteria, kind=kind)
        self._told: dict[tuple[object, ...], Answer] = {}
        self._looked = _looked_at(criteria)

    def groups(self) -> Sequence[Group]:
        """All of them, group by group. Of companies and languages nothing changes before the next run."""
        return list(self._groups()) if _asks_people(self._asked) else _groups_now(self._run, self._asked)

    def _groups(self) -> Iterator[Group]:
        alone = Counter((one.account, one.language, one.reachable) for one in self.known.values())
        for at, tongue, people, reachable in heads_now(self._run):
            heard, silent = (alone[at, tongue, True], alone[at, tongue, False]) if alone else (0, 0)
            if left := people - heard - silent:
                answer = self._answer(at, tongue, _NOTHING)
                yield Group(at, self._companies[at].segment, answer, left, reachable - heard, named=False)
        for one, people in Counter(self.known.values()).items():
            answer = self._answer(one.account, one.language, one[2:-1])
            reachable = people if one.reachable else 0
            yield Group(one.account, self._companies[one.account].segment, answer, people, reachable, named=True)

    def answer(self, pk: str, account: str, language: str) -> Answer | None:
        """What they say of this person; None of whoever is at no customer."""
        if account not in self._companies:
            return None
        return self._answer(account, language, self.known[pk][2:-1] if pk in self.known else _NOTHING)

    def _answer(self, account: str, language: str, known: tuple[Any, ...]) -> Answer:
        company = self._companies[account]
        products = self._products.get(account, _NO_PRODUCTS)
        of = (self._looked(company), products, language if self._asked.languages else "", known)
        said = self._told.get(of)
        if said is None:
            one = Person(account, language, *known)
            said = self._told[of] = judge(self._asked, self._facts(company, products, one)).answer
        return said

    def _facts(self, company: Company, products: frozenset[str], person: Person) -> Facts:
        return Facts(
            today=self._today,
            stage=Stage(company.stage) if company.stage else None,
            at_most=Stage(company.at_most) if company.at_most else None,
            latent=company.latent,
            roles=person.roles,
            segment=company.segment,
            industry=company.industry,
            region=company.region,
            employees=company.employees,
            products=products,
            language=person.language,
            acts=Counter({self._asked.act: person.acts}),
            member_since=person.member_since,
            seated_on=person.seated_on,
            personality=person.personality,
        )


@once_a_run(2)
def _groups_now(asked: Criteria) -> Sequence[Group]:
    return list(Crowd(asked, kind="", today=dt.date.min)._groups())


def _asks_people(asked: Criteria) -> bool:
    """Whether the criteria look at what is known of single people, or at products, which are found after a run."""
    member = asked.member_days is not None
    return bool(asked.roles or asked.acts or member or asked.fresh_days or asked.personalities or asked.products)


_NO_PRODUCTS: frozenset[str] = frozenset()
_NOTHING = Person()[2:-1]
"""What is known of somebody of whom nothing is known but where they are and what they speak."""


def _looked_at(asked: Criteria) -> Callable[[Company], object]:
    """What the criteria look at of a company."""
    sized = (asked.employees_from, asked.employees_to) != (None, None)
    told = {
        "stage": asked.stage, "at_most": asked.stage, "latent": asked.latent, "segment": asked.segments,
        "industry": asked.industries, "region": asked.regions, "employees": sized,
    }  # fmt: skip
    names = [name for name in Company._fields if told[name]]
    return attrgetter(*names) if names else lambda company: None


def _products() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for account, value in Particular.objects.filter(kind="product").values_list("account_id", "value"):
        found.setdefault(account or "", set()).add(value)
    return {account: frozenset(values) for account, values in found.items()}
