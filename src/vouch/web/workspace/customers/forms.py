"""What is asked when a list is kept as a view."""

from __future__ import annotations

from typing import Any

from django import forms


class Keep(forms.Form):
    """The name of a view, and who sees it."""

    name = forms.CharField(label="Name", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    shared = forms.BooleanField(label="Colleagues see it too", required=False)
    opens = forms.BooleanField(label="Open the list with it", required=False)

    def __init__(self, *args: Any, shares: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not shares:
            del self.fields["shared"]

    def how(self) -> dict[str, Any]:
        """The answer, as the action takes it."""
        told = self.cleaned_data
        return {"name": told["name"], "shared": told.get("shared", False)}
