"""The yes-rates that were learned, and what each rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scipy.special import expit, logit

from vouch.domain.policy import Policy
from vouch.matching.yes_rate.beta_binomial import Rate, interval
from vouch.matching.yes_rate.outcome import UNKNOWN, Step

Key = tuple[str, ...]
DEPTH = 3
"""Levels below the global one: act; act and personality; act, personality and step."""


@dataclass(frozen=True)
class Level:
    """What is known of one group of asks: its yeses, its asks, its rate, and how many asks that rate weighs."""

    yes: int
    n: int
    mean: float
    weight: float

    def below(self, kappa: float, yes: int, n: int) -> Level:
        """A group below this one that had so many yeses and asks.

        Its mean is that of Beta(kappa * mean + yes, kappa * (1 - mean) + n - yes). Its weight is a little less than
        kappa + n, because this group's own rate is not known for sure either: the variance of both is added.

        >>> Level(50, 100, 0.5, 100.0).below(10, 6, 6).mean
        0.6875
        """
        unsure = 1 / (self.weight + 1)
        spread = (1 - unsure) / (kappa + 1) + unsure
        return Level(yes, n, (kappa * self.mean + yes) / (kappa + n), 1 / spread - 1 + n)


@dataclass(frozen=True)
class Rates:
    """Everything that was learned. `groups`: the levels by activity, personality and step, shortest key the global one.

    `people`: of each person who was asked, their yeses, their asks, and how many yeses others would have given to the
    same. `kappas`: of each level below the global one, in order.
    """

    policy: Policy
    groups: Mapping[Key, Level]
    people: Mapping[str, tuple[int, int, float]]
    kappas: tuple[float, ...]
    _known: dict[Key, Rate] = field(default_factory=dict, compare=False, repr=False)

    def of(self, contact: str, activity: str, personality: str | None, step: int) -> Rate:
        """How likely this person says yes to this, with the interval and what it rests on.

        A person's own answers, to whatever, move the rate of those like them on the scale of log odds; with none, or
        all of them about this, it is exactly Beta(kappa * m + yes, kappa * (1 - m) + noes).
        """
        key = (activity, personality or UNKNOWN, Step.of(step))
        if contact in self.people:
            return self._of_person(key, *self.people[contact])
        # whoever was never asked has the rate of those like them: one for all
        if key not in self._known:
            self._known[key] = self._of_person(key, 0, 0, 0.0)
        return self._known[key]

    def _of_person(self, key: Key, yes: int, own: int, expected: float) -> Rate:
        rule, group = self.policy.next_ask.yes_rate, self.level(key)
        n, rests_on = self._rests_on(key)
        usual = expected / own if own else group.mean
        person = Level(0, 0, usual, group.weight).below(rule.kappa_person, yes, own)
        shift = float(logit(group.mean) - logit(usual)) if own else 0.0
        moved: Callable[[float], float] = (lambda at: float(expit(logit(at) + shift))) if shift else (lambda at: at)
        low, high = interval(person.mean * person.weight, (1 - person.mean) * person.weight)
        if own:
            n, rests_on = max(n, own), f"{own} of their own answer{'s' * (own != 1)}, and {rests_on}"
        cautions = (f"Fewer than {rule.enough} asks: mostly a first guess.",) if n < rule.enough else ()
        return Rate(
            point=moved(person.mean), low=moved(low), high=moved(high), n=n, rests_on=rests_on, cautions=cautions,
            method="Beta-Binomial with back-off, 95 in 100", least=rule.enough, weight=person.weight,
        )  # fmt: skip

    def level(self, key: Key) -> Level:
        """What is known of the group of this key; one without asks is known by its parent."""
        found = self.groups.get(key)
        return found if found is not None else self.level(key[:-1]).below(self.kappas[len(key) - 1], 0, 0)

    def words(self, key: Key, n: int) -> str:
        """The asks of a group, in words."""
        asks = f"{n} ask{'s' * (n != 1)}"
        if not key:
            return f"{asks} of any kind"
        rung = self.policy.ladder.get(key[0])
        told = f"{asks} for {rung.words if rung else key[0].replace('_', ' ')}"
        if len(key) > 1:
            told += f" of {_WHO.get(key[1], key[1].replace('_', ' ') + 's')}"
        return f"{told}, {Step(key[2]).words}" if len(key) > 2 else told

    def _rests_on(self, key: Key) -> tuple[int, str]:
        """The asks of the nearest group that has enough of them to rest on: how many, and in words."""
        least = self.policy.next_ask.yes_rate.rests_on_least
        above = [key[:depth] for depth in range(len(key), -1, -1)]
        rests = next((one for one in above if one in self.groups and self.groups[one].n >= least), ())
        return self.groups[rests].n, self.words(rests, self.groups[rests].n)


_WHO = {UNKNOWN: "people whose personality is not known", "status_seeker": "status seekers"}
