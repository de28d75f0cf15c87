"""What holds a customer back, and the word to go on before a contract ends."""

from __future__ import annotations

from typing import Any

from django import forms

from vouch.web.workspace.proof.forms.laid import Day, Laid, Words


class HoldForm(Laid):
    """A hold by hand. `law`: whether this colleague may hold somebody for legal reasons."""

    pairs = (("from_on", "until"),)

    kind = forms.ChoiceField(label="What sort of hold?", widget=forms.RadioSelect)
    reason = Words(
        label="Why?", max_length=300, rows=2, help_text="Whoever wants to ask them reads this. No more than they need."
    )
    from_on = Day(label="From")
    until = Day(label="Until", required=False, help_text="The last day. Left empty it stands until somebody lifts it.")

    def __init__(self, *args: Any, law: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("by_hand", "not now")]
        if law:
            kinds.append(("legal", "for legal reasons: it stops open invitations too"))
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if not law:
            self.fields["kind"].widget = forms.HiddenInput()


class GoOnForm(Laid):
    """Go on although a contract ends soon."""

    until = Day(label="Until", help_text="The last day this counts. A week or two is enough for most asks.")
    reason = Words(label="Why do the talks not stand in the way?", max_length=300, rows=2)
