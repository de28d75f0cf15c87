"""What is filled in about an opening: what it is, its seats, and whom it is for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, get_args

from django import forms

from vouch.domain.errors import BadInput
from vouch.domain.openings import Criteria
from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Personality
from vouch.domain.stages import Role
from vouch.program.openings.queries.offered import Offered
from vouch.program.openings.states import Decides
from vouch.web.workspace.asks.forms.steps import Day, Words

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.openings.models import Opening

CRITERIA = tuple(Criteria.model_fields)
"""The fields of the form that are conditions."""
_LISTS = ("roles", "segments", "industries", "regions", "products", "languages", "personalities")
_STAGES = [
    ("", "wherever they stand"),
    ("satisfied", "satisfied or further"),
    ("loyal", "loyal or further"),
    ("advocate", "an advocate"),
]
_KEPT = ("kind", "title", "what", "win_person", "win_company", "rung", "seats", "waiting", "deadline", "minutes",
         "place", "decides", "seed")  # fmt: skip
"""What the form and an opening call alike."""


class Several(forms.MultipleChoiceField):
    """Any of a few words, each a box to tick."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False, widget=forms.CheckboxSelectMultiple)


class OpeningForm(forms.Form):
    """An opening, whole."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="What sort is it?")
    title = forms.CharField(label="Its name", max_length=120)
    what = Words(label="What is it?", max_length=2000, help_text="As the guests read it.")
    win_person = Words(label="What is in it for the person?", max_length=300)
    win_company = Words(label="What is in it for their company?", max_length=300)
    rung = forms.ChoiceField(
        label="Do they do something for us there?",
        required=False,
        help_text="Then it is an ask: every gate holds, and the account’s owner clears each invitation.",
    )
    seats = forms.IntegerField(label="Seats", min_value=1, max_value=500, initial=3)
    waiting = forms.IntegerField(label="Places on the waiting list", min_value=0, max_value=500, initial=3)
    deadline = Day(label="Last day to answer")
    happens_at = forms.DateTimeField(
        label="When does it take place?",
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    minutes = forms.IntegerField(label="For how many minutes?", min_value=5, max_value=20_000, initial=60)
    place = forms.CharField(label="Where?", required=False, max_length=200)
    host = forms.ChoiceField(label="Who of us hosts?", required=False)
    decides = forms.ChoiceField(
        label="Who gets a seat?", choices=Decides.choices, widget=forms.RadioSelect, initial="first_come"
    )
    decider = forms.ChoiceField(label="Who decides?", required=False)
    seed = forms.CharField(label="Seed of the lot", required=False, max_length=32, help_text="The same draws the same.")

    stage = forms.ChoiceField(label="Their company is", required=False, choices=_STAGES)
    latent = forms.BooleanField(label="latent: likes it, and no renewal has come due", required=False)
    roles = Several("The part they play")
    segments = Several("Segment")
    industries = Several("Industry")
    regions = Several("Region")
    products = Several("Uses")
    languages = Several("Language")
    personalities = Several("Personality")
    employees_from = forms.IntegerField(label="People at the company, from", required=False, min_value=0)
    employees_to = forms.IntegerField(label="to", required=False, min_value=0)
    acts = forms.IntegerField(label="Acts done, at least", required=False, min_value=0, max_value=100)
    act = forms.ChoiceField(label="of this kind", required=False)
    member_days = forms.IntegerField(
        label="Days in the programme, at least", required=False, min_value=0, max_value=3650, help_text="0: any member."
    )
    fresh_days = forms.IntegerField(
        label="No seat in one of this kind for so many days", required=False, min_value=1, max_value=3650
    )

    def __init__(
        self, data: Any = None, *, offered: Offered, colleagues: list[User], policy: Policy, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        rungs = [(name, rung.words) for name, rung in policy.ladder.items() if not rung.open_invitation]
        who = [(pk, str(one)) for pk, one in self.colleagues.items()]
        chosen: dict[str, list[tuple[str, str]]] = {
            "kind": list(policy.openings.kinds.items()),
            "rung": [("", "no: it is a gift"), *rungs],
            "act": [("", "any kind"), *((name, rung.words) for name, rung in policy.ladder.items())],
            "host": [("", "nobody yet"), *who],
            "decider": [("", "nobody yet"), *who],
            "roles": [(role.value, role.value.replace("_", " ")) for role in Role],
            **{name: [(one, one) for one in getattr(offered, name)] for name in _LISTS[1:6]},
            "personalities": [(one, one.replace("_", " ")) for one in get_args(Personality)],
        }  # fmt: skip
        for name, found in chosen.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        hidden = [name for name in _LISTS if not chosen[name]]
        if not policy.openings.personality_is_a_criterion:
            hidden.append("personalities")
        for name in hidden:
            del self.fields[name]

    @property
    def criteria(self) -> dict[str, Any]:
        """The conditions that were filled in and can be read, also of a form that is not whole yet."""
        given = getattr(self, "cleaned_data", {})
        told = {name: given.get(name) for name in CRITERIA}
        kept = {name: value for name, value in told.items() if value not in (None, "", [], 0)}
        if told["member_days"] is not None:
            kept["member_days"] = told["member_days"]  # 0 is any member
        return kept

    def told(self, policy: Policy) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        told = {name: given[name] for name in _KEPT}
        at = given["happens_at"]
        told["happens_at"] = at.replace(tzinfo=policy.zone) if at is not None else None
        told["host"] = self.colleagues.get(given["host"])
        told["decider"] = self.colleagues.get(given["decider"])
        return told | {"criteria": self.criteria}

    def blame(self, refusal: BadInput) -> None:
        """Show a refusal beside the field it is about."""
        field = refusal.data.get("field")
        self.add_error(field if field in self.fields else None, refusal.sentence)


def begun(opening: Opening | None, policy: Policy, today: dt.date, who: User) -> dict[str, Any]:
    """What the form begins with: the draft as it is, or what most openings have."""
    if opening is None:
        return {"deadline": today + dt.timedelta(days=21), "host": str(who.pk), "stage": "loyal"}
    told: dict[str, Any] = {name: getattr(opening, name) for name in _KEPT}
    at = opening.happens_at
    told["happens_at"] = at.astimezone(policy.zone).replace(tzinfo=None) if at is not None else None
    told |= {"host": str(opening.host_id or ""), "decider": str(opening.decider_id or "")}
    return told | opening.asked.model_dump(mode="json", exclude_defaults=True)
