"""What holds these people back now: what somebody set by hand, and what the policy's rules say of their account?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from django.db.models import Q

from vouch.domain.asking import HoldKind, Standing
from vouch.domain.policy import Policy
from vouch.program.colleagues.permissions import who_may
from vouch.program.consent.models import Hold, Release
from vouch.program.consent.queries import known_as
from vouch.program.findings.models import Circumstance, Placement
from vouch.program.people.models import Account, Contact

_RIGHT = {"legal": "hold_for_law", "by_hand": "hold_customers"}


def holds_standing(
    people: Collection[Contact], *, policy: Policy, today: date, placed: Mapping[str, Placement]
) -> dict[str, tuple[Standing, ...]]:
    """The holds that stand on `today` of each of these people, by id; in three statements.

    `placed`: the placements of their accounts, by account id. A person of a held account is held.
    """
    companies = {person.account.pk: person.account for person in people if person.account}
    set_by_hand = _by_hand(known_as(people), known_as(companies.values()), today)
    by_rule = _by_rule(companies, placed, policy, today)
    found = {}
    for person in people:
        at = person.account_id or ""
        held = (*set_by_hand.get(person.pk, ()), *set_by_hand.get(at, ()), *by_rule.get(at, ()))
        if held:
            found[person.pk] = held
    return found


def account_holds(account: Account, *, policy: Policy, today: date) -> tuple[Standing, ...]:
    """The holds that stand on `today` of a whole account."""
    placed = {row.subject: row for row in Placement.objects.filter(pk=account.pk)}
    by_hand = _by_hand({}, known_as([account]), today).get(account.pk, ())
    return (*by_hand, *_by_rule({account.pk: account}, placed, policy, today).get(account.pk, ()))


def _by_hand(whose: Mapping[str, str], where: Mapping[str, str], today: date) -> dict[str, tuple[Standing, ...]]:
    found: dict[str, tuple[Standing, ...]] = {}
    rows = Hold.objects.select_related("by", "account", "contact").filter(
        Q(contact_id__in=list(whose)) | Q(account_id__in=list(where)), lifted_at=None, from_on__lte=today
    )
    for row in rows.exclude(until__lt=today).order_by("from_on", "pk"):
        whom = row.account.name if row.account else row.contact.name or row.contact.email if row.contact else ""
        why = "for legal reasons" if row.kind == "legal" else f"by {row.by}"
        held = where[row.account_id] if row.account_id else whose[row.contact_id or ""]
        found[held] = (
            *found.get(held, ()),
            Standing(
                kind=HoldKind(row.kind),
                words=f"{whom} is held back {why} since {_day(row.from_on)}: {row.reason.rstrip('.')}.",
                lifts=who_may(_RIGHT[row.kind]),
                until=row.until,
            ),
        )
    return found


def _by_rule(
    companies: Mapping[str, Account], placed: Mapping[str, Placement], policy: Policy, today: date
) -> dict[str, tuple[Standing, ...]]:
    told: dict[str, list[Circumstance]] = {}
    for row in Circumstance.objects.filter(account_id__in=list(companies)).order_by("since", "until", "pk"):
        told.setdefault(row.account_id, []).append(row)
    where = known_as(companies.values())
    going_on = Release.objects.filter(account_id__in=list(where), ended_at=None, until__gte=today)
    released = {where[id_] for id_ in going_on.values_list("account_id", flat=True)}
    return {
        pk: tuple(_rules(one, told.get(pk, ()), placed.get(pk), pk in released, policy, today))
        for pk, one in companies.items()
    }


def _rules(
    account: Account,
    told: Collection[Circumstance],
    placed: Placement | None,
    released: bool,
    policy: Policy,
    today: date,
) -> Iterator[Standing]:
    rules = policy.asking.holds
    if rules.escalation_open:
        for row in told:
            if row.kind == "escalation" and (row.since is None or row.since <= today):
                about = f": {row.words.rstrip('.')}" if row.words else ""
                since = f" since {_day(row.since)}" if row.since else ""
                yield Standing(
                    kind=HoldKind.ESCALATION,
                    words=f"A grave case of {account.name} is open{since}{about}.",
                    lifts="whoever closes the case, and the next run that sees it",
                )
    if rules.at_risk and placed is not None and placed.at_risk:
        yield Standing(
            kind=HoldKind.AT_RISK,
            words=f"{account.name} is at risk.",
            lifts="the account team, by settling the reasons; the next run sees it",
        )
    if rules.renewal_within_days and not released:
        ends = sorted({row.until for row in told if row.kind == "renewal" and row.until and row.until >= today})
        near = timedelta(days=rules.renewal_within_days)
        if ends and ends[0] - near <= today:
            first, last = ends[0], ends[0]
            for end in ends[1:]:  # the next one may be near already when this one is over
                last = end if end - near <= last + timedelta(days=1) else last
            days = (first - today).days
            when = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
            yield Standing(
                kind=HoldKind.RENEWAL,
                words=f"The contract of {account.name} ends on {_day(first)}, {when}.",
                lifts=f"{who_may('hold_customers')}, by saying go on; or time",
                until=last,
            )


def _day(day: date) -> str:
    return f"{day:%-d %b %Y}"
