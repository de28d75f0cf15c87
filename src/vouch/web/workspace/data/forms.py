"""What is asked when files are handed in: which, and how to read them where the headers do not say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from vouch.domain.errors import BadInput
from vouch.runs import kept
from vouch.runs.work import Upload

ENDINGS = ".csv,.tsv,.txt,.xlsx,.parquet,.json,.jsonl,.ndjson,.gz"
"""What the browser offers first; any other file is refused with a sentence when it is looked at."""


class Several(forms.ClearableFileInput):
    """A field for one or many files."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """One or many files; the answer is a list."""

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Every file, checked like one."""
        several = data if isinstance(data, list | tuple) else [data] if data else []
        if not several:
            raise forms.ValidationError("Choose at least one file.")
        return [file for one in several if (file := super(Files, self).clean(one, initial))]


def _kinds() -> list[tuple[str, str]]:
    return [("", "what their headers say"), *((one.name, one.title) for one in kept.kinds())]


class Reading(forms.Form):
    """How files are to be read."""

    kind = forms.ChoiceField(label="Read them as", required=False, choices=_kinds)
    mapping = forms.FileField(
        label="Or through a mapping of yours",
        required=False,
        help_text="A small .toml file that says which column is what.",
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )

    def how(self) -> dict[str, Any]:
        """The answer, as `runs.work` takes it."""
        mapping = self.cleaned_data["mapping"]
        return {"kind": self.cleaned_data["kind"], "mapping": upload(mapping) if mapping else None}


class HandIn(Reading):
    """Which files, and how they are to be read."""

    chosen = Files(label="Files", widget=Several(attrs={"accept": ENDINGS}), allow_empty_file=True)
    field_order = ("chosen", "kind", "mapping")


class ReadAs(Reading):
    """How one file is to be read after all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = "Read it as"


class Mapped(forms.Form):
    """The mapping of one file, written on the page."""

    mapping = forms.CharField(
        label="The mapping",
        strip=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "code", "wrap": "off"}),
    )

    def how(self) -> dict[str, Any]:
        """The answer, as `runs.work` takes it."""
        content = self.cleaned_data["mapping"].replace("\r\n", "\n").encode()
        return {"mapping": Upload(name="mapping.toml", size=len(content), chunks=[content])}


def blame(form: forms.Form, refusal: BadInput) -> None:
    """Show a refusal beside the field it is about."""
    field = {"files": "chosen"}.get(refusal.data.get("field", ""), refusal.data.get("field"))
    form.add_error(field if field in form.fields else None, refusal.sentence)


def upload(file: UploadedFile[Any]) -> Upload:
    """A file of a form, as `runs.work` takes it."""
    return Upload(name=file.name or "file", size=file.size or 0, chunks=file.chunks())
