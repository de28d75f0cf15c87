"""How a form is laid out: which fields stand beside each other, which are folded away, where a mistake is shown."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from vouch.domain.errors import Refusal


class Day(forms.DateField):
    """A day; the browser shows a calendar where it has one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class Words(forms.CharField):
    """A few sentences."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class Laid(forms.Form):
    """A form as the pieces of templates lay it out."""

    pairs: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Fields that stand beside each other where there is room."""
    folded: ClassVar[tuple[str, ...]] = ()
    """Fields that most people leave empty: folded away until somebody wants them."""
    fold_words: ClassVar[str] = ""

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields in order, those that belong beside each other together, without the folded ones."""
        beside = dict(self.pairs)
        seconds = set(beside.values())
        shown = [name for name in self.fields if name not in self.folded and name not in seconds]
        return [[self[name], *([self[beside[name]]] if name in beside else [])] for name in shown]

    @property
    def fold(self) -> list[forms.BoundField]:
        """The folded fields."""
        return [self[name] for name in self.folded]

    @property
    def unfolded(self) -> bool:
        """Whether the folded fields have something to show."""
        return any(field.errors or field.value() for field in self.fold)


def blame(form: forms.Form, refusal: Refusal) -> None:
    """Show a refusal beside the field it is about, or above the form."""
    field = refusal.data.get("field")
    form.add_error(field if field in form.fields else None, refusal.sentence)
