"""One person at a customer: their own gates, the part they play, what they did, and what fits them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.playbook import KINDS
from vouch.domain.stages import Gate
from vouch.program.asks.queries import situations
from vouch.program.findings import queries as findings
from vouch.program.people import moves
from vouch.program.people.entered import entered
from vouch.program.people.named import Named
from vouch.program.people.playbook.queries import suggestions
from vouch.runs.shown.history import history
from vouch.runs.shown.roles import parts
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.customers.allowed.day import today
from vouch.web.workspace.customers.allowed.ladder import ladder
from vouch.web.workspace.customers.given import given
from vouch.web.workspace.customers.joined import joined
from vouch.web.workspace.customers.rows import SHOWN, Around, gate_rows
from vouch.web.workspace.customers.spark import of_person as spark
from vouch.web.workspace.customers.subject import adding, person_subject
from vouch.web.workspace.customers.told import steps
from vouch.web.workspace.customers.words import summary
from vouch.web.workspace.goals.panel import of_person as wants
from vouch.web.workspace.personality.panel import of_person as thanks_hint
from vouch.web.workspace.week.next import of_person as next_step

ADDED = ("sentiment", "nomination", "act", "role")


@require_GET
@needs("see_customers")
def person(request: HttpRequest, pk: str) -> HttpResponse:
    """Where a person stands and why, the part they play, what they did for others."""
    subject = person_subject(request, pk)
    contact, account = subject.contact, subject.account
    names = {pk: Named("contact", pk, subject.name, account.pk if account else "")}
    placed = findings.placement(account.pk) if account else None
    context: dict[str, Any] = {
        "subject": subject,
        "contact": contact,
        "account": account,
        "stand": subject.stand,
        "placed": placed,
        "entered": entered(contact=pk),
        "adds": {kind: adding(account.pk, kind, pk) for kind in ADDED} if account else {},
        "shown": SHOWN,
        "roles": (),
        "kinds": KINDS,
        "past": (),
        **given(account, contact),
        "next": None if subject.past else next_step(contact, account, colleague(request)),
        "thanks_hint": None if subject.past else thanks_hint(contact, account, colleague(request)),
        "wants": None if subject.past else wants(contact, account, colleague(request)),
        "joined": joined(contact, colleague(request)) if contact else [],
        "spark": None if subject.past else spark(contact, account, colleague(request)),
        "moves": moves.of_person(pk),
        "may_be_asked": "" if subject.past else _may_be_asked(pk),
    }
    if subject.found and subject.day and subject.about:
        roles = parts(subject.found, [pk], subject.day).get(pk, [])
        context |= {
            "roles": roles,
            "past": steps(history(subject.about), names),
        }
        now = next((part.role for part in roles if part.now), "")
        stage = placed.stage if placed else ""
        context |= {"role": now, "plays": suggestions(stage, now) if now and stage else ()}
    if subject.stand:
        rule = policy().confidence
        context |= {
            "gates": gate_rows(subject.stand, Around(names)),
            "acts": subject.stand.gate(Gate.ACTS).items,
            "notes": summary.interval_notes(subject.stand),
            "says": summary.interval_says(subject.stand),
            "decided": summary.decided_words(subject.stand),
            "gates_sentence": summary.gates_sentence(subject.stand),
            "confidence": summary.confidence_words(
                subject.stand.confidence, high=rule.high_from, medium=rule.medium_from
            ),
        }
    return render(request, "workspace/customers/person.html", context)


def _may_be_asked(pk: str) -> str:
    """In a sentence whether anything may be asked of them now."""
    day, rule = today(), policy()
    return ladder(situations([pk], policy=rule, today=day)[pk], rule).sentence.rstrip(".")
