"""May this be asked now? The gates of the domain, put to what the database knows at this moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vouch.domain.asking import Obstacle, Situation, always_cleared, obstacles
from vouch.domain.asking.company import asks_first
from vouch.domain.asking.wanted import Wanted
from vouch.domain.errors import BadInput, NotFound, Refusal
from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Rung
from vouch.program.asks.queries.situations import situations
from vouch.program.people.models import Contact


@dataclass(frozen=True)
class Checked:
    """What the gates said: nothing stands in the way. `strictly`: the owner has to clear it whatever rule they set."""

    rung: Rung
    situation: Situation
    strictly: bool


def rung_of(activity: str, policy: Policy) -> Rung:
    """The rung of that name. Raises BadInput."""
    rung = policy.ladder.get(activity)
    if rung is None:
        raise BadInput(
            "no_such_rung",
            f"“{activity}” is no activity type of the ladder. It has: {', '.join(policy.ladder)}.",
            field="activity",
        )
    return rung


def check(
    contact: Contact,
    activity: str,
    *,
    policy: Policy,
    today: dt.date,
    use: str = "",
    territory: str = "",
    except_ask: str = "",
) -> Checked:
    """Go on only if no gate stands in the way.

    Raises Refusal `may_not_be_asked` with the first obstacle's sentence; its data has all, each with who lifts it.
    """
    rung = rung_of(activity, policy)
    situation = situations([contact.pk], policy=policy, today=today, except_ask=except_ask).get(contact.pk)
    if situation is None:
        raise NotFound("no_such_contact", "There is no such person. They may have been erased.")
    found = obstacles(situation, activity, policy, use=use, territory=territory)
    if found:
        raise not_to_be_asked(found)
    wanted = Wanted(situation=situation, activity=activity, policy=policy, use=use, territory=territory)
    strictly = always_cleared(situation, policy.asking.ceilings) or asks_first(wanted)
    return Checked(rung, situation, strictly)


def not_to_be_asked(found: tuple[Obstacle, ...]) -> Refusal:
    """The refusal of the gates: the first obstacle's sentence with who lifts it, and all of them as data."""
    first = found[0]
    more = f" And {len(found) - 1} more." if len(found) > 1 else ""
    return Refusal(
        "may_not_be_asked", f"{first.sentence} Who or what can change that: {first.lifts}.{more}", obstacles=list(found)
    )
