"""Learns yes-rates from what became of earlier asks.

Method: methods 4.4. All asks, then those for the same act, then of the same personality, then of the same step, then
the person's own: each level leans on the one above it, the more the fewer asks it has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from vouch.domain.policy import Policy
from vouch.matching.yes_rate.beta_binomial import likeliest_kappa
from vouch.matching.yes_rate.outcome import UNKNOWN, Outcome, Step
from vouch.matching.yes_rate.rates import DEPTH, Key, Level, Rates


def learn(outcomes: Sequence[Outcome], policy: Policy, *, today: date) -> Rates:
    """The yes-rates as of `today`, in whatever order the outcomes come.

    An ask counts once more days have passed than an invitation stays open, yes or no: counting fresh yeses and not
    the silences to come would flatter. A yes that came later than that is a no.

    It misleads where asks were made only of those who were likely to say yes: the rate is that of such people.

    >>> from vouch.domain.policy import load
    >>> rates = learn([], load(), today=date(2026, 11, 25))
    >>> rate = rates.of("ana", "reference_call", "educator", 1)
    >>> rate.mean, rate.words
    (0.5, 'not enough evidence: 0 asks of any kind, 20 needed')
    """
    rule, days = policy.next_ask.yes_rate, policy.asking.invitation.open_days
    counted = [(_key(one), one.contact, _in_time(one, days)) for one in outcomes if (today - one.on).days > days]
    asks, yeses = _counts((key, yes) for key, _, yes in counted)
    weight = rule.prior_yes + rule.prior_no + asks[()]
    groups: dict[Key, Level] = {(): Level(yeses[()], asks[()], (rule.prior_yes + yeses[()]) / weight, weight)}
    kappas: list[float] = []
    for depth in range(1, DEPTH + 1):
        keys = sorted(key for key in asks if len(key) == depth)
        kappas.append(_kappa(keys, groups, yeses, asks, policy))
        for key in keys:
            groups[key] = groups[key[:-1]].below(kappas[-1], yeses[key], asks[key])
    return Rates(policy, groups, _people(counted, groups), tuple(kappas))


def _key(one: Outcome) -> Key:
    return one.activity, one.personality or UNKNOWN, Step.of(one.step)


def _in_time(one: Outcome, days: int) -> bool:
    return one.said_yes and (one.answered_on is None or (one.answered_on - one.on).days <= days)


def _counts(counted: Iterable[tuple[Key, bool]]) -> tuple[Counter[Key], Counter[Key]]:
    """The asks and the yeses of every group, each with all that lie in it."""
    asks: Counter[Key] = Counter()
    yeses: Counter[Key] = Counter()
    for key, yes in counted:
        for depth in range(len(key) + 1):
            asks[key[:depth]] += 1
            yeses[key[:depth]] += yes
    return asks, yeses


def _kappa(keys: list[Key], groups: dict[Key, Level], yeses: Counter[Key], asks: Counter[Key], policy: Policy) -> float:
    """Learned where there are groups enough that had more than one ask: a single one tells nothing of how groups
    differ.
    """
    rule = policy.next_ask.yes_rate
    telling = [key for key in keys if asks[key] > 1]
    if len(telling) < rule.kappa_from_groups:
        return rule.kappa
    return likeliest_kappa(
        [groups[key[:-1]].mean for key in telling], [yeses[key] for key in telling], [asks[key] for key in telling],
        least=rule.kappa_least, most=rule.kappa_most,
    )  # fmt: skip


def _people(counted: list[tuple[Key, str, bool]], groups: dict[Key, Level]) -> dict[str, tuple[int, int, float]]:
    """Of each person: their yeses, their asks, and how many yeses those like them would have given to the same."""
    found: dict[str, Counter[Key]] = {}
    yes_of: Counter[str] = Counter()
    for key, contact, yes in counted:
        found.setdefault(contact, Counter())[key] += 1
        yes_of[contact] += yes
    # summed in the order of keys, so that the order of the outcomes changes no digit
    return {
        contact: (yes_of[contact], kinds.total(), sum(groups[key].mean * n for key, n in sorted(kinds.items())))
        for contact, kinds in found.items()
    }
