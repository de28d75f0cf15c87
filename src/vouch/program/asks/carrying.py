"""Which asks does the lake not have yet? An ask that left is a message there, and once it was done an act as well.

Both rows go by the ask's own key. What was taken back counts no more, and where a site forbids to follow what came of
an invitation nothing is told: neither is a fact about the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet

from vouch.program.asks.models import Ask
from vouch.program.asks.states import AskState
from vouch.program.people.carrying import Waiting
from vouch.program.people.identity.queries import joined

ANSWERS: dict[str, str] = {
    AskState.ACCEPTED: "accepted",
    AskState.DONE: "accepted",
    AskState.THANKED: "accepted",
    AskState.DECLINED: "declined",
    AskState.NOT_NOW: "not_now",
    AskState.SMALLER: "something_smaller",
}
"""What the messages say came back."""
_TOLD = (*ANSWERS, AskState.INVITED, AskState.NO_ANSWER)
_DONE = (AskState.DONE, AskState.THANKED)


def waiting_asks() -> Iterator[Waiting]:
    """Every ask whose present version the lake does not have, of those that are or were there."""
    rows = _asks().filter(Q(invited_at__isnull=False) | Q(carried__gt=0), carried__lt=F("version"))
    for ask in rows.iterator(chunk_size=500):
        yield _message(ask)


def told_asks() -> Iterator[Waiting]:
    """Every ask that counts, in its present version: what the lake is to have."""
    for ask in _asks().filter(state__in=_TOLD, invited_at__isnull=False).iterator(chunk_size=500):
        message = _message(ask)
        if message.withdrawn:
            continue
        yield message
        if ask.state in _DONE and ask.done_at is not None:
            yield _act(ask)


def _asks() -> QuerySet[Ask]:
    # not joined: an ask whose person is gone from the projection is still to be told
    return Ask.objects.prefetch_related("contact", "proposed_by").order_by("proposed_at", "key")


def _message(ask: Ask) -> Waiting:
    answer = ANSWERS.get(ask.state)
    return _row(
        ask,
        "messages",
        {
            "message_id": ask.key,
            "sent_at": ask.invited_at,
            "kind": "ask",
            "activity_type": ask.activity,
            "answered_at": ask.answered_at if answer else None,
            "answer": answer,
            "by": str(ask.proposed_by) if ask.proposed_by else None,
            "modified_at": ask.changed_at,
        },
    )


def _act(ask: Ask) -> Waiting:
    return _row(
        ask,
        "acts",
        {
            "act_id": ask.key,
            "activity_type": ask.activity,
            "done_at": ask.done_at,
            "prompted": "asked",
            "reward_announced": ask.reward_announced or None,
            "quality": ask.quality,
            "completed": True,
            "text": ask.led_to or None,
            "modified_at": ask.changed_at,
        },
    )


def _row(ask: Ask, table: str, row: dict[str, Any]) -> Waiting:
    whom = _whom(ask)
    system = "vouch"
    if whom is not None:
        system, row["contact_id"] = whom
        row["email"] = (ask.contact.email if _known(ask) and not ask.contact.stands_in_id else None) or None
    return Waiting(
        model=Ask, table=table, key=ask.key, version=ask.version, system=system, row=row, withdrawn=whom is None
    )


def _whom(ask: Ask) -> tuple[str, str] | None:
    """The person as the sources name them; who became one with another goes by the id they were asked under."""
    if _known(ask):
        return ask.contact.system, ask.contact.source_id
    return joined("contact", ask.contact_id)


def _known(ask: Ask) -> bool:
    """Whether the projection has this person; a run may have taken the row away underneath."""
    return ask._state.fields_cache.get("contact") is not None
