"""Companies that sell, made up: deals come, pass stages, close; requests fall in them by intensities nobody is told.

Written apart from the forecast: time is continuous, every deal has its own liveliness, closing days are guessed badly.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from vouch.matching.coverage import DealSeen, RequestSeen

TODAY = date(2026, 11, 25)
STAGES = ("discovery", "evaluation", "proposal", "negotiation")
SEGMENTS = ("health", "fintech", "retail")
ACTIVITIES = ("reference_call", "private_quote")
BACK, AHEAD = 760, 90


@dataclass(frozen=True)
class Made:
    """What was seen until today, and what came in the ninety days after, by segment, activity and month."""

    deals: list[DealSeen]
    requests: list[RequestSeen]
    truth: Counter[tuple[str, str, int]]


def made(seed: int) -> Made:
    """One company; its rates are its own."""
    chance = np.random.default_rng([2026, seed])
    speed = chance.uniform(20, 60, size=len(STAGES))
    intensity = np.array([0.001, 0.006, 0.016, 0.012]) * chance.uniform(0.6, 1.6)
    liveliness = chance.uniform(0.8, 4)
    deals, requests, truth = [], [], Counter[tuple[str, str, int]]()
    for segment in SEGMENTS:
        a_day, eager = chance.uniform(0.08, 0.4), chance.uniform(0.5, 1.8)
        calls = chance.beta(4, 3)
        for at in np.sort(chance.uniform(-BACK, AHEAD, size=chance.poisson(a_day * (BACK + AHEAD)))).tolist():
            own = chance.gamma(liveliness) / liveliness
            entered, when = [], at
            for stage, days, rate in zip(STAGES, speed, intensity * eager * own, strict=True):
                stays = chance.exponential(days)
                entered.append((when, stage))
                for on in chance.uniform(when, when + stays, size=chance.poisson(rate * stays)).tolist():
                    activity = ACTIVITIES[int(chance.random() > calls)]
                    if on < 0:
                        requests.append(RequestSeen(deal=f"{segment}{at:.6f}", on=_day(on), activity=activity))
                    elif on < AHEAD:
                        truth[segment, activity, int(on // 30)] += 1
                when += stays
                if chance.random() < 0.25:
                    break
            guess = when + chance.normal(0, 30)
            if at < 0:
                deals.append(DealSeen(
                    id=f"{segment}{at:.6f}", segment=segment, closed_on=_day(when) if when < 0 else None,
                    stages=tuple((_day(on), stage) for on, stage in entered if on < 0),
                    closing=((_day(at), _day(guess)),)))  # fmt: skip
    return Made(deals, requests, truth)


def _day(at: float) -> date:
    return TODAY + timedelta(days=int(np.floor(at)))
