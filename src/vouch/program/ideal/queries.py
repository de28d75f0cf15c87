"""What did the teams say, what was agreed, and which customers that nobody knows yet fit it?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from vouch.domain.policy import Policy
from vouch.domain.policy.nominations import READS
from vouch.matching.ideal import Agreement, Fit, Wish, agreement, fit
from vouch.program.colleagues.models import User
from vouch.program.ideal.known import unknown as unknown_customers
from vouch.program.ideal.known import values
from vouch.program.ideal.models import IdealProfile, TraitRating
from vouch.program.people.models import Account


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
    reads = {name: policy.traits[name].reads or name for name in wishes}
    rows = unknown_customers(policy)
    told = values(rows, set(reads.values()), today)
    for row in rows:
        known = {name: told[row.pk].get(read) for name, read in reads.items()}
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
