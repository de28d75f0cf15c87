"""The steps, in their order: each may use what those before it published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from vouch.domain.policy import Policy

Do = Callable[[Path, Policy, date], object]
Step = tuple[str, Do]
"""What a step is called in the log, and the step. It is given the data folder, the policy and the day."""


def _moves(data: Path, policy: Policy, today: date) -> object:
    from vouch.runs.moves import follow_moves

    return follow_moves(data, policy, today)


def _nominators(data: Path, policy: Policy, today: date) -> object:
    from vouch.runs.nominators import renew_nominators

    return renew_nominators(data, policy, today)


def _personalities(data: Path, policy: Policy, today: date) -> object:
    from vouch.runs.personalities import renew  # numpy and scipy take a second to load

    return renew(data, policy, today)


def _suggestions(data: Path, policy: Policy, today: date) -> object:
    from vouch.runs.suggest import suggest  # a second to load, and whoever only reads the steps does not need it

    return suggest(data, policy, today)


def _particulars(data: Path, policy: Policy, today: date) -> object:
    from vouch.runs.particulars import particulars

    return particulars(data, policy, today)


def _pool(data: Path, policy: Policy, today: date) -> object:
    from vouch.runs.desk import lay_pool

    return lay_pool(data, policy, today)


def _deals(data: Path, policy: Policy, today: date) -> object:
    from vouch.runs.desk import renew_deals

    return renew_deals(data, policy, today)


def _prices(data: Path, policy: Policy, today: date) -> object:
    from vouch.runs.desk import renew_prices  # scipy takes half a second to load

    return renew_prices(data, policy, today)


def _outlook(data: Path, policy: Policy, today: date) -> object:
    from vouch.runs.desk import renew_outlook

    return renew_outlook(data, policy, today)


def _gestures(data: Path, policy: Policy, today: date) -> object:
    from vouch.runs.gestures import gestures

    return gestures(data, policy, today)


def _sparks(data: Path, policy: Policy, today: date) -> object:
    from vouch.runs.sparks import renew_sparks  # scipy takes half a second to load

    return renew_sparks(data, policy, today)


STEPS: tuple[Step, ...] = (
    ("moves", _moves),
    ("personalities", _personalities),
    ("nominators", _nominators),
    ("roles and products", _particulars),
    ("pool of the desk", _pool),
    ("suggestions", _suggestions),
    ("deals", _deals),
    ("outlook", _outlook),
    ("prices", _prices),
    ("gestures", _gestures),
    ("sparks", _sparks),
)
"""Every step publishes whole or not at all, and doing it twice on a day is as doing it once."""
