"""How far is one person for a request, how is the request fulfilled, and may the seller speak to them already?

Read from the ask, the chain and the time that was picked: nothing of it is kept twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from vouch.domain.policy import Policy
from vouch.domain.policy.desk import Mode
from vouch.program.asks.states import AskState
from vouch.program.references.models import Match, ModeRule
from vouch.program.references.states import MatchState

_FROM_THE_ASK = {
    AskState.PROPOSED: MatchState.CLEARING,
    AskState.INVITED: MatchState.INVITED,
    AskState.UNTRACKED: MatchState.DONE,
    AskState.DONE: MatchState.DONE,
    AskState.THANKED: MatchState.DONE,
    AskState.DECLINED: MatchState.DECLINED,
    AskState.NOT_NOW: MatchState.DECLINED,
    AskState.SMALLER: MatchState.DECLINED,
    AskState.NO_ANSWER: MatchState.NO_ANSWER,
    AskState.NOT_CLEARED: MatchState.NOT_CLEARED,
    AskState.WITHDRAWN: MatchState.WITHDRAWN,
}


@dataclass(frozen=True)
class How:
    """How one activity type is fulfilled here."""

    mode: Mode
    release: bool = True
    feedback: bool = False


def how(activity: str, policy: Policy) -> How:
    """As this company set it, else as the policy has it."""
    rule = ModeRule.objects.filter(pk=activity).first()
    if rule is None:
        return How(policy.desk.mode_of(activity))
    return How(Mode(rule.mode), rule.release, rule.feedback)


def state_of(match: Match) -> MatchState:
    """How far this person is. Reads the match's ask, chain and slots, which a page prefetches."""
    state = AskState(match.ask.state)
    if state is AskState.CLEARED:
        return MatchState.CHAIN if any(one.agreed is None for one in match.chain.all()) else MatchState.TO_SEND
    if state is AskState.ACCEPTED:
        if match.missed:
            return MatchState.MISSED
        if match.starts_at is not None:
            return MatchState.BOOKED
        return MatchState.OFFERED if any(not slot.gone for slot in match.slots.all()) else MatchState.WILLING
    return _FROM_THE_ASK[state]


def spoken_to(match: Match, given: How) -> bool:
    """Whether the seller may have the person's address now: where `given` releases it, and by whose yes.

    With the desk, once they said yes. Where sellers choose: at once where the owner is only told, after the owner and
    the chain agreed where they are asked.
    """
    if not given.release:
        return False
    state = state_of(match)
    if Mode(match.mode) is Mode.SELF_TOLD:
        return state not in (MatchState.CLEARING, MatchState.CHAIN, *_NEVER)
    if Mode(match.mode) is Mode.SELF_CLEARED:
        return state not in (MatchState.CLEARING, MatchState.CHAIN, *_NEVER)
    return state in (MatchState.WILLING, MatchState.OFFERED, MatchState.BOOKED, MatchState.DONE, MatchState.MISSED)


_NEVER = (MatchState.NOT_CLEARED, MatchState.DECLINED, MatchState.WITHDRAWN)
