"""Write a programme: a new one, as a suggestion filled it in or empty, or one that has not ended."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vouch.domain.errors import BadInput
from vouch.program.colleagues.permissions import may
from vouch.program.colleagues.queries import colleagues
from vouch.program.people import queries as people
from vouch.program.programmes import actions, queries
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.programmes.forms import ProgrammeForm, begun


@require_http_methods(["GET", "POST"])
@needs("run_programmes")
def write(request: HttpRequest, key: str = "") -> HttpResponse:
    """The programme, to be filled in."""
    one = queries.programme(key) if key else None
    form = ProgrammeForm(
        request.POST if request.method == "POST" else None,
        offered=people.choices(),
        colleagues=[who for who in colleagues(active=True) if may(who, "run_programmes")],
        initial=begun(one, request.GET, colleague(request), day.today()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_programme(
                by=colleague(request), programme=one, policy=policy(), today=day.today(), **form.told()
            )
        except BadInput as refusal:
            form.blame(refusal)
        else:
            messages.success(request, "Kept." if one else "Planned. Nobody is asked by this alone.")
            return redirect("programme", made.pk)
    context = {"form": form, "programme": one}
    return render(request, "workspace/programmes/write.html", context, status=422 if form.errors else 200)
