"""What is asked about a colleague."""

from __future__ import annotations

from django import forms

from vouch.program.colleagues.permissions import Position


class Invitation(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(label="E-mail", help_text="The invitation goes there.", widget=forms.EmailInput)
    name = forms.CharField(label="Name", required=False, max_length=120)
    role = forms.ChoiceField(
        label="Role",
        choices=[(position.value, position.words) for position in Position],
        initial=Position.VIEWER.value,
    )


class Joining(forms.Form):
    """What somebody who was invited says of themselves."""

    name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label="Choose a password",
        help_text="Twelve characters or more. A few words in a row make a good one.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class Change(forms.Form):
    """What an administrator can change about a colleague."""

    role = forms.ChoiceField(label="Role", choices=[(position.value, position.words) for position in Position])
    owner = forms.ChoiceField(
        label="In the CRM",
        required=False,
        help_text="Whose accounts they look after. An account owner may write about these.",
    )

    def __init__(self, *args: object, owners: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["owner"].choices = [("", "nobody"), *owners]  # type: ignore[attr-defined]
