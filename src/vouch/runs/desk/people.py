"""Everybody at a customer as the ranking knows them: what they do, what their company is like, what was decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vouch.domain.policy import Policy
from vouch.domain.policy.desk import Names
from vouch.domain.stages import Stage
from vouch.domain.titles import read_title
from vouch.matching.reference import Company, Decision, Person, Visibility, decided
from vouch.program.references.queries.pool import Told, companies, told_of
from vouch.program.suggestions.queries.people import Looked, everybody, those
from vouch.runs.suggest.candidates import how_willing, noes_in_a_row

AT_ONCE = 400


@dataclass(frozen=True)
class Deciding:
    """What a decision follows from beside the person: the policy, the activity types that are asked for, the day."""

    policy: Policy
    activities: tuple[str, ...]
    today: date
    members: Collection[str]


def firms() -> list[Company]:
    """Every customer's company. What the request names is compared with what is known of them."""
    return [
        Company(
            id=row.pk,
            name=row.name,
            domains=frozenset({row.domain} - {""}),
            parent=row.parent_id or "",
            competitors=frozenset(),
            industry=row.industry,
            employees=float(row.employees) if row.employees else None,
            region=row.region or row.country,
            products=frozenset(products),
        )
        for row, products in companies()
    ]


def persons(with_: Deciding) -> Iterator[Person]:
    """Everybody at a customer who stands where anything may be asked, in parts, each in a fixed number of statements.

    Of the others nothing is asked, whatever it is: only given. They are most people of most companies.
    """
    stages = _where_asked(with_.policy)
    for part in everybody(policy=with_.policy, today=with_.today, at_once=AT_ONCE, stages=stages):
        yield from _persons(part, with_)


def decisions(contacts: Sequence[str], with_: Deciding) -> dict[str, Decision]:
    """What is decided about these people now, by id; who is at no customer any more is left out."""
    found: dict[str, Decision] = {}
    for begin in range(0, len(contacts), AT_ONCE):
        for who in those(contacts[begin : begin + AT_ONCE], policy=with_.policy, today=with_.today):
            found[who.contact] = _decision(who, with_)
    return found


def _where_asked(policy: Policy) -> frozenset[str]:
    """The stages at which anything at all may be asked."""
    ceilings = policy.asking.ceilings.model_dump()
    return frozenset(stage.value for stage in Stage if ceilings[stage.value]["effort"] > 0)


def _persons(part: Sequence[Looked], with_: Deciding) -> Iterator[Person]:
    told: Mapping[str, Told] = defaultdict(Told, told_of([one.contact for one in part]))
    for who in part:
        title, beside = read_title(who.title), told[who.contact]
        yield Person(
            id=who.contact,
            company=who.account,
            name=who.name,
            role=title.role,
            seniority=title.seniority,
            languages=frozenset(beside.languages),
            were_at=frozenset(beside.were_at),
            words=" ".join((who.title, *beside.words)),
            decision=_decision(who, with_),
        )


def _decision(who: Looked, with_: Deciding) -> Decision:
    noes = noes_in_a_row(who.situation)
    live = {name for name, rung in with_.policy.ladder.items() if rung.live}
    quarter = sum(one.activity in live and (with_.today - one.on).days < 91 for one in who.situation.done)
    hidden = with_.policy.desk.names is Names.AFTER_CLEARANCE
    return decided(
        who.situation,
        with_.policy,
        with_.activities,
        load=float(quarter),
        willing=how_willing(who, noes=noes, joined=who.contact in with_.members),
        visibility=Visibility.AFTER_CLEARANCE if hidden else Visibility.OPEN,
    )
