"""What a customer's company allows, and what holds it back now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.program.asks.queries import account_holds
from vouch.program.consent import queries as consent
from vouch.program.findings import queries as findings
from vouch.web.shared.doors import needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.customers.allowed import words
from vouch.web.workspace.customers.allowed.day import today
from vouch.web.workspace.customers.frame import frame
from vouch.web.workspace.customers.subject import account_subject


@require_GET
@needs("see_asks")
def account_allowed(request: HttpRequest, pk: str) -> HttpResponse:
    """Every word of the company that holds, what nobody knows yet, and the holds that stand."""
    subject = account_subject(request, pk)
    account, day, rule = subject.account, today(), policy()
    assert account is not None
    said = consent.permissions_of(pk)
    known = {one.activity for one in said if not words.over(one, day)}
    by_rule = [one for one in account_holds(account, policy=rule, today=day) if one.kind not in ("legal", "by_hand")]
    by_hand = consent.holds_of(pk, today=day)
    coming = [one for one in consent.holds_of(pk) if one.from_on > day]
    context = frame(subject, "allowed", len(findings.people_of(pk))) | {
        "sentence": words.allowed_sentence(account.name, said, rule, day),
        "rows": words.in_order(said, rule),
        "everything": next((one for one in said if not one.activity and not words.over(one, day)), None),
        "unknown": [(name, rung) for name, rung in rule.ladder.items() if name not in known],
        "earlier": [one for one in consent.permission_history(pk) if one.ended_at],
        "held": words.holds_sentence(account.name, len(by_rule) + len(by_hand)),
        "by_rule": by_rule,
        "by_hand": by_hand,
        "coming": coming,
        "lifted": [one for one in consent.hold_history(pk) if one.lifted_at or (one.until and one.until < day)],
        "release": consent.release_of(pk, today=day),
        "renewal": any(one.kind == "renewal" for one in by_rule),
        "today": day,
        "policy": rule,
        "words": words,
    }
    return render(request, "workspace/customers/allowed/account.html", context)
