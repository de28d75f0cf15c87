"""What is asked of whoever puts somebody forward."""

from __future__ import annotations

from typing import Any

from django import forms

from vouch.domain.policy import Policy
from vouch.web.workspace.nominations import words
from vouch.web.workspace.proof.forms.entry import Day, EntryForm, Words


class NominationForm(EntryForm):
    """Whom somebody would put forward, and what speaks for it."""

    use_required_attribute = False
    folded = ("personality", "team", "nominated_on")
    fold_words = "Your team, a guess at what they are like, another day"

    contact = forms.ChoiceField(label="Whom?")
    why = Words(
        label="What speaks for them?",
        required=False,
        max_length=1000,
        help_text="A sentence of what you saw or heard. Whoever approves it decides by that.",
    )
    traits = forms.MultipleChoiceField(
        label="What are they like?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What you know; leave the rest.",
    )
    relation = forms.ChoiceField(
        label="What are you to each other?",
        required=False,
        choices=words.RELATIONS,
        widget=forms.RadioSelect,
        help_text="A friend is no obstacle. It is only said, so that nobody wonders later.",
    )
    relation_words = forms.CharField(
        label="How do you know each other?",
        required=False,
        max_length=300,
        help_text="Only where it is more than work.",
    )
    personality = forms.ChoiceField(label="What may suit them?", required=False, choices=words.GUESSES)
    team = forms.ChoiceField(label="Your team", required=False, choices=words.TEAMS)
    nominated_on = Day(label="As of")

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("why", "relation"):
            self.fields[name].required = "draft" not in self.data
        self.fields["why"].error_messages["required"] = "Say in a sentence what you saw or heard that speaks for it."
        self.fields["relation"].error_messages["required"] = "Say what you are to each other; “only work” is an answer."
        self.fields["traits"].choices = words.judged(policy)  # type: ignore[attr-defined]

    @property
    def unfolded(self) -> bool:
        """Folded unless something in there is wrong or was said."""
        return any(self[name].errors for name in self.folded) or bool(
            self["personality"].value() or self["team"].value()
        )
