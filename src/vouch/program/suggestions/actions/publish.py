"""How do suggestions reach the pages? All at once: readers see those of the last run or of this one, no mixture."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from django.db import transaction
from django.db.models import Exists, OuterRef

from vouch.program.history.actions import record
from vouch.program.people.models import Contact
from vouch.program.people.writing import replace_all
from vouch.program.suggestions.models import Month, MonthPick, NextStep, NotThisWeek
from vouch.program.suggestions.rows import MonthRow, NextStepRow

_STEP = (
    "contact", "account", "kind", "rank", "sentence", "reasons", "activity", "rate_low", "rate_mean", "rate_high",
    "rate_n", "rate_words", "value", "parts", "runner_up", "exploring", "stage", "role", "number", "obstacle", "lifts",
    "until", "before", "changed",
)  # fmt: skip
_PICK = ("contact", "account", "activity", "week", "value", "rank", "reason")
_LETTERS = {"sentence": 600, "rate_words": 200, "lifts": 200, "changed": 400}


@transaction.atomic
def publish(
    *,
    steps: Iterable[NextStepRow],
    month: MonthRow,
    run: str,
    policy: str,
    today: date,
    door: str = "worker",
) -> int:
    """Make these the only suggestions there are, and this the month. Returns how many steps there are.

    People who are not there any more, erased since the run looked at them, are left out. What was put off until a day
    that is over is forgotten. Call `forget_unknown` once this is committed.
    """
    known = set(Contact.objects.values_list("pk", flat=True))
    columns = (*_STEP, "computed_on", "run", "policy")
    values = attrgetter(*_STEP)
    found = ((*_cut(values(row)), today, run, policy) for row in steps if row.contact in known)
    count = replace_all(NextStep, columns, found, same=("contact",))
    picks = (attrgetter(*_PICK)(row) for row in month.picks if row.contact in known)
    replace_all(MonthPick, _PICK, picks, same=("contact",))
    Month.objects.all().delete()
    Month.objects.create(
        begins=month.begins, weeks=month.weeks, figures=dict(month.figures), computed_on=today, run=run, policy=policy
    )
    NotThisWeek.objects.filter(until__lt=today).delete()
    record(by=None, door=door, action="publish_suggestions", kind="run", object_id=run, steps=count, policy=policy)
    return count


def forget_unknown() -> int:
    """Delete what is about people who are not there any more: erased while the suggestions were written."""
    there = Exists(Contact._base_manager.filter(pk=OuterRef("contact_id")))
    return sum(model._default_manager.exclude(there).delete()[0] for model in (NextStep, MonthPick, NotThisWeek))


def _cut(values: tuple[object, ...]) -> tuple[object, ...]:
    """Sentences as long as their columns are; names in them can be of any length."""
    return tuple(
        value[: _LETTERS[name]] if name in _LETTERS and isinstance(value, str) else value
        for name, value in zip(_STEP, values, strict=True)
    )
