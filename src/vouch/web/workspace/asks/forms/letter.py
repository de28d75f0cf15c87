"""The form of an ask: what both sides have of it, why this person, and the letter."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from vouch.domain.asking import check_wins
from vouch.domain.errors import BadInput
from vouch.domain.letters import FIELDS as PUT_IN
from vouch.domain.letters import PIECES, Start
from vouch.domain.wording import holes, stopped_in
from vouch.web.shared.shell import policy

USES = {
    "": "anything it is good for",
    "deal": "one deal",
    "website": "our website",
    "sales_material": "papers for sales",
    "press": "the press",
    "event": "an event",
    "product": "the product",
}
"""What an act may be for, as a permission names it."""
READ = ("win_person", "win_company", "why", "subject", "words")
"""The fields that the person reads as they stand."""
FIELDS = ("win_person", "win_company", "why", "subject", "words", "use", "territory", "reward_announced")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Written(forms.Form):
    """What a person reads of an ask: what both sides have of it, why they, the letter."""

    use_required_attribute = False

    win_person = forms.CharField(label="What is in it for the person?", max_length=300, widget=_area(2))
    win_company = forms.CharField(label="What is in it for their company?", max_length=300, widget=_area(2))
    why = forms.CharField(
        label="Why them of all people?",
        max_length=500,
        widget=_area(2),
        help_text="They read it. What they did, said or know, never that they owe us something.",
    )
    subject = forms.CharField(label="The head of the letter", max_length=150)
    words = forms.CharField(label="The letter", max_length=4000, widget=_area(9))

    def clean(self) -> dict[str, Any]:
        """Both wins are there, nothing asks for a favour or pays for praise, and no place is open."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if {"win_person", "win_company"} <= answers.keys():
            try:
                check_wins(answers["win_person"], answers["win_company"])
            except BadInput as refusal:
                self.add_error(str(refusal.data["field"]), refusal.sentence)
        texts = {"reward_announced": self.reward} | {name: str(text) for name, text in answers.items()}
        field, sentence = stopped_in(texts, policy().wording)
        if sentence and field not in self.errors:
            self.add_error(field if field in self.fields else None, sentence)
        for name in READ:
            for hole in holes(str(answers.get(name, "")), {one: {} for one in self.put_in}, of=()):
                self.add_error(
                    name,
                    f"“{{{hole.name}}}” would stand in the letter as it is, for everybody: only you know what "
                    "belongs there. Write it, or take it out.",
                )
        return answers

    put_in: Collection[str] = ()
    """Fields that are put in later, and are no open places."""
    reward = ""
    """The reward that is announced beside it."""

    def blame(self, refusal: BadInput) -> None:
        """Show a refusal beside the field it is about."""
        field = refusal.data.get("field")
        self.add_error(field if field in self.fields else None, refusal.sentence)


class Letter(Written):
    """An ask as it is written, for one person or for several."""

    put_in = (*PUT_IN, *PIECES)

    use = forms.ChoiceField(label="What is it for?", required=False, choices=list(USES.items()))
    territory = forms.CharField(
        label="Where would it be seen?",
        required=False,
        max_length=120,
        help_text="A country or region; empty: anywhere.",
    )
    reward_announced = forms.CharField(
        label="A reward that the letter announces",
        required=False,
        max_length=255,
        help_text="Usually none: a first ask with a reward teaches people to wait for one.",
    )

    def __init__(self, *args: Any, start: Start | None = None, several: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if start is not None:
            self.fields["win_person"].help_text = f"For instance: {start.win_person} They read it as it stands."
            self.fields["win_company"].help_text = f"For instance: {start.win_company}"
        if several:
            self.fields["words"].help_text = (
                "What stands in braces is put in for each of them; a sentence with something that is not known of "
                "somebody is left out of their letter. You can change each letter on its own afterwards."
            )
