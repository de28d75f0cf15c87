"""Everybody at a customer as the ranking knows them: what they do, what their company is like, what was decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from vouch.domain.asking import over
from vouch.domain.policy import Policy
from vouch.domain.policy.desk import Names
from vouch.domain.stages import Stage
from vouch.domain.titles import read_title
from vouch.matching.reference import Company, Decision, Person, Visibility, decided
from vouch.program.references.queries.pool import customers, told
from vouch.program.suggestions.queries.people import Looked, everybody, those
from vouch.runs.suggest.candidates import how_willing, noes_in_a_row

AT_ONCE = 400


@dataclass(frozen=True)
class Deciding:
    """What a decision follows from beside the person: the policy, the day, who joined."""

    policy: Policy
    today: date
    members: Collection[str]

    @cached_property
    def activities(self) -> tuple[str, ...]:
        """The activity types that somebody may be asked for by name."""
        return tuple(sorted(name for name, rung in self.policy.ladder.items() if not rung.open_invitation))

    @cached_property
    def live(self) -> frozenset[str]:
        """Those that take place at an hour, and count for what somebody carries."""
        return frozenset(name for name, rung in self.policy.ladder.items() if rung.live)


def firms() -> list[Company]:
    """Every customer's company. What the request names is compared with what is known of them."""
    return [
        Company(
            id=row.id,
            name=row.name,
            domains=frozenset({row.domain} - {""}),
            parent=row.parent,
            industry=row.sector,
            employees=float(row.employees) if row.employees else None,
            region=row.region,
            products=frozenset(row.products),
        )
        for row in customers()
    ]


def persons(with_: Deciding) -> Iterator[Person]:
    """Everybody at a customer who stands where anything may be asked, in a fixed number of statements.

    Of the others nothing is asked, whatever it is: only given. They are most people of most companies.
    """
    known, same = told(), _Same(with_)
    for part in everybody(policy=with_.policy, today=with_.today, stages=_where_asked(with_.policy)):
        for who in part:
            title = read_title(who.title)
            words = (who.title, *known.words.get(who.contact, ()), *known.results.get(who.account, ()))
            yield Person(
                id=who.contact,
                company=who.account,
                name=who.name,
                role=title.role,
                seniority=title.seniority,
                languages=frozenset(known.languages.get(who.contact, ())),
                were_at=frozenset(known.were_at.get(who.contact, ())),
                words="\n".join(words),
                decision=same.decision(who),
            )


def decisions(contacts: Sequence[str], with_: Deciding) -> dict[str, Decision]:
    """What is decided about these people now, by id; who is at no customer any more is left out."""
    found: dict[str, Decision] = {}
    for begin in range(0, len(contacts), AT_ONCE):
        for who in those(contacts[begin : begin + AT_ONCE], policy=with_.policy, today=with_.today):
            found[who.contact] = _decision(who, with_)
    return found


class _Same:
    """Decides about many people, once about all of whom the same is known: of most, little but where they stand."""

    def __init__(self, with_: Deciding) -> None:
        self._with = with_
        self._standing, self._known = dict[object, Decision](), dict[object, Decision]()

    def decision(self, who: Looked) -> Decision:
        """What is decided about this person; the same object where it is the same."""
        one, with_ = who.situation, self._with
        if one.permissions or not over(one, with_.policy):
            return _decision(who, with_)
        key = (
            one.customer, one.reachable, one.opted_out, one.left, one.stage, one.latent, one.own_stage, one.own_latent,
            one.limits, one.withdrawn, tuple((hold.kind, hold.until) for hold in one.holds), one.account_open, one.busy,
        )  # fmt: skip
        standing = self._standing.get(key)
        if standing is None:
            never = replace(one, asked=(), done=(), company_used=())
            standing = self._standing[key] = decided(never, with_.policy, with_.activities)
        told = _told(who, with_)
        found = self._known.get((key, *told.values()))
        if found is None:
            found = self._known[(key, *told.values())] = replace(standing, **told)
        return found


def _decision(who: Looked, with_: Deciding) -> Decision:
    return replace(decided(who.situation, with_.policy, with_.activities), **_told(who, with_))


def _told(who: Looked, with_: Deciding) -> dict[str, Any]:
    """What a row says that is no gate."""
    situation, noes = who.situation, noes_in_a_row(who.situation)
    quarter = [one for one in situation.done if one.activity in with_.live and (with_.today - one.on).days < 91]
    hidden = with_.policy.desk.names is Names.AFTER_CLEARANCE
    return {
        "load": float(len(quarter)),
        "willing": how_willing(who, noes=noes, joined=who.contact in with_.members),
        "visibility": Visibility.AFTER_CLEARANCE if hidden else Visibility.OPEN,
        "last_asked": max((one.on for one in situation.asked), default=None),
    }


def _where_asked(policy: Policy) -> frozenset[str]:
    """The stages at which anything at all may be asked."""
    ceilings = policy.asking.ceilings.model_dump()
    return frozenset(stage.value for stage in Stage if ceilings[stage.value]["effort"] > 0)
