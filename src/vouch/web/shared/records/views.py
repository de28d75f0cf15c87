"""Every change, and the outbox."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from vouch.program.colleagues import queries as colleagues
from vouch.program.history import queries as history
from vouch.program.outbox import actions as outbox_actions
from vouch.program.outbox import queries as outbox
from vouch.web.shared.doors import colleague, needs

_PAGE = 50


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


@require_GET
@needs("see_history")
def changes(request: HttpRequest) -> HttpResponse:
    """Every change, newest first, by whom and of what."""
    asked = {name: request.GET.get(name, "")[:64] for name in ("action", "kind", "object_id")}
    by, before = _number(request, "by"), _number(request, "before")
    rows = history.changes(by=by, before=before, limit=_PAGE + 1, **asked)
    named = colleagues.names({row.object_id for row in rows if row.kind == "colleague"})
    return render(
        request,
        "shared/records/changes.html",
        {
            "rows": rows[:_PAGE],
            "older": rows[_PAGE - 1].pk if len(rows) > _PAGE else None,
            "before": before,
            "asked": {**asked, "by": by},
            "named": named,
            "actions": history.actions_seen(),
            "colleagues": colleagues.colleagues(),
        },
    )


@require_GET
@needs("see_outbox")
def outbox_index(request: HttpRequest) -> HttpResponse:
    """The mails, those that wait first."""
    show = request.GET.get("show", "waiting")
    before = _number(request, "before")
    rows = outbox.messages(waiting={"waiting": True, "sent": False}.get(show), before=before, limit=_PAGE + 1)
    return render(
        request,
        "shared/records/outbox.html",
        {
            "rows": [(row, outbox.state(row)) for row in rows[:_PAGE]],
            "older": rows[_PAGE - 1].pk if len(rows) > _PAGE else None,
            "before": before,
            "show": show,
            "in_doubt": len(outbox.in_doubt()),
            "waiting": outbox.waiting_count(),
            "smtp": settings.VOUCH_SMTP,
        },
    )


@require_GET
@needs("see_outbox")
def outbox_message(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as it would arrive."""
    mail = outbox.message(pk)
    context = {"mail": mail, "state": outbox.state(mail), "smtp": settings.VOUCH_SMTP}
    return render(request, "shared/records/message.html", context)


@require_POST
@needs("see_outbox")
def outbox_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one again."""
    mail = outbox_actions.send_again(by=colleague(request), pk=pk)
    if outbox.state(mail) == "sent":
        messages.success(request, f"The mail to {mail.to} has left.")
    else:
        messages.warning(request, f"The mail server did not take it: {mail.error}")
    return redirect("outbox_message", pk=pk)


@require_POST
@needs("see_outbox")
def outbox_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of a mail in doubt whether it left."""
    left = request.POST.get("left") == "yes"
    outbox_actions.settle(by=colleague(request), pk=pk, left=left)
    messages.success(request, "Noted: it left." if left else "Noted: it is given up, and is not sent.")
    return redirect("outbox_message", pk=pk)
