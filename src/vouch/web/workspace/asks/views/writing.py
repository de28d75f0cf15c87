"""The page on which an ask is written: once for all whom it goes to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from vouch.domain.letters import FIELDS as PUT_IN
from vouch.domain.letters import MAY_BE_UNKNOWN, PIECES
from vouch.web.workspace.asks.forms.letter import FIELDS, READ, Letter
from vouch.web.workspace.asks.hints import turned, wording
from vouch.web.workspace.asks.own import each
from vouch.web.workspace.asks.views.parted import parted, shown

if TYPE_CHECKING:
    from vouch.web.workspace.asks.composing import Composing

_OF_THEM = ("name", "company", *PIECES, *MAY_BE_UNKNOWN)
"""What differs from person to person, in the order in which it is told."""


def fresh(it: Composing) -> HttpResponse:
    """The page as a letter begins. A win is filled in only where it rests on what they want or reached."""
    begun = it.begun
    initial = {"subject": begun.subject, "words": begun.words}
    if it.one is not None:
        initial |= {"win_person": begun.own_win, "win_company": begun.company_win}
    return page(it, Letter(initial=initial, start=begun, several=it.one is None))


def with_turn(it: Composing, turn: str) -> HttpResponse:
    """The form with one better turn in it. It is not judged yet: somebody is still writing."""
    texts = turned(it.request.POST.dict(), turn, it.names)
    return page(it, Letter(initial=texts, start=it.begun, several=it.one is None))


def page(it: Composing, form: Letter) -> HttpResponse:
    """The page; what was written for one of several alone is carried along."""
    free, left = parted(it, form)
    context = shown(it, form, free, left) | {
        "wording": wording({name: str(form[name].value() or "") for name in FIELDS}, it.names),
        "carried_own": _carried(it, form),
        "put_in": [] if it.one else _put_in(it),
        "known": it.known[it.one.contact.pk] if it.one else None,
    }
    return render(it.request, "workspace/asks/write.html", context, status=422 if form.errors else 200)


def _carried(it: Composing, form: Letter) -> list[tuple[str, str]]:
    """What was written for some of them alone, as hidden fields: nothing that was written is lost on the way back."""
    posted = it.request.POST
    if form.is_bound and form.is_valid():
        own = [one for one in each(form, it.persons, it.known, posted.dict()) if one.edited]
        return [(f"{one.person.contact.pk}-{name}", one.texts[name]) for one in own for name in READ]
    names = [f"{one.contact.pk}-{name}" for one in it.persons for name in READ]
    return [(name, posted[name]) for name in names if name in posted]


def _put_in(it: Composing) -> list[tuple[str, str, str]]:
    """Each field that differs from person to person: its name, what it is, and of how many it is known."""
    count = Counter(name for one in it.known.values() for name, value in one.values.items() if value)
    every = len(it.known)
    return [
        (
            name,
            {**PUT_IN, **PIECES}[name],
            ""
            if name not in MAY_BE_UNKNOWN
            else f"known of {count[name]} of {every}"
            if count[name]
            else "known of nobody",
        )
        for name in _OF_THEM
    ]
