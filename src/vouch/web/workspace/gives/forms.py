"""What is filled in about a give."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from vouch.program.asks.states import GiveKind
from vouch.web.workspace.asks.forms.steps import Day, Words

OF_PLAYBOOK = {
    "listen": GiveKind.HELP,
    "help": GiveKind.HELP,
    "proof": GiveKind.CONTENT,
    "news": GiveKind.CONTENT,
    "access": GiveKind.ACCESS,
    "community": GiveKind.INTRODUCTION,
    "leadership": GiveKind.ACCESS,
    "thanks": GiveKind.THANKS,
}
"""Which kind of give a suggestion of the playbook is."""


class GiveForm(forms.Form):
    """Something to give: what, to whom, by whom, by when."""

    use_required_attribute = False

    do = Words(label="What do we do?", max_length=300)
    gives = forms.CharField(label="What do they have of it?", required=False, max_length=200)
    kind = forms.ChoiceField(label="What sort is it?", choices=GiveKind.choices)
    contact = forms.ChoiceField(label="For whom?", required=False)
    assigned_to = forms.ChoiceField(label="Who does it?", required=False)
    due_on = Day(label="By when?", required=False)

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], colleagues: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].choices = [("", "everybody there"), *people]  # type: ignore[attr-defined]
        self.fields["assigned_to"].choices = [("", "nobody yet"), *colleagues]  # type: ignore[attr-defined]


class DoneForm(forms.Form):
    """It was done."""

    use_required_attribute = False

    done_on = Day(label="Done on")
    followed = Words(label="What followed?", required=False, max_length=500, help_text="Only what you saw or heard.")


class FollowedForm(forms.Form):
    """What followed, known later."""

    use_required_attribute = False

    words = Words(label="What followed?", max_length=500, help_text="Only what you saw or heard.")


def in_two_weeks(today: dt.date) -> dt.date:
    """The day a give is due where nobody says otherwise."""
    return today + dt.timedelta(days=14)
