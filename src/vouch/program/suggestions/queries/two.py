"""Which two acts could somebody be asked for, where the second came near the first?"""

from __future__ import annotations

from copy import copy

from vouch.program.suggestions.models import NextStep
from vouch.program.suggestions.states import Kind


def has_two(step: NextStep) -> bool:
    """Whether what came second with this person came near enough for a choice."""
    return step.kind == Kind.ASK and bool(step.runner_up.get("near"))


def choice_of_two(step: NextStep) -> tuple[NextStep, NextStep] | None:
    """The step and what it could be instead, as a step of its own that is kept nowhere; None where none came near."""
    if not has_two(step):
        return None
    told = step.runner_up
    second = copy(step)
    second.pk = None
    second.activity, second.reasons = told["activity"], told["reasons"]
    second.value, second.parts, second.rate_words = told["value"], told["parts"], told["rate_words"]
    return step, second
