"""Why this ask, and why now? What speaks for it, and what is not known yet, from the person's situation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vouch.domain.asking import Situation, obstacles
from vouch.domain.asking.situation import Allowed, Answer
from vouch.domain.policy import Policy
from vouch.web.workspace.asks.words import day, rung_words

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask

Reason = tuple[str, str]
"""A sign (for, against, unknown, stale) and its words."""


def reasons(ask: Ask, situation: Situation | None, policy: Policy) -> list[Reason]:
    """The reasons of an ask that is ready, what speaks for it first."""
    found: list[Reason] = [("for", ask.why)] if ask.why else []
    if situation is None or ask.activity not in policy.ladder:
        return found
    against = obstacles(situation, ask.activity, policy, use=ask.use, territory=ask.territory)
    found += [("against", one.sentence) for one in against]
    return [*found, *about(ask.activity, situation, policy)]


def about(activity: str, situation: Situation, policy: Policy) -> list[Reason]:
    """What is known of a person that bears on asking them for this, as it is now."""
    found = _done(situation)
    found.append(_company(activity, situation))
    found += _answers(situation)
    found += _consents(activity, situation, policy)
    return found


def _done(situation: Situation) -> list[Reason]:
    acts = [one for one in situation.done if one.activity]
    if not acts:
        return [("unknown", "Nothing they did for others is known yet; this would be a first step")]
    last = max(acts, key=lambda one: one.on)
    more = f", and {len(acts) - 1} more" if len(acts) > 1 else ""
    return [("for", f"Has done {rung_words(last.activity or '')} on {day(last.on)}{more}")]


def _company(activity: str, situation: Situation) -> Reason:
    said, what = situation.permission(activity), rung_words(activity)
    if said is None:
        return ("unknown", f"{situation.company}’s own rule on {what} is not known yet")
    by = f", {said.said_by} said" if said.said_by else ""
    if said.allowed is Allowed.YES:
        return ("for", f"{situation.company} allows {what}{by}")
    return ("unknown", f"{situation.company} wants to be asked first about {what}{by}")


def _answers(situation: Situation) -> list[Reason]:
    asked = [one for one in situation.asked if one.answer is not None]
    if not asked:
        return []
    yes = sum(one.answer is Answer.ACCEPTED for one in asked)
    last = max(asked, key=lambda one: one.on)
    sign = "for" if last.answer is Answer.ACCEPTED else "stale"
    return [(sign, f"Said yes to {yes} of {len(asked)} earlier asks, the last on {day(last.on)}")]


def _consents(activity: str, situation: Situation, policy: Policy) -> list[Reason]:
    needed = policy.ladder[activity].consents
    if not needed or situation.withdrawn & set(needed):
        return []
    return [("unknown", "The letter asks them to agree to what is used")]
