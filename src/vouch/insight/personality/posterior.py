"""Of the four personalities, how likely is each for one person?

log p_k = log pi_k + sum log P(answer|k) + a * sum w [log P(yes|k, act) or log(1 - P(yes|k, act))] + sum log P(guess|k)
with a = 1 / (1 + rho (n - 1)): acts of one person hang together, and counting each in full would be overconfident.
Method: methods 2.3. It misleads where only one kind of act was ever asked: then a yes says little of the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp, fsum, log

from vouch.domain.personalities import Personality
from vouch.domain.policy import Policy
from vouch.insight.personality.chances import Chances, usual
from vouch.insight.personality.evidence import Behaviour, Evidence
from vouch.insight.personality.prior import prior

Shares = dict[Personality, float]


def posterior(
    evidence: Evidence,
    policy: Policy,
    *,
    before: Mapping[Personality, float] | None = None,
    chances: Chances | None = None,
) -> Shares:
    """The chance of each personality, given everything that hints at one; the four add up to 1.

    `before` is pi (policy's where it is not given), `chances` what each piece is worth.

    >>> from datetime import date
    >>> from vouch.domain.policy import load
    >>> from vouch.insight.personality import Answer
    >>> one = Answer(on=date(2026, 3, 1), question="part", says=Personality.EDUCATOR)
    >>> other = Answer(on=date(2026, 3, 1), question="thanks", says=Personality.EDUCATOR)
    >>> for answers in ([one], [one, other]):
    ...     print(round(posterior(Evidence(answers), load())[Personality.EDUCATOR], 3))
    0.6
    0.871
    """
    rows = chances or usual(policy)
    pi = before or prior(policy.personality.prior)
    answers = [one for one in evidence.latest_answers() if one.question in rows.answers]
    acts = informing(evidence, policy)
    held = correction(fsum(weight(one, policy) for one in acts), policy.personality.weights.rho)

    def told(one: Personality) -> Iterator[float]:
        yield log(pi[one])
        for answer in answers:
            yield log(rows.answers[answer.question][one][answer.says])
        for act in acts:
            yes = rows.of_yes(act.activity, one, policy)
            yield held * weight(act, policy) * log(yes if act.said_yes else 1 - yes)
        for guess in evidence.latest_guesses():
            yield log(rows.colleague[one][guess.says])

    logs = {one: fsum(told(one)) for one in Personality}  # fsum: the order of the evidence must not matter
    top = max(logs.values())
    parts = {one: exp(value - top) for one, value in logs.items()}
    total = fsum(parts.values())
    return {one: part / total for one, part in parts.items()}


def informing(evidence: Evidence, policy: Policy) -> list[Behaviour]:
    """The acts and answers that tell personalities apart: a rung that fits nobody in particular says nothing."""
    return [one for one in evidence.behaviour if one.activity in policy.ladder and policy.ladder[one.activity].fits]


def weight(one: Behaviour, policy: Policy) -> float:
    """How much an act or answer counts: the freer it was, the more."""
    return float(getattr(policy.personality.weights, one.how.value))


def correction(n: float, rho: float) -> float:
    """What each of `n` acts of one person counts: 1 for a single one. `n` counts them by weight, so that one more
    of the same never takes away.

    >>> round(correction(1, 0.3), 3), round(correction(5, 0.3), 3)
    (1.0, 0.455)
    """
    return 1 / (1 + rho * max(n - 1, 0))
