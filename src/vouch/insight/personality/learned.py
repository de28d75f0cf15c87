"""What do the company's own people teach about how likely each piece of evidence is?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vouch.domain.personalities import Personality
from vouch.domain.policy import Policy
from vouch.insight.personality.chances import Chances, Row, usual
from vouch.insight.personality.evidence import Evidence, How
from vouch.insight.personality.posterior import posterior


def learned(policy: Policy, everybody: Sequence[Evidence]) -> Chances:
    """The chances, re-estimated once enough people both answered on joining and were asked often enough.

    Each row is Dirichlet(`row_weight` x the row of policy) plus those people, each shared among the personalities by
    what everything *but* this kind of evidence says of them: else the answers would prove themselves. One pass, no
    iteration, so that the same people give the same rows. Misleads where nearly everybody acts alike: then behaviour
    says little, the people are shared evenly, and the rows drift towards even ones.
    """
    base, rules = usual(policy, everybody), policy.personality.learning
    able = [one for one in everybody if one.answers and _asks(one) >= rules.asks]
    if len(able) < rules.people:
        return base
    weigh = rules.row_weight
    answers = {question: _heavy(row, weigh) for question, row in base.answers.items()}
    colleague = _heavy(base.colleague, weigh)
    for one in able:
        by_acts = posterior(Evidence(behaviour=one.behaviour, guesses=one.guesses), policy, chances=base)
        for answer in one.latest_answers():
            if answer.question in answers:
                _add(answers[answer.question], answer.says, by_acts)
        by_rest = posterior(Evidence(behaviour=one.behaviour, answers=one.answers), policy, chances=base)
        for guess in one.latest_guesses():
            _add(colleague, guess.says, by_rest)
    return Chances(
        answers={question: _even(row) for question, row in answers.items()},
        colleague=_even(colleague),
        yes=base.yes,
        usual=base.usual,
        learned_from=len(able),
    )


def _asks(one: Evidence) -> int:
    return sum(piece.how is not How.VOLUNTEERED for piece in one.behaviour)


def _heavy(row: Row, weight: float) -> dict[Personality, dict[Personality, float]]:
    return {one: {said: chance * weight for said, chance in row[one].items()} for one in row}


def _add(row: dict[Personality, dict[Personality, float]], said: Personality, who: Mapping[Personality, float]) -> None:
    for one, share in who.items():
        row[one][said] += share


def _even(row: Row) -> Row:
    return {one: {said: n / sum(row[one].values()) for said, n in row[one].items()} for one in row}
