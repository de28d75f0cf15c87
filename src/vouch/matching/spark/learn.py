"""Learns who answers whom from what came of earlier asks.

Method: methods 2.3, with the levels of `yes_rate` (Gelman et al., Bayesian Data Analysis, chapter 5). What others of us
are answered to an act is the usual; a colleague's own asks move it by log odds, the more the more there are; the asks
of the two move that once more. The usual leaves the colleague's own asks out, so that nobody is compared with
themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from scipy.special import expit, logit

from vouch.domain.policy import Policy
from vouch.matching.spark.answers import Answer, Spark
from vouch.matching.yes_rate import Level, Rate
from vouch.matching.yes_rate.beta_binomial import rate_of


@dataclass(frozen=True)
class Sparks:
    """Everything that was learned, by colleague and contact."""

    pairs: Mapping[tuple[str, str], Spark]
    people: Mapping[str, int]
    least: int

    def of(self, colleague: str, contact: str) -> Spark:
        """What is known of these two; nothing, where the one never asked the other."""
        nothing = Spark(
            colleague=colleague, contact=contact, yes=0, n=0, people=self.people.get(colleague, 0), least=self.least,
            rate=None, usual=None, answered=0, days=None, usual_days=None,
        )  # fmt: skip
        return self.pairs.get((colleague, contact), nothing)


def learn(answers: Iterable[Answer], policy: Policy) -> Sparks:
    """What is known of every colleague and every contact they asked, in whatever order the answers come.

    Whoever has asked fewer people than `touch.spark_least` gets no figure. It misleads where a colleague asked only
    those who were likely to say yes: it shows who was answered, and not why.

    >>> from vouch.domain.policy import load
    >>> told = [Answer(colleague="mara", contact=f"c{i}", activity="webinar", said_yes=i < 4, days=2) for i in range(5)]
    >>> learn(told, load()).of("mara", "c0").words
    '1 yes of 1; 20 to 91 in 100 say yes to the like of it, 50 in 100 when others of us ask'
    >>> learn(told[:4], load()).of("mara", "c0").words
    'not enough evidence: asked 4 so far, 5 needed'
    """
    mine: dict[str, list[Answer]] = {}
    days: dict[str, list[int]] = {}
    for one in answers:
        mine.setdefault(one.colleague, []).append(one)
        if one.days is not None:
            days.setdefault(one.activity, []).append(one.days)
    usual_days = {activity: median(found) for activity, found in days.items()}
    asked = _Counts(one for own in mine.values() for one in own)
    least = policy.touch.spark_least
    pairs: dict[tuple[str, str], Spark] = {}
    people: dict[str, int] = {}
    for colleague, own in mine.items():
        if not colleague:
            continue
        counts = _Counts(own)
        others = _Usual(asked, counts, policy)
        theirs: dict[str, list[Answer]] = {}
        for one in own:
            theirs.setdefault(one.contact, []).append(one)
        people[colleague] = len(theirs)
        for contact, of_two in theirs.items():
            two = _Counts(of_two)
            soon = [(one.days, usual_days[one.activity]) for one in of_two if one.days is not None]
            enough = len(theirs) >= least
            pairs[colleague, contact] = Spark(
                colleague=colleague, contact=contact, yes=two.yes.total(), n=two.n.total(), people=len(theirs),
                least=least, rate=others.rate(two) if enough else None, usual=others.to(two).mean if enough else None,
                answered=len(soon), days=median(day for day, _ in soon) if soon else None,
                usual_days=median(day for _, day in soon) if soon else None,
            )  # fmt: skip
    return Sparks(pairs, people, least)


class _Counts:
    """Asks and yeses of each act."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self.n: Counter[str] = Counter()
        self.yes: Counter[str] = Counter()
        for one in answers:
            self.n[one.activity] += 1
            self.yes[one.activity] += one.said_yes


class _Usual:
    """What others than one colleague are answered, and by how much that colleague's own asks move it."""

    def __init__(self, asked: _Counts, own: _Counts, policy: Policy) -> None:
        self.rule, self.own = policy.next_ask.yes_rate, own
        self.n, self.yes = asked.n - own.n, asked.yes - own.yes
        weight = self.rule.prior_yes + self.rule.prior_no + self.n.total()
        self.all = Level(self.yes.total(), self.n.total(), (self.rule.prior_yes + self.yes.total()) / weight, weight)
        usual = self.to(own)
        self.colleague = usual.below(self.rule.kappa_person, own.yes.total(), own.n.total())
        self.shift = float(logit(self.colleague.mean) - logit(usual.mean))

    def to(self, counts: _Counts) -> Level:
        """What others are answered to a mixture of acts."""
        levels = [
            (self.all.below(self.rule.kappa, self.yes[act], self.n[act]), times)
            for act, times in sorted(counts.n.items())
        ]
        total = counts.n.total()
        return Level(
            0, 0, sum(one.mean * times for one, times in levels) / total,
            sum(one.weight * times for one, times in levels) / total,
        )  # fmt: skip

    def rate(self, two: _Counts) -> Rate:
        """How likely the next yes of the two is, with its interval."""
        moved = Level(0, 0, float(expit(logit(self.to(two).mean) + self.shift)), self.colleague.weight)
        found = moved.below(self.rule.kappa_person, two.yes.total(), two.n.total())
        n = two.n.total()
        return rate_of(
            found.mean * found.weight, (1 - found.mean) * found.weight, n=n, least=1,
            rests_on=f"{n} ask{'s' * (n != 1)} of theirs and {self.own.n.total()} of this colleague's",
        )  # fmt: skip
