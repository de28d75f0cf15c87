"""Whom customers introduced, and what came of it; and a list of references from before, brought in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vouch.domain.errors import Refusal
from vouch.domain.whole import whole
from vouch.program.colleagues.permissions import may
from vouch.program.colleagues.queries import colleague as colleague_of
from vouch.program.colleagues.queries import colleagues
from vouch.program.references import actions, queries
from vouch.program.references.states import Fate
from vouch.runs.desk.list_file import opened
from vouch.runs.work import wake_for_mail
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import spelled
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day

MOST_BYTES = 5_000_000


@require_GET
@needs("follow_referrals")
def referrals(request: HttpRequest) -> HttpResponse:
    """The introductions, newest first; of one fate where it is chosen."""
    who = colleague(request)
    fate = request.GET.get("fate", "")
    fate = fate if fate in Fate.values else ""
    rows = queries.referrals(by=who, policy=policy(), fate=fate)
    fresh = sum(row.fate == Fate.NEW for row in rows)
    if not rows:
        sentence = "Nobody was introduced yet." if not fate else "Nobody is in this part."
    elif fresh and not fate:
        sentence = f"{spelled(fresh, 'introduction waits', 'introductions wait')} for a first answer."
    else:
        sentence = f"{spelled(len(rows), 'introduction', 'introductions')}."
    context = {
        "sentence": sentence,
        "rows": rows,
        "fate": fate,
        "fates": Fate.choices,
        "who": [one for one in colleagues(active=True) if may(one, "follow_referrals")],
    }
    return render(request, "workspace/references/referrals.html", context)


@require_POST
@needs("follow_referrals")
def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """Who follows one, what came of it, or thanks for it."""
    who = colleague(request)
    row = queries.referral_of(key, who, policy=policy())
    if step not in ("follow", "fate", "thank"):
        raise Http404
    try:
        if step == "follow":
            named = request.POST.get("colleague", "")
            actions.follow_referral(by=who, referral=row, colleague=colleague_of(whole(named) or 0) if named else None)
        elif step == "fate":
            actions.set_fate(
                by=who, referral=row, fate=request.POST.get("fate", ""), words=request.POST.get("words", ""),
                policy=policy(), today=day.today(),
            )  # fmt: skip
        else:
            actions.thank_for_referral(
                by=who, referral=row, words=request.POST.get("words", ""), policy=policy(), today=day.today()
            )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Kept. The customer reads it on their page." if step == "fate" else "Done.")
        wake_for_mail()
    return redirect("referrals")


@require_http_methods(["GET", "POST"])
@needs("import_data")
def bring(request: HttpRequest) -> HttpResponse:
    """A list of references from before: what it would bring is shown first."""
    brought, mistake = None, ""
    file = request.FILES.get("list")
    if request.method == "POST":
        if file is None:
            mistake = "Choose the file first."
        elif file.size and file.size > MOST_BYTES:
            mistake = f"{file.name} is larger than {MOST_BYTES // 1_000_000} MB. Send it in parts."
        else:
            try:
                content = opened(file.read(), name=file.name or "The file")
                brought = actions.bring_references(
                    by=colleague(request), content=content, dry_run="keep" not in request.POST, policy=policy(),
                    today=day.today(),
                )  # fmt: skip
            except Refusal as refusal:
                mistake = refusal.sentence
            else:
                if not brought.dry_run:
                    messages.success(request, brought.sentence)
    context = {"brought": brought, "mistake": mistake}
    return render(request, "workspace/references/bring.html", context, status=422 if mistake else 200)
