"""Read the playbook, change a page of it, go back to the shipped one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vouch.domain.errors import BadInput
from vouch.domain.playbook import KINDS
from vouch.domain.stages import Role, Stage
from vouch.program.people.playbook import actions, queries
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import url
from vouch.web.workspace.playbook.forms import blame, filled, lines
from vouch.web.workspace.playbook.words import ANSWERS, PARTS


def _cell(stage: str, role: str) -> tuple[Stage, Role]:
    try:
        return Stage(stage), Role(role)
    except ValueError:
        raise Http404 from None


@require_GET
@needs("see_playbook")
def index(request: HttpRequest) -> HttpResponse:
    """The suggestions for one stage, role by role."""
    try:
        stage = Stage(request.GET.get("stage", Stage.SATISFIED))
    except ValueError:
        stage = Stage.SATISFIED
    return render(
        request,
        "workspace/playbook/index.html",
        {
            "stage": stage,
            "stages": list(Stage),
            "answer": ANSWERS[stage],
            "parts": PARTS,
            "kinds": KINDS,
            "pages": queries.pages([stage]),
        },
    )


@require_http_methods(["GET", "POST"])
@needs("edit_playbook")
def change(request: HttpRequest, stage: str, role: str) -> HttpResponse:
    """Change the suggestions for one stage and role."""
    at, of = _cell(stage, role)
    page = queries.page(at, of)
    form = lines(list(page.suggestions), request.POST or None)
    if request.method == "POST" and (rows := filled(form)) is not None:
        try:
            actions.change_playbook(by=colleague(request), stage=at, role=of, rows=[row for _, row in rows])
        except BadInput as refusal:
            blame(form, [place for place, _ in rows], refusal)
        else:
            messages.success(request, f"Kept for the {of.value.replace('_', ' ')} of a customer who is {at.words}.")
            return redirect(f"{url('playbook', stage=at.value)}#{of.value}")
    wrong = request.method == "POST"
    return render(
        request,
        "workspace/playbook/change.html",
        {"page": page, "form": form, "part": PARTS[of], "wrong": wrong},
        status=422 if wrong else 200,
    )


@require_POST
@needs("edit_playbook")
def reset(request: HttpRequest, stage: str, role: str) -> HttpResponse:
    """Go back to what came with Vouch."""
    at, of = _cell(stage, role)
    if actions.reset_playbook(by=colleague(request), stage=at, role=of):
        messages.success(request, "The suggestions that came with Vouch stand here again.")
    return redirect(f"{url('playbook', stage=at.value)}#{of.value}")
