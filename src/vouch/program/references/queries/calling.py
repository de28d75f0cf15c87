"""What is agreed with a person for a request, and who spoke and is to be thanked or told?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vouch.domain.policy import Policy
from vouch.program.asks.models import Ask
from vouch.program.asks.states import WAS_DONE, AskState
from vouch.program.references import letters
from vouch.program.references.calendar import Method, entry
from vouch.program.references.current import now
from vouch.program.references.models import Match
from vouch.program.references.states import Outcome


def match_for_ask(ask: Ask) -> Match | None:
    """The match that goes with this ask; None for an ask that is for no request."""
    key = Match.objects.filter(ask=ask.pk).values_list("pk", flat=True).first()
    return now(key) if key else None


def matches_for_asks(asks: Collection[Ask]) -> dict[str, Match]:
    """The matches that go with these asks, by ask."""
    rows = Match.objects.select_related("request__seller", "request__deal", "contact", "account", "ask")
    found = rows.prefetch_related("chain", "slots", "feedback").filter(ask__in=[one.pk for one in asks])
    return {one.ask_id: one for one in found}


def calendar_of(match: Match, *, policy: Policy, page: str = "") -> str:
    """The file a page hands out: the time and who meets whom, and nobody's address but the seller's.

    Raises Refusal where no time is set.
    """
    return entry(match, Method.PUBLISH, guests=[], policy=policy, at=match.changed_at, page=page)


def thanks_of(match: Match, policy: Policy) -> str:
    """Words of thanks to begin with."""
    return letters.thanks_draft(match, policy)


def outcome_of(match: Match, policy: Policy) -> str:
    """What this person is, or will be, told of the deal: the desk's words, else ours; empty while it is open."""
    return match.outcome_words or letters.outcome_draft(match, policy)


def outcomes_to_tell(*, limit: int = 100) -> Sequence[Match]:
    """Who spoke for a deal that was decided and is not told yet: the desk may edit or skip it. Longest ago first."""
    rows = Match.objects.select_related("request__deal", "request__seller", "contact", "account", "ask")
    rows = rows.filter(told_outcome_at=None, outcome_skipped_at=None, ask__state__in=WAS_DONE)
    rows = rows.exclude(request__outcome=Outcome.OPEN).prefetch_related("feedback")
    return list(rows.order_by("request__outcome_at", "key")[:limit])


def to_thank(*, limit: int = 100) -> Sequence[Match]:
    """Who spoke and was not thanked yet, longest done first."""
    rows = Match.objects.select_related("request__seller", "contact", "account", "ask").prefetch_related("feedback")
    return list(rows.filter(ask__state=AskState.DONE).order_by("ask__done_at", "key")[:limit])
