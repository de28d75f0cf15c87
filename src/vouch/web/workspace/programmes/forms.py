"""What is filled in about a programme: what it is for, whom it asks, what it may cost; a cost; the end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms

from vouch.domain.errors import BadInput
from vouch.domain.stages import RUNGS
from vouch.program.programmes.states import CostKind, Goal, Whom
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks.forms.steps import Day, Words

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.queries import Choices
    from vouch.program.programmes.models import Programme

_SAME = ("name", "goal", "aim", "measure", "why", "money", "currency", "hours", "begins", "ends")
"""What the form and a programme call alike."""
_NONE = "(none)"


FLAGS = ("latent", "captive", "personal_advocate")


class ProgrammeForm(forms.Form):
    """A programme, whole."""

    use_required_attribute = False

    name = forms.CharField(label="Its name", max_length=120)
    goal = forms.ChoiceField(label="What is it for?", choices=Goal.choices)
    aim = forms.IntegerField(label="The figure aimed at", min_value=1, max_value=1_000_000)
    measure = forms.CharField(label="of what?", max_length=120, help_text="Such as “reference calls held”.")
    why = Words(label="Why now?", max_length=1000, required=False)
    begins = Day(label="Begins")
    ends = Day(label="Ends")
    leader = forms.ChoiceField(label="Who runs it?")
    money = forms.DecimalField(label="Money", required=False, min_value=0, max_digits=12, decimal_places=2)
    currency = forms.CharField(label="Currency", max_length=3, required=False)
    hours = forms.IntegerField(label="Hours of ours", required=False, min_value=0, max_value=100_000)
    whom = forms.ChoiceField(
        label="Whom does it ask?",
        choices=Whom.choices,
        widget=forms.RadioSelect,
        help_text="Reviews go to a whole segment or by lot, and to nobody who was chosen.",
    )
    segment = forms.ChoiceField(label="Segment", required=False)
    stage = forms.ChoiceField(label="Stage", required=False)
    flag = forms.ChoiceField(label="Who is", required=False)
    region = forms.ChoiceField(label="Region", required=False)
    size = forms.IntegerField(
        label="How many, by lot?", required=False, min_value=1, max_value=200, help_text="Empty: everybody."
    )
    seed = forms.CharField(label="Seed of the lot", required=False, max_length=24)

    def __init__(self, data: Any = None, *, offered: Choices, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        chosen: dict[str, list[tuple[str, str]]] = {
            "leader": [(pk, str(one)) for pk, one in self.colleagues.items()],
            "segment": [("", "any"), *((one, one) for one in offered.segments), (_NONE, "without a segment")],
            "stage": [("", "any"), *((one.value, one.words) for one in RUNGS)],
            "flag": [("", "any"), *((one, one.replace("_", " ")) for one in FLAGS)],
            "region": [("", "any"), *((one, one) for one in offered.regions)],
        }  # fmt: skip
        for name, found in chosen.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        told = {name: given[name] for name in _SAME}
        return told | {
            "leader": self.colleagues.get(given["leader"]),
            "whom": given["whom"],
            "narrowed": self.narrowed(given),
        }

    def narrowed(self, given: dict[str, Any]) -> dict[str, Any]:
        """By what its people are narrowed, for the way they are found; for a lot also what has no business there."""
        segment = "" if given["segment"] == _NONE else given["segment"] or None
        if given["whom"] == Whom.RULE:
            others = {name: given[name] for name in ("stage", "flag", "region") if given[name]}
            return {"segment": segment, "size": given["size"], "seed": given["seed"], **others}
        return {name: given[name] for name in ("stage", "flag", "region")} | {"segment": segment or ""}

    def blame(self, refusal: BadInput) -> None:
        """Show a refusal beside the field it is about."""
        field = refusal.data.get("field")
        self.add_error(field if field in self.fields else None, refusal.sentence)


def begun(programme: Programme | None, asked: Any, who: User, today: dt.date) -> dict[str, Any]:
    """What the form begins with: the programme as it is, or what an address suggests for a new one."""
    if programme is not None:
        told = {name: getattr(programme, name) for name in _SAME} | dict(programme.narrowed)
        if programme.whom == Whom.RULE and programme.narrowed.get("segment") == "":
            told["segment"] = _NONE
        return told | {"whom": programme.whom, "leader": str(programme.leader_id)}
    goal = asked.get("goal", "")
    reviews = goal == Goal.REVIEWS
    told = {
        "goal": goal if goal in Goal.values else Goal.REACH,
        "begins": today,
        "ends": today + dt.timedelta(days=91),
        "leader": str(who.pk),
        "currency": policy().company.currency,
        "whom": Whom.RULE if reviews else Whom.EVERYBODY,
        "seed": today.isoformat() if reviews else "",
    }
    told["name"] = asked.get("called", "")[:120]
    return told | {name: asked[name][:120] for name in ("aim", "measure", "size") if asked.get(name)}


class CostForm(forms.Form):
    """One cost."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="What for?", choices=CostKind.choices)
    on = Day(label="On")
    money = forms.DecimalField(label="Money", required=False, min_value=0, max_digits=12, decimal_places=2)
    hours = forms.DecimalField(label="Hours of ours", required=False, min_value=0, max_digits=7, decimal_places=2)
    words = forms.CharField(label="In a few words", required=False, max_length=200)


class EndForm(forms.Form):
    """The end."""

    use_required_attribute = False

    reached = forms.IntegerField(label="The figure it reached", min_value=0, max_value=1_000_000_000)
    learnt = Words(
        label="What was learnt?", max_length=2000, help_text="Also where it failed: the next one stands on it."
    )


STEP_FORMS: dict[str, type[forms.Form]] = {"cost": CostForm, "end": EndForm}
