"""The form that changes one page of the playbook: a few lines, each a suggestion; an empty line is none."""

from __future__ import annotations

from typing import Any

from django import forms

from vouch.domain.errors import BadInput
from vouch.domain.playbook import KINDS, MOST, Suggestion


class Line(forms.Form):
    """One suggestion. A line whose two sentences are empty asks for nothing: it is none."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="What sort", choices=list(KINDS.items()))
    do = forms.CharField(label="What to do", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    gives = forms.CharField(label="What they have of it", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sentences = [str(self.data.get(self.add_prefix(name), "")).strip() for name in ("do", "gives")]
        if self.is_bound and not any(sentences):
            for field in self.fields.values():
                field.required = False

    @property
    def filled(self) -> bool:
        """Whether anything was written here."""
        return any(self.cleaned_data.get(name, "").strip() for name in ("do", "gives"))


def lines(suggestions: list[Suggestion], data: Any = None) -> list[Line]:
    """The lines of the page: one for each suggestion and an empty one, or as many as were sent."""
    held: list[dict[str, str] | None] = [one.as_dict() for one in suggestions]
    count = MOST if data is not None else min(MOST, max(2, len(held) + 1))
    rows = (held + [None] * MOST)[:count]
    sent = [number for number in range(count) if data is None or f"line{number}-do" in data]
    return [Line(data, prefix=f"line{number}", initial=rows[number]) for number in sent]


def filled(form: list[Line]) -> list[tuple[int, dict[str, Any]]] | None:
    """The lines that say something, with their place; None where one cannot be read."""
    wrong = [line for line in form if not line.is_valid()]  # every line is asked, so that every mistake is shown
    if wrong:
        return None
    return [(place, line.cleaned_data) for place, line in enumerate(form) if line.filled]


def blame(form: list[Line], places: list[int], refusal: BadInput) -> None:
    """Show a refusal beside the line and field it is about."""
    row = refusal.data.get("row", 0)
    place = places[row] if row < len(places) else 0
    form[place].add_error(refusal.data.get("field"), refusal.sentence)
