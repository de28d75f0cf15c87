"""What decides whether these people may be asked for something now? Read in a fixed number of statements.

The gates themselves are plain Python and read nothing (`domain/asking`). Here is everything they need to know, of as
many people as a page or a sending has: what the facts say, what was said in this program, and what is under way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from vouch.domain.asking import Allowed, OwnLimits, PermissionSaid, Situation
from vouch.domain.policy import Policy
from vouch.domain.stages import Stage
from vouch.program.asks.queries.earlier import earlier
from vouch.program.asks.queries.standing import holds_standing
from vouch.program.consent.models import Limits, Permission
from vouch.program.consent.queries import known_as, withdrawn_of
from vouch.program.findings.models import Placement
from vouch.program.outbox.models import Undeliverable
from vouch.program.people.models import Contact

NOBODYS = "any company we know"
"""Where somebody works of whom no record says so."""


def situations(contacts: Collection[str], *, policy: Policy, today: date, except_ask: str = "") -> dict[str, Situation]:
    """What is known of each of these people on the day `today` of the company's zone, by id.

    Whoever is not known, or was erased, is left out. Where two records were joined, what was said under either id
    counts. `except_ask` is the key of an ask that does not count, for the
    question whether that very ask may go out.
    """
    people = list(Contact.objects.select_related("account").filter(pk__in=set(contacts)))
    companies = {person.account.pk: person.account for person in people if person.account}
    whose, where = known_as(people), known_as(companies.values())
    placed = {row.subject: row for row in Placement.objects.filter(pk__in=[*(one.pk for one in people), *companies])}
    limits = _limits(whose)
    withdrawn = withdrawn_of(whose)
    allowed = _permissions(where, today)
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
    return found


def _permissions(where: Mapping[str, str], today: date) -> dict[str, dict[str, PermissionSaid]]:
    found: dict[str, dict[str, PermissionSaid]] = {}
    rows = Permission.objects.select_related("said_by_contact").filter(account_id__in=list(where), ended_at=None)
    for row in rows.order_by("pk"):
        said = row.said_by_contact
        word = PermissionSaid(
            activity=row.activity,
            allowed=Allowed(row.allowed),
            until=row.until,
            at_most=row.at_most,
            per_days=row.per_days,
            uses=frozenset(row.uses),
            territory=row.territory,
            said_by=row.said_by or (said.name or said.email if said else ""),
        )
        here = found.setdefault(where[row.account_id], {})
        here[row.activity] = _stricter(here.get(row.activity), word, today)
    return found


_STRICT = (Allowed.NEVER, Allowed.ASK_FIRST, Allowed.YES)


def _stricter(one: PermissionSaid | None, other: PermissionSaid, today: date) -> PermissionSaid:
    """The word that counts of two under records that were joined: the stricter of those that hold, else the later."""
    if one is None or (one.until is not None and one.until < today):
        return other
    if other.until is not None and other.until < today:
        return one
    return min(other, one, key=lambda word: _STRICT.index(word.allowed))


def _limits(whose: Mapping[str, str]) -> dict[str, OwnLimits]:
    """By person; where two records were joined, every restraint of both."""
    found: dict[str, OwnLimits] = {}
    for row in Limits.objects.filter(pk__in=list(whose)):
        before = found.get(whose[row.contact_id], OwnLimits())
        found[whose[row.contact_id]] = OwnLimits(
            exposure=min((one for one in (before.exposure, row.exposure) if one is not None), default=None),
            refused=before.refused | frozenset(row.refused),
            every_days=max((one for one in (before.every_days, row.every_days) if one is not None), default=None),
            paused_until=max((one for one in (before.paused_until, row.paused_until) if one is not None), default=None),
        )
    return found


def _address(person: Contact) -> str:
    return person.email.strip().lower()
