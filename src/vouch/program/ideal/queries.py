"""What did the teams say, what was agreed, and which customers that nobody knows yet fit it?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Exists, OuterRef, Q

from vouch.domain import stages
from vouch.domain.policy import Policy
from vouch.domain.policy.nominations import READS
from vouch.matching.ideal import Agreement, Fit, Value, Wish, agreement, fit
from vouch.program.asks.models import Ask
from vouch.program.colleagues.models import User
from vouch.program.findings.models import Approach, Deed, Placement
from vouch.program.ideal.models import IdealProfile, TraitRating
from vouch.program.people.models import Account, Contact, Role
from vouch.program.people.nominated import approved_traits

YEAR = 365.25


@dataclass(frozen=True)
class Said:
    """What the teams said: team to trait to importance (the middle of its people), how many spoke, how they agree."""

    teams: Mapping[str, Mapping[str, float]]
    people: Mapping[str, int]
    agreement: Agreement


def own(who: User) -> tuple[str, dict[str, int]]:
    """The team this colleague spoke for and what they said; empty where they have not."""
    rows = list(TraitRating.objects.filter(by=who))
    return (rows[0].team if rows else ""), {row.trait: row.importance for row in rows}


def said(policy: Policy) -> Said:
    """What every team said of the traits that policy has."""
    told: dict[str, dict[str, list[int]]] = {}
    people: dict[str, set[int]] = {}
    for row in TraitRating.objects.filter(trait__in=policy.traits).order_by("pk"):
        told.setdefault(row.team, {}).setdefault(row.trait, []).append(row.importance)
        people.setdefault(row.team, set()).add(row.by_id)
    teams = {
        team: {trait: float(median(values)) for trait, values in traits.items()}
        for team, traits in sorted(told.items())
    }
    return Said(teams, {team: len(whose) for team, whose in people.items()}, agreement(teams))


def agreed() -> IdealProfile | None:
    """The profile in force, with who set it."""
    return IdealProfile.objects.select_related("agreed_by").order_by("-version").first()


def versions() -> Sequence[IdealProfile]:
    """Every profile there was, newest first."""
    return list(IdealProfile.objects.select_related("agreed_by").order_by("-version"))


@dataclass(frozen=True)
class Ranked:
    """A customer nobody was asked at, beside how well it fits."""

    account: Account
    fit: Fit


def ranking(profile: IdealProfile, policy: Policy, today: dt.date) -> tuple[list[Ranked], list[Ranked]]:
    """Customers where nobody was ever asked, acted, or is known well: those that can be ranked, best first, and others.

    The others are those of whom less than `least_known` of policy is known: any order among them would be chance.
    """
    wishes = wishes_of(profile, policy)
    ranked: list[Ranked] = []
    unknown: list[Ranked] = []
    rows = _unknown(policy)
    values = _values(rows, today)
    for row in rows:
        known = {name: values[row.pk].get(policy.traits[name].reads or name) for name in wishes}
        one = Ranked(row, fit(wishes, known))
        (ranked if one.fit.share is not None and one.fit.known >= policy.ideal.least_known else unknown).append(one)
    ranked.sort(key=lambda one: (-(one.fit.share or 0), -one.fit.known, one.account.folded, one.account.pk))
    return ranked, unknown


def wishes_of(profile: IdealProfile, policy: Policy) -> dict[str, Wish]:
    """What a profile wants, as far as policy still has its traits."""
    found = {}
    for name, told in profile.traits.items():
        if name in policy.traits:
            trait = policy.traits[name]
            kind = READS.get(trait.reads, "yes")
            found[name] = Wish(trait.words, told["importance"], kind, tuple(told["wanted"]))
    return found


def _unknown(policy: Policy) -> list[Account]:
    at = Q(account=OuterRef("pk"))
    by = Q(contact__account=OuterRef("pk"))
    little = Placement.objects.filter(pk=OuterRef("pk"), coverage__lt=policy.ideal.known_well)
    rows = Account.objects.filter(Exists(little), customer=True).select_related("owner")
    rows = rows.exclude(Exists(Ask.objects.filter(at))).exclude(Exists(Approach.objects.filter(by)))
    return list(rows.exclude(Exists(Deed.objects.filter(at))).exclude(Exists(Deed.objects.filter(by))))


def _values(rows: Sequence[Account], today: dt.date) -> dict[str, dict[str, Value]]:
    """What is known of each account, by the names facts are read by; judged traits by their own."""
    people: dict[str, str] = {}
    roles: dict[str, set[str]] = {}
    wanted = {row.pk for row in rows}
    for pk, account, hint in Contact.objects.filter(left_on=None).values_list("pk", "account_id", "suggested_role"):
        if account in wanted:
            people[pk] = account
            if hint:
                roles.setdefault(account, set()).add(hint.replace("_", " ").lower())
    for pk, role in Role.objects.filter(withdrawn_at=None, until_on=None).values_list("contact_id", "role"):
        if pk in people:
            roles.setdefault(people[pk], set()).add(role.replace("_", " "))
    judged: dict[str, dict[str, Value]] = {}
    for pk, nominations in approved_traits().items():
        for one in nominations:
            if pk in people:
                judged.setdefault(people[pk], {}).update(dict.fromkeys(one.traits, True))
    return {
        row.pk: {
            "industry": row.industry,
            "segment": row.segment,
            "region": row.region,
            "country": row.country,
            "employees": row.employees,
            "tenure": round((today - row.customer_since).days / YEAR, 1) if row.customer_since else None,
            "role": roles.get(row.pk),
            **judged.get(row.pk, {}),
        }
        for row in rows
    }


def known_values(reads: str, *, limit: int = 12) -> list[str]:
    """The values customers have of a fact, the commonest first: what can be wanted of it."""
    if reads == "role":
        return [role.value.replace("_", " ") for role in stages.Role]
    rows = Account.objects.filter(customer=True).exclude(**{reads: ""}).values(reads).annotate(n=Count("pk"))
    return [row[reads] for row in rows.order_by("-n", reads)[:limit]]
