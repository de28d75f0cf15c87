"""What is asked when a policy is changed: single thresholds, or the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from vouch.domain.policy.told import told as policy_says
from vouch.runs.trying import Threshold


@dataclass(frozen=True)
class Group:
    """The thresholds of one section, as fields of the form, by what each part of them is about; `words`: a sentence."""

    name: str
    words: str
    parts: list[tuple[str, list[Any]]]
    changed: bool

    @property
    def count(self) -> int:
        """How many thresholds it has."""
        return sum(len(fields) for _about, fields in self.parts)


class Thresholds(forms.Form):
    """Every number and switch by which customers are placed; what stays as it is changes nothing."""

    def __init__(self, known: Sequence[Threshold], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.key: one for one in known}
        for one in known:
            words = one.key.partition(".")[2].replace("_", " ").replace(".", " · ")
            told = sentence(policy_says().get(one.key, ""))
            if isinstance(one.value, bool):
                field: forms.Field = forms.BooleanField(label=words, required=False, initial=one.value, help_text=told)
            else:
                whole = isinstance(one.value, int)
                field = (forms.IntegerField if whole else forms.FloatField)(
                    label=words, required=False, initial=one.value, help_text=told,
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
                self.add_error(key, sentence(words))

    @property
    def _meant(self) -> list[str]:
        return self.changed_data if self.is_bound else []

    def groups(self) -> list[Group]:
        """The fields by section, in the order of the policy."""
        by_section: dict[str, dict[str, list[Any]]] = {}
        for key, one in self.known.items():
            kind = key.rpartition(".values.")[0] or key.rpartition(".")[0]
            about = policy_says().get(kind, "") if kind != one.section else ""
            by_section.setdefault(one.section, {}).setdefault(sentence(about), []).append(self[key])
        return [
            Group(
                name.replace("_", " "),
                sentence(policy_says().get(name, "")),
                list(parts.items()),
                any(bound.errors or bound.name in self._meant for fields in parts.values() for bound in fields),
            )
            for name, parts in by_section.items()
        ]


def sentence(words: str) -> str:
    """The words as a sentence; nothing where there are none."""
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}." if words else ""


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
