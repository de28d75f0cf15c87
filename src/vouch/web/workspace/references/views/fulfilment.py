"""How requests are fulfilled here, by activity type, and who has to agree beside an account's owner."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput, NotFound
from vouch.domain.policy.desk import Mode
from vouch.domain.whole import whole
from vouch.program.colleagues.permissions import may
from vouch.program.colleagues.queries import colleague as colleague_of
from vouch.program.colleagues.queries import colleagues
from vouch.program.people.queries import account as account_of
from vouch.program.people.queries import search
from vouch.program.references import actions, queries
from vouch.program.references.actions.fulfilment import LONGEST_CHAIN
from vouch.program.references.how import how
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.references.forms import rungs


@require_http_methods(["GET", "POST"])
@needs("see_requests")
def fulfilment(request: HttpRequest) -> HttpResponse:
    """The modes by activity type; those who may, change them."""
    rules, who = policy(), colleague(request)
    if request.method == "POST":
        try:
            actions.set_mode(
                by=who, activity=request.POST.get("activity", ""), mode=request.POST.get("mode", ""),
                release=request.POST.get("release") == "yes", feedback=request.POST.get("feedback") == "yes",
                policy=rules,
            )  # fmt: skip
        except BadInput as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, "Kept: it holds for whoever is chosen from now on.")
        return redirect("fulfilment")
    find = request.GET.get("find", "").strip()[:100]
    context = {
        "rows": [(name, words, how(name, rules)) for name, words in rungs(rules)],
        "modes": [(mode.value, mode.words) for mode in Mode],
        "may": may(who, "set_fulfilment"),
        "chains": queries.chains(),
        "find": find,
        "hits": [hit for hit in search(find, limit=12) if hit.kind == "account"] if find else [],
    }
    return render(request, "workspace/references/fulfilment.html", context)


@require_http_methods(["GET", "POST"])
@needs("set_fulfilment")
def chain(request: HttpRequest, account: str) -> HttpResponse:
    """Who has to agree after the owner of one account, in order."""
    row, who = account_of(account), colleague(request)
    mistake = None
    if request.method == "POST":
        pairs = zip(request.POST.getlist("colleague"), request.POST.getlist("why"), strict=False)
        try:
            chosen = [(colleague_of(whole(name) or 0), why) for name, why in pairs if name]
            links = actions.set_chain(
                by=who, account=row, colleagues=[one for one, _why in chosen], why=[why for _one, why in chosen]
            )
        except (BadInput, NotFound) as refusal:
            mistake = refusal.sentence
        else:
            n = len(links)
            messages.success(request, f"{n} {'person agrees' if n == 1 else 'people agree'} after the owner." if n
                             else "The owner alone agrees.")  # fmt: skip
            return redirect("fulfilment")
    links = queries.chain_of(row)
    context = {
        "account": row,
        "places": [*links, *[None] * (LONGEST_CHAIN - len(links))][:LONGEST_CHAIN],
        "colleagues": list(colleagues(active=True)),
        "mistake": mistake,
    }
    return render(request, "workspace/references/chain.html", context, status=422 if mistake else 200)
