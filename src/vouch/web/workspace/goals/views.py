"""A colleague notes what somebody said they want, or takes a note back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vouch.domain.errors import BadInput
from vouch.program.colleagues.permissions import require
from vouch.program.people import queries as people
from vouch.program.people.goals.actions import check_notable
from vouch.program.people.goals.noting import note_goal, take_note_back
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.goals.form import NoteForm


@require_http_methods(["GET", "POST"])
@needs("note_goals")
def note(request: HttpRequest, pk: str) -> HttpResponse:
    """Note what they said: when, and where."""
    contact = people.contact(pk)
    require(colleague(request), "note_goals", owner=(contact.account.owner_id or "") if contact.account else "")
    check_notable(contact)
    form = NoteForm(request.POST or None, initial={"said_on": day.today()})
    if request.method == "POST" and form.is_valid():
        try:
            note_goal(by=colleague(request), contact=contact, policy=policy(), today=day.today(), **form.cleaned_data)
        except BadInput as no:
            field = no.data.get("field")
            form.add_error(field if field in form.fields else None, no.sentence)
        else:
            messages.success(request, "Noted. They read it on their own page, and have the last word.")
            return redirect("person", contact.pk)
    status = 422 if form.errors else 200
    return render(request, "workspace/goals/note.html", {"contact": contact, "form": form}, status=status)


@require_POST
@needs("note_goals")
def take_back(request: HttpRequest, pk: str, goal: int) -> HttpResponse:
    """Take a note back."""
    contact = people.contact(pk)
    take_note_back(by=colleague(request), contact=contact, goal=goal)
    messages.success(request, "Taken back.")
    return redirect("person", contact.pk)
