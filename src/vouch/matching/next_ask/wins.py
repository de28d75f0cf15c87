"""What is an ask worth to us, and what does the person have of it? The two values that both must be there."""

from __future__ import annotations

from collections.abc import Mapping

from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Goal, Rung


def need(rung: Rung, policy: Policy, *, demand: Mapping[Goal, float] | None = None, stock: float = 0.0) -> float:
    """What one more of this is worth to us: its most valuable goal, less the more of it there is.

    `demand`: how much each goal is asked for, 0 not at all, 1 as usual; a goal that is not named is as usual. `stock`:
    how many of it are there and fit; each makes the next one less valuable, as 1 / (1 + stock).

    >>> from vouch.domain.policy import load
    >>> call = load().ladder["reference_call"]
    >>> need(call, load()), need(call, load(), stock=3), need(call, load(), demand={"faster_deals": 0.0})
    (1.0, 0.25, 0.0)
    """
    values: dict[str, float] = policy.next_ask.need.model_dump()
    wanted = demand or {}
    best = max((values[goal] * wanted.get(goal, 1.0) for goal in rung.serves), default=0.0)
    return best / (1 + stock)


def win(
    rung: Rung,
    policy: Policy,
    *,
    personality: str | None = None,
    second: str | None = None,
    goals: int = 0,
    noted: int = 0,
    disliked: bool = False,
) -> float:
    """What a person has of this: of any ask that names their win, of one that suits them, of their own goals it serves.

    `personality`, `second`: theirs, None where not known. `goals`: how many of the goals that they stated it serves;
    `noted`: how many that a colleague noted. `disliked`: their personality tends to dislike it.

    >>> from vouch.domain.policy import load
    >>> talk = load().ladder["conference_talk"]
    >>> win(talk, load(), personality="educator"), win(talk, load()), win(talk, load(), disliked=True)
    (0.7, 0.3, 0.0)
    >>> win(talk, load(), goals=1), win(talk, load(), noted=1)
    (0.6, 0.45)
    """
    rule, of_it = policy.next_ask.win, 0.0
    if personality is not None and personality in rung.fits:
        of_it = rule.fits
    elif second is not None and second in rung.fits:
        of_it = rule.fits_second
    whole = (
        rule.every_ask
        + of_it
        + rule.stated_goal * goals
        + rule.noted_goal * noted
        + (rule.disliked if disliked else 0.0)
    )
    return max(0.0, round(whole, 9))
