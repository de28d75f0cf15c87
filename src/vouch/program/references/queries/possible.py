"""What can this colleague do now with a request, and with each person of it? The same on every door."""

from __future__ import annotations

from django.utils import timezone

from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position, may
from vouch.program.references.how import state_of
from vouch.program.references.models import Match, Request
from vouch.program.references.states import UNDER_WAY, MatchState, Outcome, RequestState, Side


def steps(asked: Request, who: User) -> list[str]:
    """What this reader can do with the request now."""
    mine, runs = asked.seller_id == who.pk, may(who, "run_desk")
    found = []
    if asked.state == RequestState.DRAFT and mine:
        found += ["write", "hand_in"]
    if asked.state in UNDER_WAY and runs:
        found += ["take", "not_filled"]
    if asked.state in UNDER_WAY and (mine or runs):
        found += ["say", "withdraw"]
        if any(state_of(match) is MatchState.DONE for match in asked.matches.all()):
            found.insert(0, "done")
    elif asked.state in UNDER_WAY and who.role == Position.ACCOUNT_OWNER:
        found.append("say")
    if asked.state == RequestState.DRAFT and mine:
        found.append("withdraw")
    return found


def possible(match: Match, asked: Request, who: User) -> list[str]:
    """What this reader can do with one person of it now, the likeliest first."""
    state, found = state_of(match), []
    mine, runs = asked.seller_id == who.pk, may(who, "run_desk")
    waits = next((link for link in match.chain.all() if link.agreed is None), None)
    if state is MatchState.CHAIN and waits is not None and (waits.asked_id == who.pk or runs):
        found.append("agree")
    if not (mine or runs):
        return found
    said = {one.side for one in match.feedback.all()}
    over = match.starts_at is not None and match.starts_at <= timezone.now()
    if state is MatchState.OFFERED:
        found += ["pick"]
    if state is MatchState.BOOKED and not over:
        found += ["place", "call_off"]
    told = state in (MatchState.DONE, MatchState.WILLING) or (state is MatchState.BOOKED and over)
    if told and Side.SELLER not in said:
        found.append("feedback")
    if told and runs and Side.CUSTOMER not in said:
        found.append("their_feedback")
    if state is MatchState.BOOKED and over:
        found.append("missed")
    if state in (MatchState.WILLING, MatchState.OFFERED, MatchState.MISSED):
        found.append("times")
    if state is MatchState.DONE and runs and match.ask.state == AskState.DONE:
        found.append("thank")
    if state is MatchState.DONE and runs and asked.outcome != Outcome.OPEN and not (
        match.told_outcome_at or match.outcome_skipped_at
    ):  # fmt: skip
        found.append("outcome")
    return found
