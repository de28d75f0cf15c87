"""What is asked for each kind of entry, and how the answers become an action."""

from __future__ import annotations

from vouch.web.workspace.proof.forms.entry import EntryForm, blame
from vouch.web.workspace.proof.forms.opinions import SentimentForm
from vouch.web.workspace.proof.forms.proof import PromiseForm, ResultForm
from vouch.web.workspace.proof.forms.who import ActForm, PersonForm, RoleForm

FORMS: dict[str, type[EntryForm]] = {
    "promise": PromiseForm,
    "result": ResultForm,
    "sentiment": SentimentForm,
    "act": ActForm,
    "role": RoleForm,
    "person": PersonForm,
}
"""The form of each kind of entry; nominations have a room of their own."""

__all__ = ["FORMS", "EntryForm", "blame"]
