"""What decides whether these people may be asked for something now? Read in a fixed number of statements.

The gates themselves are plain Python and read nothing (`domain/asking`). Here is everything they need to know, of as
many people as a page or a sending has: what the facts say, what was said in this program, and what is under way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from vouch.domain.asking import OwnLimits, PermissionSaid, Situation
from vouch.domain.policy import Policy
from vouch.domain.stages import Stage
from vouch.program.asks.queries.earlier import Earlier, earlier
from vouch.program.asks.queries.permitted import permissions_now
from vouch.program.asks.queries.standing import Held, Named, held
from vouch.program.consent.models import Limits
from vouch.program.consent.queries import Everybody, known_as, limits_by_person, withdrawn_of
from vouch.program.findings.models import Placement
from vouch.program.outbox.models import Undeliverable
from vouch.program.people.identity.queries import with_heads
from vouch.program.people.models import Account, Contact

M = TypeVar("M", Account, Contact)
NOBODYS = "any company we know"
"""Where somebody works of whom no record says so."""


class Placed(NamedTuple):
    """Where an account or a person stands."""

    stage: Stage
    latent: bool
    at_risk: bool = False


class Whom(NamedTuple):
    """A person as their record has them, and where they stand; `company` and `customer` of the account they work at."""

    pk: str
    name: str
    email: str
    opted_out: bool
    left_on: date | None
    account: str
    company: str
    customer: bool
    own: Placed | None


@dataclass(frozen=True, kw_only=True)
class Background:
    """What was said, done and found of many people; `of` gives the situation of one of them. `placed`: by account."""

    today: date
    placed: Mapping[str, Placed]
    limits: Mapping[str, OwnLimits]
    withdrawn: Mapping[str, frozenset[str]]
    permissions: Mapping[str, Mapping[str, PermissionSaid]]
    held: Held
    was: Earlier
    unreached: Collection[str]

    def of(self, who: Whom) -> Situation:
        """The situation of somebody among them."""
        at, own, was, address = self.placed.get(who.account), who.own, self.was, _address(who.email)
        return Situation(
            today=self.today,
            person=who.name or who.email or "This person",
            company=who.company if who.account else NOBODYS,
            customer=who.customer,
            reachable=bool(address) and address not in self.unreached,
            opted_out=who.opted_out,
            left=not who.account or (who.left_on is not None and who.left_on <= self.today),
            stage=at.stage if at else None,
            latent=bool(at and at.latent),
            own_stage=own.stage if own else None,
            own_latent=bool(own and own.latent),
            limits=self.limits.get(who.pk, _NONE),
            permissions=self.permissions.get(who.account, {}),
            withdrawn=self.withdrawn.get(who.pk, frozenset()),
            holds=self.held.of(who.pk, who.account),
            asked=was.asked.get(who.pk, ()),
            done=was.done.get(who.pk, ()),
            company_used=was.used.get(who.account, ()),
            account_open=was.open[who.account],
            busy=who.pk in was.busy,
        )


_NONE = OwnLimits()


def situations(contacts: Collection[str], *, policy: Policy, today: date, except_ask: str = "") -> dict[str, Situation]:
    """What is known of each of these people on the day `today` of the company's zone, by id.

    Whoever is not known, or was erased, is left out. Where two records were joined, what was said under either id
    counts, and both ids name the one person. `except_ask` is the key of an ask that does not count, for the question
    whether that very ask may go out.
    """
    known_by = with_heads(Contact._base_manager.select_related("account"), set(contacts))
    people = [person for person in known_by if not person.stands_in_id]
    companies = {person.account.pk: person.account for person in people if person.account}
    whose, placed = known_as(people), _placed(Q(pk__in=[*(one.pk for one in people), *companies]))
    known = _background(
        whose, known_as(companies.values()), companies, placed=placed,
        unreached=_unreached(Q(pk__in={_address(person.email) for person in people} - {""})),
        policy=policy, today=today, except_ask=except_ask,
    )  # fmt: skip
    found = {
        one.pk: known.of(
            Whom(
                one.pk, one.name, one.email, one.opted_out, one.left_on, one.account_id or "",
                one.account.name if one.account else "", bool(one.account and one.account.customer),
                placed.get(one.pk),
            )
        )
        for one in people
    }  # fmt: skip
    return found | {id_: found[whose[id_]] for id_ in contacts if id_ in whose}


def background(companies: Mapping[str, Named], *, policy: Policy, today: date) -> Background:
    """What was said, done and found of everybody at these accounts, by id, in as many statements as of one person.

    Every table is read whole: for a few people `situations` is quicker.
    """
    return _background(
        Everybody(known_as(_of_several(Contact.objects))), Everybody(known_as(_of_several(Account.objects))), companies,
        placed=_placed(Q(kind="account")), unreached=_unreached(Q()), policy=policy, today=today,
    )  # fmt: skip


def _of_several(rows: models.Manager[M]) -> models.QuerySet[M]:
    """Those in which more than one record stands."""
    return rows.annotate(others=Cast("also", models.TextField())).filter(others__contains="], [")


def _background(
    whose: Mapping[str, str],
    where: Mapping[str, str],
    companies: Mapping[str, Named],
    *,
    placed: Mapping[str, Placed],
    unreached: Collection[str],
    policy: Policy,
    today: date,
    except_ask: str = "",
) -> Background:
    return Background(
        today=today,
        placed=placed,
        limits={pk: _limits(row) for pk, row in limits_by_person(whose).items()},
        withdrawn=withdrawn_of(whose),
        permissions=permissions_now(where, today),
        held=held(whose, where, companies, policy=policy, today=today, placed=placed),
        was=earlier(whose, where, policy=policy, today=today, except_ask=except_ask),
        unreached=unreached,
    )


def _placed(among: Q) -> dict[str, Placed]:
    rows = Placement.objects.filter(among).values_list("subject", "stage", "latent", "at_risk")
    return {subject: Placed(Stage(stage), latent, risk) for subject, stage, latent, risk in rows.iterator(5000)}


def _unreached(among: Q) -> set[str]:
    return set(Undeliverable.objects.filter(among).values_list("address", flat=True))


def _limits(row: Limits) -> OwnLimits:
    return OwnLimits(
        exposure=row.exposure,
        refused=frozenset(row.refused),
        every_days=row.every_days,
        paused_until=row.paused_until,
    )


def _address(email: str) -> str:
    return email.strip().lower()
