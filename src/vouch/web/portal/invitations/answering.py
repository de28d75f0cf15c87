"""What does somebody's answer to an invitation say? Read from its form; some answers want one more question first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vouch.domain.asking import Answer
from vouch.domain.errors import BadInput
from vouch.domain.policy.asking import Rung

LATER = {"30": "in a month", "91": "in three months", "182": "in half a year", "day": "on a day of my own"}
"""When to ask again."""
_STEPS = {"not_now": "when", "something_smaller": "what"}


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer as its form has it. `step`: the question that is to be shown before it is kept; empty: keep it."""

    answer: str
    words: str
    step: str = ""
    not_before: dt.date | None = None


def said(form: Mapping[str, Any], today: dt.date, smaller: list[tuple[str, Rung]]) -> Said:
    """Read the form. Raises BadInput with the field where a day is none."""
    answer, words = form.get("answer", ""), form.get("words", "").replace("\0", "").strip()[:800]
    if answer in _STEPS and form.get("step", "") != _STEPS[answer]:
        return Said(answer=answer, words=words, step=_STEPS[answer])
    if answer == Answer.NOT_NOW:
        return Said(answer=answer, words=words, not_before=_day(form, today))
    if answer == Answer.SOMETHING_SMALLER:
        rather = next((rung.words for name, rung in smaller if name == form.get("rather")), "")
        return Said(answer=answer, words=f"Rather {rather}. {words}".strip() if rather else words)
    return Said(answer=answer, words=words)


def _day(form: Mapping[str, Any], today: dt.date) -> dt.date | None:
    later = form.get("later", "")
    if later == "day":
        try:
            return dt.date.fromisoformat(form.get("day", ""))
        except ValueError:
            raise BadInput("bad_day", "Name the day, like 2027-01-31.", field="day") from None
    return today + dt.timedelta(days=int(later)) if later in LATER else None
