"""What is asked at sign-in: allauth's forms in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms

_LENGTH = "Twelve characters or more. A few words in a row make a good one."


class SignIn(forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, login="E-mail", password="Password", remember="Stay signed in on this device")
        self.fields["password"].help_text = ""


class ResetRequest(forms.ResetPasswordForm):  # type: ignore[misc]
    """Where to send a link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, email="E-mail")


class NewPassword(forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by the link of a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password1="New password", password2="The same once more")
        self.fields["password1"].help_text = _LENGTH


class ChangedPassword(forms.ChangePasswordForm):  # type: ignore[misc]
    """A new password, by somebody who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, oldpassword="Your password now", password1="New password", password2="The same once more")
        self.fields["password1"].help_text = _LENGTH


class FirstPassword(forms.SetPasswordForm):  # type: ignore[misc]
    """A password for somebody who has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password1="Password", password2="The same once more")
        self.fields["password1"].help_text = _LENGTH


class StillYou(forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password="Password")


def _word(form: Any, **labels: str) -> None:
    for name, label in labels.items():
        if name in form.fields:
            form.fields[name].label = label
            form.fields[name].widget.attrs.pop("placeholder", None)
