"""What do criteria say of everybody at customers, without reading half a million people one by one?

Those of whom nothing is known but their company and their language are counted, company by company; only those of whom
more is known, as far as the criteria look, are looked at as people. The answer is `judge`'s, of the same facts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count

from vouch.domain.openings import Answer, Criteria, Facts, judge
from vouch.domain.stages import Stage
from vouch.program.findings.kept import once_a_run
from vouch.program.findings.models import Particular, Placement
from vouch.program.findings.queries import current_run
from vouch.program.openings.queries.facts import everybody
from vouch.program.openings.queries.themselves import Person, people_known
from vouch.program.people.models import Account


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


@once_a_run(1)
def heads_now() -> Sequence[tuple[str, str, int]]:
    """How many people of which language each customer has: (account, language, people)."""
    counted = everybody().order_by().values("account_id", "language").annotate(n=Count("*"))
    return [(row["account_id"], row["language"], row["n"]) for row in counted]


@dataclass(frozen=True)
class Group:
    """Some people of one segment of whom the criteria say the same."""

    segment: str
    answer: Answer
    people: int


class Crowd:
    """Everybody at customers, as these criteria see them. `kind`: of which openings earlier seats count."""

    def __init__(self, criteria: Criteria, *, kind: str, today: dt.date) -> None:
        self._asked, self._today, self._run = criteria, today, current_run()
        self._companies = companies_now(self._run)
        self._products = _products() if criteria.products else {}
        self.known = people_known(criteria, kind=kind)
        self._told: dict[tuple[object, ...], Answer] = {}

    def groups(self) -> Iterator[Group]:
        """All of them, group by group."""
        alone = Counter((one.account, one.language) for one in self.known.values())
        rest = Counter({Person(at, tongue): people - alone[at, tongue] for at, tongue, people in heads_now(self._run)})
        for some in (rest, Counter(self.known.values())):
            for one, people in some.items():
                if people:
                    yield Group(self._companies[one.account].segment, self._answer(one), people)

    def answer(self, pk: str, account: str, language: str) -> Answer:
        """What they say of this person."""
        return self._answer(self.known.get(pk) or Person(account, language))

    def _answer(self, one: Person) -> Answer:
        asked, company = self._asked, self._companies[one.account]
        products = self._products.get(one.account, frozenset())
        of = (
            (company.stage, company.at_most) if asked.stage else None,
            company.latent if asked.latent else None,
            company.segment if asked.segments else None,
            company.industry if asked.industries else None,
            company.region if asked.regions else None,
            company.employees if (asked.employees_from, asked.employees_to) != (None, None) else None,
            products,
            one.language if asked.languages else None,
            one[2:],
        )
        said = self._told.get(of)
        if said is None:
            said = self._told[of] = judge(asked, self._facts(company, products, one)).answer
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


def _products() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for account, value in Particular.objects.filter(kind="product").values_list("account_id", "value"):
        found.setdefault(account or "", set()).add(value)
    return {account: frozenset(values) for account, values in found.items()}
