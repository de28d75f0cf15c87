"""How likely is each piece of evidence, for somebody of a personality? By policy, then by the company's own people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vouch.domain.personalities import Personality
from vouch.domain.policy import Policy
from vouch.insight.personality.evidence import Behaviour, Evidence, How

Row = Mapping[Personality, Mapping[Personality, float]]
"""Of somebody of the first, the chance of a hint at the second."""


@dataclass(frozen=True)
class Chances:
    """Of each question and of colleagues the chance of each hint; of each rung how often a yes comes at all.

    `learned_from` people taught them; 0 where policy stands alone.
    """

    answers: Mapping[str, Row]
    colleague: Row
    yes: Mapping[str, float] = field(default_factory=dict)
    usual: float = 0.4
    learned_from: int = 0

    def of_yes(self, activity: str, one: Personality, policy: Policy) -> float:
        """The chance that somebody of this personality says yes to this rung, 0 to 1."""
        rules, rung = policy.personality.likelihood, policy.ladder.get(activity)
        times = rules.fitting if rung is not None and one in rung.fits else rules.other
        return min(max(self.yes.get(activity, self.usual) * times, rules.least), rules.most)


def usual(policy: Policy, everybody: Iterable[Evidence] = ()) -> Chances:
    """The chances of policy, with how often a yes came to each rung here: each rung leans on all, all on policy."""
    rules = policy.personality.likelihood
    asks = [one for evidence in everybody for one in evidence.behaviour if one.how is not How.VOLUNTEERED]
    mean = _mean(asks, rules.usual_yes, rules.usual_yes_weight)
    by_rung: dict[str, list[Behaviour]] = {}
    for ask in asks:
        by_rung.setdefault(ask.activity, []).append(ask)
    return Chances(
        answers={question: _row(rules.answer) for question in policy.personality.questions},
        colleague=_row(rules.colleague),
        yes={activity: _mean(those, mean, rules.usual_yes_weight) for activity, those in by_rung.items()},
        usual=mean,
    )


def _mean(asks: Sequence[Behaviour], towards: float, weight: float) -> float:
    return (sum(ask.said_yes for ask in asks) + towards * weight) / (len(asks) + weight)


def _row(own: float) -> Row:
    rest = (1 - own) / (len(Personality) - 1)
    return {one: {said: own if said is one else rest for said in Personality} for one in Personality}
