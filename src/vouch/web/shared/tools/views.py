"""One's own keys and one's own Slack: made here, shown once, taken back here."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from vouch.domain.errors import BadInput
from vouch.program.access import keys, slack
from vouch.web.shared.doors import colleague


class KeyForm(forms.Form):
    """What a key is for, for how long, and whether it may change anything."""

    name = forms.CharField(label="What is it for?", max_length=80, help_text="The CRM’s nightly update, say.")
    days = forms.TypedChoiceField(
        label="Until when?", coerce=int, choices=[(30, "30 days"), (90, "90 days"), (366, "a year")], initial=90
    )
    read_only = forms.BooleanField(label="It only reads", required=False, initial=True)


@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """All of it."""
    return _page(request, KeyForm())


@require_POST
@never_cache
def make_key(request: HttpRequest) -> HttpResponse:
    """Make a key. The answer itself shows it, once: it is not kept for another page."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        made = keys.make_key(by=colleague(request), **form.cleaned_data)
    except BadInput as refusal:
        form.add_error(str(refusal.data["field"]), refusal.sentence)
        return _page(request, form, status=422)
    return _page(request, KeyForm(), secret=made.secret)


@require_POST
def revoke_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one back."""
    key = keys.revoke_key(by=colleague(request), pk=pk)
    messages.success(request, f"“{key.name}” answers nothing any more.")
    return redirect("tools")


@require_POST
@never_cache
def make_code(request: HttpRequest) -> HttpResponse:
    """A code for Slack, shown once."""
    return _page(request, KeyForm(), code=slack.make_code(by=colleague(request)))


@require_POST
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Not this colleague in Slack any more."""
    slack.unlink(by=colleague(request), pk=pk)
    messages.success(request, "Nobody in that workspace of Slack is you any more.")
    return redirect("tools")


def _page(request: HttpRequest, form: KeyForm, *, status: int = 200, secret: str = "", code: str = "") -> HttpResponse:
    me, now = colleague(request), timezone.now()
    mine = keys.keys_of(me)
    context = {
        "form": form,
        "keys": mine,
        "holding": [one for one in mine if one.revoked_at is None and one.expires_at > now],
        "links": slack.links_of(me),
        "secret": secret,
        "code": code,
        "slack": bool(settings.VOUCH_SLACK_SIGNING_SECRET),
        "now": now,
    }
    return render(request, "shared/tools/tools.html", context, status=status)
