"""What a colleague decides about how they read."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms

from vouch.program.colleagues.theme import Theme
from vouch.web.shared.reader import LOCALES


def _zones() -> list[tuple[str, str]]:
    named = sorted(
        name
        for name in available_timezones()
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/"))
    )
    return [("", "the company's"), *((name, name.replace("_", " ")) for name in named)]


class Profile(forms.Form):
    """Name, look, conventions, time zone."""

    name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    theme = forms.ChoiceField(label="Light or dark", choices=Theme.choices, widget=forms.RadioSelect)
    locale = forms.ChoiceField(
        label="Dates and figures",
        required=False,
        choices=[("", "as this browser"), *LOCALES.items()],
        help_text="The words stay English.",
    )
    time_zone = forms.ChoiceField(
        label="Time zone", required=False, choices=_zones, help_text="For moments. Days are the company's."
    )
