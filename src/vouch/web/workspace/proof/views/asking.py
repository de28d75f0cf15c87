"""Ask somebody at the customer whether a promise was kept, or a result reached: a mail with a link that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput
from vouch.program.colleagues.permissions import require
from vouch.program.people import actions
from vouch.program.people import queries as people
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.proof.forms import blame
from vouch.web.workspace.proof.views.entry import account_of, found

if TYPE_CHECKING:
    from vouch.program.people.models import Contact


class Asking(forms.Form):
    """Whom to ask: somebody who is known, or somebody else by name and address."""

    contact = forms.ChoiceField(label="Whom?", required=False)
    to_name = forms.CharField(label="Their name", required=False, max_length=255)
    to_email = forms.EmailField(label="Their e-mail", required=False)

    def __init__(self, *args: Any, contacts: list[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one for one in contacts if one.email and not one.opted_out and not one.left_on}
        named = [(pk, f"{one.name or one.email}, {one.email}") for pk, one in self.people.items()]
        nobody = (
            "choose somebody, or name them below" if named else "nobody is known with an address; name somebody below"
        )
        self.fields["contact"].choices = [("", nobody), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody has to be named."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = self.people.get(answers.get("contact", ""))
        if chosen is None and not answers.get("to_email") and "to_email" not in self.errors:
            self.add_error("to_email", "Say who is to be asked: choose somebody, or write down their address.")
        answers["contact"] = chosen
        if chosen is not None:
            answers["to_name"], answers["to_email"] = chosen.name, chosen.email
        return answers


@require_http_methods(["GET", "POST"])
@needs("see_customers")
def ask(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Choose whom to ask, see what they will read, send it."""
    of, entry = found(kind, key)
    account = account_of(entry)
    require(colleague(request), "ask_confirmation", owner=account.owner_id or "")
    form = Asking(request.POST or None, contacts=list(people.contacts_of(account.pk)))
    if request.method == "POST" and form.is_valid():
        links: list[str] = []

        def link(secret: str) -> str:
            links.append(f"{settings.VOUCH_URL}{reverse('confirm', args=[secret])}")
            return links[-1]

        try:
            question = actions.ask_confirmation(
                by=colleague(request), entry=entry, company=policy().company.name, link=link, **form.cleaned_data
            )
        except BadInput as refusal:
            blame(form, refusal)
        else:
            who = question.to_name or question.to_email
            if settings.VOUCH_SMTP:
                messages.success(request, f"The question to {who} is on its way.")
            else:
                messages.warning(
                    request,
                    f"No mail server is set, so the question to {who} lies in the outbox. "
                    f"You can pass this link on yourself; it is shown once: {links[-1]}",
                )
            return redirect("entry", of.fact, key)
    return render(
        request,
        "workspace/proof/ask.html",
        {
            "kind": of.word,
            "fact": of.fact,
            "entry": entry,
            "account": account,
            "form": form,
            "company": policy().company.name,
        },
        status=422 if form.errors else 200,
    )
