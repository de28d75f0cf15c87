"""What is one ask worth? Plain parts that add up, and what forbids it whatever it is worth.

Method: methods 4.5. `chance * (need + win) - (1 - chance) * loss - effort - load`, where chance is a yes that is also
done. That both sides win is a condition and never a weight: no need of ours makes up for a person who has nothing of
it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter

from vouch.domain.policy import Policy
from vouch.matching.next_ask.candidate import Candidate
from vouch.matching.next_ask.step import too_far


@dataclass(frozen=True, kw_only=True, slots=True)
class Worth:
    """The parts of an ask's worth, those that cost below 0; and `against`: full sentences, one for each condition not
    met. `total`: all parts together, to nine decimals.
    """

    chance: float
    need: float
    person: float
    decline: float
    effort: float
    load: float
    against: tuple[str, ...] = ()
    total: float = field(init=False)

    def __post_init__(self) -> None:
        whole = self.need + self.person + self.decline + self.effort + self.load
        object.__setattr__(self, "total", round(whole, 9))

    @property
    def may_be(self) -> bool:
        """Whether it may be proposed at all: every condition met, and worth more than nothing."""
        return not self.against and self.total > 0

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        """Each part with its words, the largest first."""
        told = (
            ("what it does for us, by the chance of it", self.need),
            ("what they have of it, by the chance of it", self.person),
            ("what a no would cost", self.decline),
            ("the effort it takes", self.effort),
            ("what they carry already", self.load),
        )
        return tuple(sorted(told, key=lambda part: -abs(part[1])))


def value(candidate: Candidate, policy: Policy, *, yes: float | None = None) -> Worth:
    """What this ask is worth, at its learned rate or at `yes` where one was drawn.

    Raises ValueError for an open invitation: those are never chosen by what they are worth.

    >>> from vouch.domain.policy import load
    >>> from vouch.matching.yes_rate.beta_binomial import rate_of
    >>> ana = Candidate(contact="ana", account="acme", activity="reference_call", personality="validator", step=1,
    ...                 value_need=1.0, value_person=0.7, rate=rate_of(6, 4), load=3, cap=6)
    >>> value(ana, load()).total
    0.75
    """
    rung, rule = policy.ladder[candidate.activity], policy.next_ask
    if rung.open_invitation:
        raise ValueError(f"{candidate.activity} is an open invitation: nobody is chosen for it by what it is worth")
    yes = candidate.rate.mean if yes is None else yes
    chance = yes * candidate.delivers
    return Worth(
        chance=chance,
        need=chance * candidate.value_need,
        person=chance * candidate.value_person,
        decline=-(1 - yes) * loss(candidate, policy),
        effort=-rule.cost.effort * rung.effort,
        load=-rule.cost.load * candidate.load / candidate.cap,
        against=tuple(_against(candidate, policy)),
    )


_COUNTED = attrgetter(
    "activity", "step", "both", "value_need", "value_person", "rate.mean", "delivers", "load", "cap", "declines",
    "days_to_renewal", "first", "rewarded",
)  # fmt: skip
"""All that a worth is counted from."""
_MOST = 200_000


class Worths:
    """What asks are worth under one policy, each kind of them worked out once: most people differ in none of it."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._known: dict[tuple[object, ...], Worth] = {}

    def of(self, candidate: Candidate) -> Worth:
        """What `value` says of this ask."""
        counted = _COUNTED(candidate)
        found = self._known.get(counted)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            found = self._known[counted] = value(candidate, self._policy)
        return found


def loss(candidate: Candidate, policy: Policy) -> float:
    """What a no of this person would cost now: more after earlier noes, and before a renewal."""
    rule = policy.next_ask.decline
    times = 1.0
    if candidate.days_to_renewal is not None and candidate.days_to_renewal <= rule.renewal_within_days:
        times = rule.renewal_times
    return rule.loss * (1 + rule.more_each * candidate.declines) * times


def _against(candidate: Candidate, policy: Policy) -> list[str]:
    rule, rung = policy.next_ask, policy.ladder[candidate.activity]
    found = []
    if candidate.value_person < rule.win.least:
        found.append(f"They would have too little of {rung.words}; give first, or offer something that suits them.")
    if candidate.value_need <= 0:
        found.append(f"Nobody here needs {rung.words} now.")
    if candidate.step > rule.step.largest or candidate.both > 1:
        found.append(too_far(candidate.step, rung, rule.step.largest))
    if candidate.first and candidate.rewarded:
        found.append("The first ask of a person announces no reward; surprise them afterwards.")
    return found
