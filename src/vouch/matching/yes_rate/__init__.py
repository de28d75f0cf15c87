"""How likely is a yes? Learned from earlier asks, level by level, each leaning on the one above it."""

from __future__ import annotations

from vouch.matching.yes_rate.beta_binomial import Rate, chance_better
from vouch.matching.yes_rate.learn import learn
from vouch.matching.yes_rate.outcome import UNKNOWN, Outcome, Step
from vouch.matching.yes_rate.rates import Level, Rates

__all__ = ["UNKNOWN", "Level", "Outcome", "Rate", "Rates", "Step", "chance_better", "learn"]
