"""Who qualifies, who could, and who may be invited now? Before an opening is published, and when guests are chosen.

Suggested first: who qualifies, and of those who was given least in a year. Nobody is left out for what is not known.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from vouch.domain.asking import Obstacle, obstacles
from vouch.domain.openings import Answer, Criteria, Verdict, free_to_be_given, judge
from vouch.domain.policy import Policy
from vouch.program.asks.queries.situations import situations
from vouch.program.openings.models import Opening
from vouch.program.openings.queries.crowd import Crowd
from vouch.program.openings.queries.draw import Draw, given_in_a_year
from vouch.program.openings.queries.facts import everybody, facts_of
from vouch.program.people.identity.queries import ids_of
from vouch.program.people.models import Contact


@dataclass(frozen=True, kw_only=True)
class HowMany:
    """How many of `everybody` at customers qualify, could, and do not; by segment as (segment, qualify, could)."""

    everybody: int
    qualify: int
    could: int
    by_segment: Sequence[tuple[str, int, int]]

    @property
    def nobody(self) -> bool:
        """Whether nobody qualifies."""
        return self.qualify == 0

    @property
    def all_of_them(self) -> bool:
        """Whether everybody does."""
        return self.everybody > 0 and self.qualify == self.everybody


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody who could be invited: what the criteria say, what stands in the way, what they were given in a year."""

    contact: Contact
    verdict: Verdict
    obstacles: tuple[Obstacle, ...] = ()
    given: int = 0

    @property
    def qualifies(self) -> bool:
        """Whether every condition is met."""
        return self.verdict.answer is Answer.MET


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """Whom to invite, best first: those who may be, and those in whose way something stands."""

    free: Sequence[Candidate] = ()
    held: Sequence[Candidate] = ()
    more: int = 0
    invited: Collection[str] = field(default_factory=set)


def how_many(criteria: Criteria, *, kind: str, today: dt.date) -> HowMany:
    """Count everybody at customers by what the criteria say of them."""
    counted: Counter[Answer] = Counter()
    segments: dict[str, Counter[Answer]] = {}
    for group in Crowd(criteria, kind=kind, today=today).groups():
        counted[group.answer] += group.people
        segments.setdefault(group.segment, Counter())[group.answer] += group.people
    rows = [(name, count[Answer.MET], count[Answer.NOT_KNOWN]) for name, count in segments.items()]
    return HowMany(
        everybody=counted.total(),
        qualify=counted[Answer.MET],
        could=counted[Answer.NOT_KNOWN],
        by_segment=sorted((row for row in rows if row[1] or row[2]), key=lambda row: (-row[1], -row[2], row[0])),
    )


def fitting(opening: Opening, *, policy: Policy, today: dt.date, limit: int = 60) -> Fitting:
    """Whom to invite to this opening: who qualifies before who could, who was given least first; `limit` looked at."""
    invited = {id_ for one in opening.guests.select_related("contact") for id_ in ids_of(one.contact)}
    asked, words = opening.asked, _act_words(opening, policy)
    crowd = Crowd(asked, kind=opening.kind, today=today)
    draw = Draw(crowd, without=invited, seed=opening.key, today=today)
    first = draw.first(limit * 4)
    given = given_in_a_year(first, today=today)
    found = everybody().in_bulk(first)
    looked = [found[pk] for pk in first if pk in found]
    facts = facts_of(looked, kind=opening.kind, today=today, personality=bool(asked.personalities))
    stands = in_the_way(looked, opening, policy=policy, today=today)
    free: list[Candidate] = []
    held: list[Candidate] = []
    for one in looked:
        said = judge(asked, facts[one.pk], act_words=words)
        row = Candidate(contact=one, verdict=said, obstacles=stands.get(one.pk, ()), given=given[one.pk])
        (held if row.obstacles else free).append(row)
    able = draw.able - _able(Contact.objects.filter(pk__in=invited, left_on=None).exclude(email=""), crowd)
    return Fitting(free=free[:limit], held=held[:limit], more=max(able - limit, 0), invited=invited)


def _able(rows: QuerySet[Contact], crowd: Crowd) -> int:
    """How many of these people qualify or could."""
    told = rows.order_by().values_list("pk", "account_id", "language")
    said = [crowd.answer(pk, account or "", language) for pk, account, language in told]
    return sum(answer in (Answer.MET, Answer.NOT_KNOWN) for answer in said)


def candidate(opening: Opening, contact: Contact, *, policy: Policy, today: dt.date) -> Candidate:
    """One person, looked at for this opening."""
    asked = opening.asked
    facts = facts_of([contact], kind=opening.kind, today=today, personality=bool(asked.personalities))[contact.pk]
    return Candidate(
        contact=contact,
        verdict=judge(asked, facts, act_words=_act_words(opening, policy)),
        obstacles=in_the_way([contact], opening, policy=policy, today=today).get(contact.pk, ()),
        given=given_in_a_year([contact.pk], today=today)[contact.pk],
    )


def in_the_way(
    people: Sequence[Contact], opening: Opening, *, policy: Policy, today: dt.date, except_ask: str = ""
) -> dict[str, tuple[Obstacle, ...]]:
    """What stands in the way of inviting each: every gate of the rung it names; law and their own wish for a give."""
    known = situations([one.pk for one in people], policy=policy, today=today, except_ask=except_ask)
    if opening.rung:
        return {pk: obstacles(one, opening.rung, policy) for pk, one in known.items()}
    return {pk: free_to_be_given(one) for pk, one in known.items()}


def _act_words(opening: Opening, policy: Policy) -> str:
    rung = policy.ladder.get(opening.asked.act)
    return rung.words if rung else ""
