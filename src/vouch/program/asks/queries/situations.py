"""What decides whether these people may be asked for something now? Read in a fixed number of statements.

The gates themselves are plain Python and read nothing (`domain/asking`). Here is everything they need to know, of as
many people as a page or a sending has: what the facts say, what was said in this program, and what is under way.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from vouch.domain.asking import OwnLimits, Situation
from vouch.domain.policy import Policy
from vouch.domain.stages import Stage
from vouch.program.asks.queries.earlier import earlier
from vouch.program.asks.queries.permitted import permissions_now
from vouch.program.asks.queries.standing import holds_standing
from vouch.program.consent.models import Limits
from vouch.program.consent.queries import known_as, limits_by_person, withdrawn_of
from vouch.program.findings.models import Placement
from vouch.program.outbox.models import Undeliverable
from vouch.program.people.models import Contact

NOBODYS = "any company we know"
"""Where somebody works of whom no record says so."""


def situations(contacts: Collection[str], *, policy: Policy, today: date, except_ask: str = "") -> dict[str, Situation]:
    """What is known of each of these people on the day `today` of the company's zone, by id.

    Whoever is not known, or was erased, is left out. Where two records were joined, what was said under either id
    counts, and both ids name the one person. `except_ask` is the key of an ask that does not count, for the question
    whether that very ask may go out.
    """
    joined = Contact._base_manager.filter(pk__in=set(contacts)).values("stands_in")
    meant = Q(pk__in=set(contacts)) | Q(pk__in=joined.exclude(stands_in=None))
    people = list(Contact.objects.select_related("account").filter(meant))
    companies = {person.account.pk: person.account for person in people if person.account}
    whose, where = known_as(people), known_as(companies.values())
    placed = {row.subject: row for row in Placement.objects.filter(pk__in=[*(one.pk for one in people), *companies])}
    limits = {pk: _limits(row) for pk, row in limits_by_person(whose).items()}
    withdrawn = withdrawn_of(whose)
    allowed = permissions_now(where, today)
    holds = holds_standing(people, policy=policy, today=today, placed=placed)
    was = earlier(whose, where, policy=policy, today=today, except_ask=except_ask)
    addresses = {_address(person) for person in people} - {""}
    unreached = set(Undeliverable.objects.filter(pk__in=addresses).values_list("address", flat=True))
    found = {}
    for person in people:
        at, of = placed.get(person.account_id or ""), placed.get(person.pk)
        found[person.pk] = Situation(
            today=today,
            person=person.name or person.email or "This person",
            company=person.account.name if person.account else NOBODYS,
            customer=bool(person.account and person.account.customer),
            reachable=bool(_address(person)) and _address(person) not in unreached,
            opted_out=person.opted_out,
            left=person.account is None or (person.left_on is not None and person.left_on <= today),
            stage=Stage(at.stage) if at else None,
            latent=bool(at and at.latent),
            own_stage=Stage(of.stage) if of else None,
            own_latent=bool(of and of.latent),
            limits=limits.get(person.pk, OwnLimits()),
            permissions=allowed.get(person.account_id or "", {}),
            withdrawn=withdrawn.get(person.pk, frozenset()),
            holds=holds.get(person.pk, ()),
            asked=was.asked.get(person.pk, ()),
            done=was.done.get(person.pk, ()),
            company_used=was.used.get(person.account_id or "", ()),
            account_open=was.open[person.account_id or ""],
            busy=person.pk in was.busy,
        )
    return found | {id_: found[whose[id_]] for id_ in contacts if id_ in whose}


def _limits(row: Limits) -> OwnLimits:
    return OwnLimits(
        exposure=row.exposure,
        refused=frozenset(row.refused),
        every_days=row.every_days,
        paused_until=row.paused_until,
    )


def _address(person: Contact) -> str:
    return person.email.strip().lower()
