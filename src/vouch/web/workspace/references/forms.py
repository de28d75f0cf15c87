"""What a seller fills in: the deal or the buyer, what they need to hear, from whom, by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.program.openings.queries.offered import offered
from vouch.program.references import queries
from vouch.program.references.actions import LIKE, MUST, Written
from vouch.program.references.states import Grade
from vouch.web.workspace.asks.forms.steps import Day

if TYPE_CHECKING:
    from vouch.program.references.models import Deal, Request

_MUST = {
    "product": "uses this product",
    "industry": "this industry",
    "employees": "about this size",
    "region": "this region",
    "language": "speaks this language",
    "role": "this role",
    "tech": "replaced the same",
}
_SUGGESTED = ("industry", "region", "product", "language")
"""Fields that suggest the words customers have."""


class RequestForm(forms.Form):
    """A reference request, whole or in part."""

    use_required_attribute = False

    deal = forms.ChoiceField(label="Which deal?", required=False)
    buyer = forms.CharField(label="Or which company is to hear it?", required=False, max_length=255)
    activity = forms.ChoiceField(label="What do you need?", required=False)
    words = forms.CharField(
        label="What does the buyer need to hear?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Their worry in their words: it finds who has told about the same.",
    )
    role = forms.CharField(
        label="Role of the buyer", required=False, max_length=120, help_text="CFO, head of transport ..."
    )
    product = forms.CharField(label="Product", required=False, max_length=120)
    use = forms.CharField(label="Use case", required=False, max_length=120)
    industry = forms.CharField(label="Industry", required=False, max_length=120)
    employees = forms.IntegerField(
        label="Size: people who work there", required=False, min_value=1, max_value=10_000_000
    )
    region = forms.CharField(label="Region or country", required=False, max_length=120)
    language = forms.CharField(label="Language", required=False, max_length=32)
    tech = forms.CharField(label="Competitor to be replaced", required=False, max_length=120)
    must = forms.MultipleChoiceField(
        label="Nobody who is not",
        required=False,
        choices=[(name, _MUST[name]) for name in MUST],
        widget=forms.CheckboxSelectMultiple,
        help_text="Each can be given up again later, one by one.",
    )
    needed_by = Day(label="Needed by", required=False)
    how_many = forms.IntegerField(label="How many people?", min_value=1, max_value=10, initial=1)
    expected = forms.ChoiceField(
        label="What do you expect to be said?", required=False, choices=[("", "no matter"), *Grade.choices]
    )
    buyer_name = forms.CharField(label="Who of them will speak?", required=False, max_length=255)
    buyer_email = forms.EmailField(label="Their e-mail", required=False, max_length=254)
    buyer_zone = forms.ChoiceField(label="Their time zone", required=False)
    rivals = forms.CharField(
        label="Customers who must not hear of it",
        required=False,
        max_length=1000,
        help_text="Competitors of the buyer, with commas between. They are not shown, nor counted, for this request.",
    )
    buy_in = forms.BooleanField(label="Those who decide want it", required=False)
    technical = forms.BooleanField(label="The technical side agrees", required=False)
    although = forms.CharField(
        label="If it is early: why does a reference help already now?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    offered = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, data: Any = None, *, policy: Policy, deals: list[Deal], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in _SUGGESTED:
            self.fields[name].widget.attrs["list"] = f"known-{name}"
        chosen: dict[str, list[tuple[str, str]]] = {
            "deal": [("", "no deal: name the company below"), *((one.pk, deal_words(one)) for one in deals)],
            "activity": [("", "choose"), *rungs(policy)],
            "buyer_zone": [("", f"as ours: {policy.company.time_zone}"), *((one, one) for one in zones())],
        }
        for name, found in chosen.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    @cached_property
    def known(self) -> Mapping[str, Sequence[str]]:
        """The words customers have, by field: what is written otherwise is like nobody. Counted for whoever is shown
        the form, not for what they hand in."""
        words = offered()
        told = ({*words.industries, *words.segments}, words.regions, words.products, words.languages)
        return {name: sorted(set(known)) for name, known in zip(_SUGGESTED, told, strict=True)}

    def written(self) -> Written:
        """What the action takes, of a form that may not be whole."""
        given = getattr(self, "cleaned_data", {})
        texts = {name: given.get(name) or "" for name in
                 ("activity", "deal", "buyer", "buyer_name", "buyer_email", "buyer_zone", "words", "expected",
                  "although")}  # fmt: skip
        return Written(
            **texts,
            like={name: given.get(name) for name in LIKE},
            must=given.get("must") or (),
            how_many=given.get("how_many") or 1,
            needed_by=given.get("needed_by"),
            buy_in=bool(given.get("buy_in")),
            technical=bool(given.get("technical")),
            offered=given.get("offered") or (),
            rivals=[name for name in (given.get("rivals") or "").split(",") if name.strip()],
        )

    def blame(self, refusal: BadInput) -> None:
        """Show a refusal beside the field it is about."""
        field = refusal.data.get("field")
        self.add_error(field if field in self.fields else None, refusal.sentence)


def rungs(policy: Policy) -> list[tuple[str, str]]:
    """What can be asked for: rungs that somebody is chosen for, those that help deals first."""
    rows = [(name, rung) for name, rung in policy.ladder.items() if not rung.open_invitation]
    rows.sort(key=lambda one: "faster_deals" not in one[1].serves)
    return [(name, rung.words) for name, rung in rows]


def deal_words(deal: Deal) -> str:
    """A deal as a choice."""
    worth = f", {deal.amount:,.0f} {deal.currency}".rstrip() if deal.amount else ""
    return f"{deal.name}{f' ({deal.company})' if deal.company and deal.company not in deal.name else ''}{worth}"


@cache
def zones() -> tuple[str, ...]:
    """The time zones people live in. Finding them takes a while: they are files."""
    return tuple(
        sorted(one for one in available_timezones() if "/" in one and not one.startswith(("Etc/", "SystemV/")))
    )


def begun(request: Request | None, policy: Policy, today: dt.date, **asked: str) -> dict[str, Any]:
    """What the form begins with: the draft as it is, or what a link filled in."""
    if request is None:
        told: dict[str, Any] = {"needed_by": today + dt.timedelta(days=policy.desk.needed_in_days), "how_many": 1}
        return told | {name: value for name, value in asked.items() if value}
    told = {name: getattr(request, f"like_{name}") for name in LIKE}
    for name in ("buyer", "activity", "words", "must", "needed_by", "how_many", "expected", "buyer_name",
                 "buyer_email", "buyer_zone", "although"):  # fmt: skip
        told[name] = getattr(request, name)
    return told | {
        "deal": request.deal_id or "",
        "rivals": ", ".join(queries.rival_names(request)),
        "buy_in": request.readiness.get("buy_in"),
        "technical": request.readiness.get("technical"),
    }
