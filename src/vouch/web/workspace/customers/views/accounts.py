"""One account: the placement with both sides, its people, what was promised and reached, its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.playbook import KINDS
from vouch.domain.stages import Role, Stage
from vouch.program.colleagues.names import reads_names
from vouch.program.findings import queries as findings
from vouch.program.people import queries as people
from vouch.program.people.entered import entered
from vouch.program.people.named import named
from vouch.program.people.playbook.queries import pages as playbook
from vouch.runs.shown.facts import pledges
from vouch.runs.shown.history import history
from vouch.runs.shown.roles import parts
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.customers.frame import frame
from vouch.web.workspace.customers.given import given
from vouch.web.workspace.customers.rows import KEY_PARTS, Around, gate_rows
from vouch.web.workspace.customers.subject import Subject, account_subject, adding
from vouch.web.workspace.customers.told import steps
from vouch.web.workspace.customers.words import summary
from vouch.web.workspace.customers.words.reasons import ends_words, reason_words
from vouch.web.workspace.customers.words.upward import upward
from vouch.web.workspace.week.next import of_customer, way_of

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User

PEOPLE_SHOWN = 8
HISTORY_SHOWN = 3


@require_GET
@needs("see_customers")
def account(request: HttpRequest, pk: str) -> HttpResponse:
    """Where an account stands, why, and what would move it up; where alone for whoever may not read who is there."""
    subject = account_subject(request, pk)
    if not reads_names(colleague(request), policy(), owner=subject.owner):
        brief = {"subject": subject, "account": subject.account, "stand": subject.stand}
        return render(request, "workspace/customers/account_brief.html", brief | {"placed": findings.placement(pk)})
    placed = findings.people_of(pk)
    context = frame(subject, "placement", len(placed)) | {
        "people": placed[:PEOPLE_SHOWN],
        "people_heading": summary.people_sentence(len(placed), [one.stage for one in placed]),
        **given(subject.account),
        **_next(subject, [one.subject for one in placed], colleague(request)),
    }
    if subject.stand and subject.found and subject.about:
        here = [one.subject for one in placed]
        roles = parts(subject.found, here, subject.stand.day)
        items = [item.contact for gate in subject.stand.gates for item in gate.items]
        names = named([*here, *items])
        past = [step for step in history(subject.about) if step.now.day <= subject.stand.day]
        context |= {
            "gates": gate_rows(subject.stand, Around(names, roles, here)),
            "gates_sentence": summary.gates_sentence(subject.stand),
            "upward": [(step, adding(pk, step.adds) if step.adds else "") for step in upward(subject.stand)],
            "roles": roles,
            "past": steps(past[:HISTORY_SHOWN], names),
            "playbook": _plays(subject, roles),
            **_words(subject),
        }
    return render(request, "workspace/customers/account.html", context)


@require_GET
@needs("see_customers")
def account_people(request: HttpRequest, pk: str) -> HttpResponse:
    """Everybody known at an account, with the part they play."""
    subject = account_subject(request, pk)
    placed = {one.subject: one for one in findings.people_of(pk)}
    everyone = people.contacts_of(pk)
    ordered = sorted(everyone, key=lambda one: (one.pk not in placed, -placed[one.pk].rank if one.pk in placed else 0))
    roles = parts(subject.found, [one.pk for one in everyone], subject.day) if subject.found and subject.day else {}
    stages = [one.stage for one in placed.values()]
    context = frame(subject, "people", len(everyone)) | {
        "everyone": [(one, placed.get(one.pk), roles.get(one.pk, ())) for one in ordered],
        "heading": summary.people_sentence(len(everyone), stages),
        "voices": summary.voices(subject.stand) if subject.stand else "",
    }
    return render(request, "workspace/customers/account_people.html", context)


@require_GET
@needs("see_customers")
def account_proof(request: HttpRequest, pk: str) -> HttpResponse:
    """What was promised to an account and what it reached; and everything that staff wrote down, with its author."""
    subject = account_subject(request, pk)
    found = pledges(subject.found, pk) if subject.found else []
    promises = [one for one in found if one.table == "promises"]
    results = [one for one in found if one.table == "results"]
    written = entered(account=pk)
    context = frame(subject, "proof", len(findings.people_of(pk))) | {
        "promises": promises,
        "results": results,
        "promised": summary.promised_sentence(promises),
        "reached": summary.reached_sentence(results),
        "authors": {one.key: one for one in written},
        "waiting": [one for one in written if not one.carried and not one.withdrawn_at],
        "entered": written,
        "names": named([one.contact for one in written]),
    }
    return render(request, "workspace/customers/account_proof.html", context)


@require_GET
@needs("see_customers")
def account_history(request: HttpRequest, pk: str) -> HttpResponse:
    """What happened to an account, month by month."""
    subject = account_subject(request, pk)
    past = history(subject.about) if subject.about else []
    items = [decision.item.contact for step in past for decision in step.decisions if decision.item]
    context = frame(subject, "history", len(findings.people_of(pk))) | {"steps": steps(past, named(items))}
    return render(request, "workspace/customers/account_history.html", context)


def _next(subject: Subject, people_there: list[str], who: User) -> dict[str, Any]:
    """What comes next with whom there, and the way to a big name where it is one."""
    if subject.past or subject.account is None:
        return {"next": [], "way": None}
    return {"next": of_customer(subject.account, who), "way": way_of(subject.account, people_there, who)}


def _words(subject: Subject) -> dict[str, Any]:
    stand, rule = subject.stand, policy().confidence
    assert stand is not None
    return {
        "notes": summary.interval_notes(stand),
        "says": summary.interval_says(stand),
        "voices": summary.voices(stand),
        "decided": summary.decided_words(stand),
        "confidence": summary.confidence_words(stand.confidence, high=rule.high_from, medium=rule.medium_from),
        "reason_words": reason_words,
        "ends_words": ends_words,
    }


def _plays(subject: Subject, roles: dict[str, Any]) -> dict[str, Any]:
    """What the playbook says for the parts that people there play, those who decide first."""
    assert subject.stand is not None
    here = {part.role for held in roles.values() for part in held if part.now}
    wanted = [role for role in Role if role in here]
    wanted.sort(key=lambda role: role not in KEY_PARTS)
    found = playbook([Stage(subject.stand.stage)], wanted) if wanted else []
    by_role = {page.role: page for page in found}
    return {"pages": [by_role[role] for role in wanted if role in by_role], "kinds": KINDS}
