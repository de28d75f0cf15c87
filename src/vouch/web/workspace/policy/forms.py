"""What is asked when a policy is changed: single thresholds, or the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from vouch.runs.trying import Threshold


@dataclass(frozen=True)
class Group:
    """The thresholds of one section, as fields of the form."""

    name: str
    fields: list[Any]
    changed: bool


class Thresholds(forms.Form):
    """Every number and switch by which customers are placed; what stays as it is changes nothing."""

    def __init__(self, known: Sequence[Threshold], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.key: one for one in known}
        for one in known:
            words = one.key.partition(".")[2].replace("_", " ").replace(".", " · ")
            if isinstance(one.value, bool):
                field: forms.Field = forms.BooleanField(label=words, required=False, initial=one.value)
            else:
                whole = isinstance(one.value, int)
                field = (forms.IntegerField if whole else forms.FloatField)(
                    label=words, required=False, initial=one.value,
                    widget=forms.NumberInput(attrs={"step": "1" if whole else "any", "inputmode": "decimal"}),
                )  # fmt: skip
            self.fields[one.key] = field

    def changes(self) -> dict[str, float | int | bool]:
        """What was changed; a field left empty stays as it is."""
        told = {key: value for key, value in self.cleaned_data.items() if value is not None}
        return {key: value for key, value in told.items() if value != self.known[key].value}

    def mark(self, mistakes: Sequence[str]) -> None:
        """Says each mistake that begins with the key of a threshold beside its field."""
        for mistake in mistakes:
            key, _, words = mistake.partition(": ")
            if key in self.fields and words:
                self.add_error(key, f"{words[:1].upper()}{words[1:].removesuffix('.')}.")

    @property
    def _meant(self) -> list[str]:
        return self.changed_data if self.is_bound else []

    def groups(self) -> list[Group]:
        """The fields by section, in the order of the policy."""
        sections = dict.fromkeys(one.section for one in self.known.values())
        return [
            Group(
                name.replace("_", " "),
                found := [self[key] for key, one in self.known.items() if one.section == name],
                any(bound.errors or bound.name in self._meant for bound in found),
            )
            for name in sections
        ]


class Text(forms.Form):
    """The company's policy as a file: written on the page, or handed in."""

    text = forms.CharField(
        label="The company’s policy file",
        required=False,
        strip=False,
        max_length=200_000,
        help_text="Only what is to differ from what comes with Vouch. Empty: all as it comes with Vouch.",
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "code", "wrap": "off"}),
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="A .toml file; it is read in place of the text.",
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )

    def written(self) -> str:
        """The text that was meant. Raises ValidationError for a file that is no text."""
        file = self.cleaned_data.get("file")
        if not file:
            return str(self.cleaned_data["text"]).replace("\r\n", "\n")
        try:
            return str(file.read(200_001).decode("utf-8-sig")).replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise forms.ValidationError(f"{file.name} is no text in UTF-8. Save it as UTF-8.") from None
