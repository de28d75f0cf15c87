"""What holds these people back now: what somebody set by hand, and what the policy's rules say of their account?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from vouch.domain.asking import HoldKind, Standing
from vouch.domain.policy import Policy
from vouch.program.colleagues.permissions import who_may
from vouch.program.consent.models import Hold, Release
from vouch.program.consent.queries import among, known_as
from vouch.program.findings.models import Circumstance, Placement
from vouch.program.people.models import Account

_RIGHT = {"legal": "hold_for_law", "by_hand": "hold_customers"}


class Named(Protocol):
    """An account, as far as holds name it."""

    @property
    def name(self) -> str:
        """What it is called."""


class AtRisk(Protocol):
    """Where an account stands, as far as holds follow from it."""

    @property
    def at_risk(self) -> bool:
        """Whether it is at risk."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """What holds back: by hand, by the id of a person or an account; by rule, by that of an account."""

    by_hand: Mapping[str, tuple[Standing, ...]]
    by_rule: Mapping[str, tuple[Standing, ...]]

    def of(self, contact: str, account: str) -> tuple[Standing, ...]:
        """The holds of a person who works there: a person of a held account is held."""
        return (*self.by_hand.get(contact, ()), *self.by_hand.get(account, ()), *self.by_rule.get(account, ()))


def held(
    whose: Mapping[str, str],
    where: Mapping[str, str],
    companies: Mapping[str, Named],
    *,
    policy: Policy,
    today: date,
    placed: Mapping[str, AtRisk],
) -> Held:
    """The holds that stand on `today` of these people and their `companies`, by account id; in three statements.

    `whose` and `where` say which person and account goes by an id now. `placed`: the placements, by account id.
    """
    return Held(
        by_hand=_by_hand(whose, where, today),
        by_rule=_by_rule(companies, where, placed, policy, today),
    )


def account_holds(account: Account, *, policy: Policy, today: date) -> tuple[Standing, ...]:
    """The holds that stand on `today` of a whole account."""
    placed = {row.subject: row for row in Placement.objects.filter(pk=account.pk)}
    by_hand = _by_hand({}, known_as([account]), today).get(account.pk, ())
    return (*by_hand, *_by_rule({account.pk: account}, known_as([account]), placed, policy, today).get(account.pk, ()))


def _by_hand(whose: Mapping[str, str], where: Mapping[str, str], today: date) -> dict[str, tuple[Standing, ...]]:
    found: dict[str, tuple[Standing, ...]] = {}
    rows = Hold.objects.select_related("by", "account", "contact").filter(
        among("contact_id", whose) | among("account_id", where), lifted_at=None, from_on__lte=today
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
    companies: Mapping[str, Named],
    where: Mapping[str, str],
    placed: Mapping[str, AtRisk],
    policy: Policy,
    today: date,
) -> dict[str, tuple[Standing, ...]]:
    told: dict[str, list[Circumstance]] = {}
    for row in Circumstance.objects.filter(among("account_id", where)).order_by("since", "until", "pk"):
        told.setdefault(row.account_id, []).append(row)
    going_on = Release.objects.filter(among("account_id", where), ended_at=None, until__gte=today)
    released = {where[id_] for id_ in going_on.values_list("account_id", flat=True)}
    return {
        pk: tuple(_rules(one, told.get(pk, ()), placed.get(pk), pk in released, policy, today))
        for pk, one in companies.items()
    }


def _rules(
    account: Named,
    told: Collection[Circumstance],
    placed: AtRisk | None,
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
