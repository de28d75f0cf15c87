"""What somebody did for others, which part somebody plays, and somebody whom no export names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms

from vouch.domain.stages import Role
from vouch.program.people import actions
from vouch.web.workspace.proof.forms.entry import Day, EntryForm, Words

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Entry

ACTS = (
    *("private quote", "public quote", "fun fact", "review", "reference call", "reference visit", "referral"),
    *("case study", "video case study", "talk", "panel", "community answer", "beta test", "advisory board"),
    *("analyst briefing", "award entry", "logo use", "press"),
)
"""Suggestions for what sort of act it was; any other words will do."""


class ActForm(EntryForm):
    """An act of advocacy."""

    asks = "What did somebody at {name} do for others to see or hear?"
    hint = "Also what was asked for outside Vouch: that way nobody is asked too often."
    pairs = (("activity_type", "done_on"),)

    contact = forms.ChoiceField(label="Who?")
    activity_type = forms.CharField(
        label="What sort of act?", max_length=64, widget=forms.TextInput(attrs={"list": "acts", "autocomplete": "off"})
    )
    done_on = Day(label="Done on")
    prompted = forms.ChoiceField(
        label="Did we ask?",
        required=False,
        choices=[("unprompted", "nobody asked"), ("asked", "we asked"), ("", "I do not know")],
        initial="",
        widget=forms.RadioSelect,
    )
    reward_announced = forms.CharField(
        label="Reward that had been announced",
        required=False,
        max_length=255,
        help_text="Only one that they knew of beforehand. A surprise afterwards is none.",
    )
    quality = forms.ChoiceField(
        label="How good was it?",
        required=False,
        choices=[("", "I cannot say"), ("1", "could not be better"), ("0.7", "good"), ("0.4", "thin")],
    )
    text = Words(label="What was it about, or where can it be seen?", required=False, max_length=1000)

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def enter(self, by: User) -> Entry:
        """Write the act down. A day stands for its end, in the company's time zone."""
        given = self.given()
        day, quality = given.pop("done_on"), given.pop("quality")
        return actions.enter_act(
            by=by,
            account=self.account,
            done_at=dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=self.zone),
            quality=float(quality) if quality else None,
            **given,
        )


class RoleForm(EntryForm):
    """The part a person plays after the sale."""

    asks = "Who plays which part at {name}?"
    hint = "After the sale, not in buying. A source may hint at it; only somebody who knows says it."
    whole = None
    pairs = (("from_on", "until_on"),)

    contact = forms.ChoiceField(label="Who?")
    role = forms.ChoiceField(
        label="Which part?",
        choices=[(role.value, role.value.replace("_", " ")) for role in Role],
        widget=forms.RadioSelect,
    )
    from_on = Day(label="Since")
    until_on = Day(label="Until", required=False, help_text="For somebody who has stopped, or left.")

    def enter(self, by: User) -> Entry:
        """Give them the part."""
        return actions.give_role(by=by, **self.given())


class PersonForm(EntryForm):
    """Somebody whom no export names."""

    asks = "Who else is there at {name}?"
    hint = "They join the others when everybody is placed. An export that names them by the same address finds them."

    name = forms.CharField(label="Name", max_length=255)
    email = forms.EmailField(label="E-mail", required=False)
    title = forms.CharField(label="What they do there", required=False, max_length=255)

    def enter(self, by: User) -> Entry:
        """Add the person."""
        return actions.add_person(by=by, account=self.account, **self.given())
