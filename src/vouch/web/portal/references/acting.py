"""What does somebody do about a talk they agreed to? Read from the form of their page, and done by one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.domain.times import moment, zone_of
from vouch.program.references import actions
from vouch.program.references.states import Side
from vouch.web.shared.addresses import address

if TYPE_CHECKING:
    from vouch.program.references.models import Match

ROWS = 6
"""Times somebody can name at once."""
GRADES = {
    "very_positive": "Very good",
    "positive": "Good",
    "neutral": "Neither good nor bad",
    "negative": "Not good",
    "very_negative": "Bad",
}
"""How it was, in the words of whoever was there."""


def act(match: Match, form: Mapping[str, Any], *, where: str, policy: Policy, today: dt.date) -> None:
    """Do what the form says. Raises BadInput with the field; Conflict in words for a customer."""
    do = form.get("do", "")
    if do == "offer":
        actions.offer(
            match=match, times=_times(form, policy), side=Side.CUSTOMER, zone=form.get("zone", ""),
            although=form.get("although", ""), door=where, policy=policy, today=today, address=address,
        )  # fmt: skip
    elif do == "pick":
        actions.pick(
            match=match, slot=_number(form.get("slot", ""), "slot", "Pick one of the times."), side=Side.CUSTOMER,
            door=where, policy=policy, today=today, address=address,
        )  # fmt: skip
    elif do == "call_off":
        actions.call_off(
            match=match, side=Side.CUSTOMER, words=form.get("words", ""), door=where, policy=policy, today=today,
            address=address,
        )  # fmt: skip
    elif do == "missed":
        actions.missed(
            match=match, who=form.get("who", ""), side=Side.CUSTOMER, words=form.get("words", ""), door=where,
            policy=policy, today=today, address=address,
        )  # fmt: skip
    elif do == "how":
        minutes = form.get("minutes", "").strip()
        actions.say_how(
            match=match, side=Side.CUSTOMER, grade=form.get("grade", ""),
            minutes=_number(minutes, "minutes", "Minutes are a whole number.") if minutes else None,
            again={"yes": True, "no": False}.get(form.get("again", "")), words=form.get("words", ""), door=where,
            policy=policy, today=today, address=address,
        )  # fmt: skip
    else:
        raise BadInput("what", "Choose what you would like to do.", field="do")


def _times(form: Mapping[str, Any], policy: Policy) -> list[dt.datetime]:
    zone = zone_of(form.get("zone") or policy.zone.key)
    found = []
    for number in range(1, ROWS + 1):
        day, hour = form.get(f"day-{number}", "").strip(), form.get(f"hour-{number}", "").strip()
        if day or hour:
            found.append(moment(day, hour, zone, field=f"day-{number}"))
    return found


def _number(text: str, field: str, sentence: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadInput(f"bad_{field}", sentence, field=field)
    return int(text)
