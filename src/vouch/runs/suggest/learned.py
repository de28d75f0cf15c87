"""How readily people said yes before, and how far each has gone: what every rate and every step is counted from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vouch.domain.policy import Policy
from vouch.matching.next_ask import Reached, step
from vouch.matching.yes_rate import Outcome, Rates, learn
from vouch.program.asks.queries import outcomes as heard
from vouch.runs.suggest.personality import Types


@dataclass(frozen=True)
class Learned:
    """The yes-rates, how far each person went, and how often a yes to a rung was followed by the act."""

    rates: Rates
    reached: Mapping[str, Reached]
    delivers: Mapping[str, float]

    def gone(self, contact: str) -> Reached:
        """The highest that this person did."""
        return self.reached.get(contact, Reached())


def learned(policy: Policy, today: date, types: Types) -> Learned:
    """What earlier asks and acts teach, in a fixed number of statements.

    The step of an earlier ask is counted from what the person had done until the day before it.
    """
    acts = heard.acts()
    reached: dict[str, Reached] = {}
    outcomes = []
    at = 0
    for one in heard.outcomes(policy=policy, today=today):
        while at < len(acts) and acts[at].on < one.on:
            _further(reached, acts[at], policy)
            at += 1
        rung = policy.ladder.get(one.activity)
        if rung is None or rung.open_invitation:
            continue
        outcomes.append(
            Outcome(
                contact=one.contact,
                activity=one.activity,
                personality=types.of(one.contact).leads,
                step=step(rung, reached.get(one.contact, Reached())),
                said_yes=one.said_yes,
                on=one.on,
            )
        )
    for act in acts[at:]:
        _further(reached, act, policy)
    return Learned(learn(outcomes, policy, today=today), reached, heard.delivers(today=today))


def _further(reached: dict[str, Reached], act: heard.Act, policy: Policy) -> None:
    rung = policy.ladder.get(act.activity)
    if rung is not None:
        reached[act.contact] = reached.get(act.contact, Reached()).with_(rung)
