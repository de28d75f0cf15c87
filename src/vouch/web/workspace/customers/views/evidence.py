"""One piece of evidence traced to its source: the stored row it was read from, and what it counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vouch.domain.errors import NotFound
from vouch.program.people.named import named
from vouch.runs.shown.evidence import Item, of_atom
from vouch.runs.shown.facts import source
from vouch.web.shared import reader
from vouch.web.shared.doors import needs
from vouch.web.shared.environment import address
from vouch.web.workspace.customers.current import data
from vouch.web.workspace.customers.subject import Subject, account_subject, person_subject
from vouch.web.workspace.customers.words.evidence import told, weight_words


@require_GET
@needs("see_customers")
def account_evidence(request: HttpRequest, pk: str, atom: str) -> HttpResponse:
    """The source of what speaks for or against a gate of an account."""
    return _evidence(request, account_subject(request, pk), atom)


@require_GET
@needs("see_customers")
def person_evidence(request: HttpRequest, pk: str, atom: str) -> HttpResponse:
    """The same for a person."""
    return _evidence(request, person_subject(request, pk), atom)


def _evidence(request: HttpRequest, subject: Subject, atom: str) -> HttpResponse:
    about = subject.contact.pk if subject.contact else subject.account.pk if subject.account else ""
    read: list[Item] = []
    if subject.found and subject.day:
        read = of_atom(subject.found, about, atom, subject.stand.day if subject.stand else subject.day)
    if not read:
        raise NotFound(
            "no_such_evidence", "There is no such evidence here. It may have left with the batch it came in."
        )
    row = source(data(), atom, {item.reads for item in read})
    contact = next((item.contact for item in read if item.contact), None)
    person = named([contact]).get(contact) if contact else None
    first = next((item for item in read if not item.ended), read[-1])
    return render(
        request,
        "workspace/customers/evidence.html",
        {
            "subject": subject,
            "about": about,
            "read": read,
            "first": first,
            "person": person,
            "row": row,
            "batch": address("batch", row.batch) if row else "",
            "sentence": told(first, person.name if person else ""),
            "weight_words": weight_words,
            "stored": _stored,
        },
    )


def _stored(value: Any) -> str:
    """A stored value as people read it."""
    read = reader.current()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return read.moment(value)
    if isinstance(value, dt.date):
        return read.day(value)
    if isinstance(value, int | float):
        return read.number(value)
    return str(value)
