"""Every letter is proposed: as it stands for each person; who was refused is listed with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from vouch.domain.errors import BadInput, Refusal
from vouch.program.asks import actions
from vouch.web.shared.doors import colleague
from vouch.web.shared.environment import plural, url
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.counted import count
from vouch.web.workspace.asks.own import each
from vouch.web.workspace.asks.views import previewing, writing
from vouch.web.workspace.asks.views.parted import Left, parted, refused

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.web.workspace.asks.composing import Composing
    from vouch.web.workspace.asks.forms.letter import Letter


def propose(it: Composing, form: Letter) -> HttpResponse:
    """Propose all of them, or show which letters are not ready: then nothing is proposed."""
    request, by = it.request, colleague(it.request)
    free, _left = parted(it, form)
    able = {one.contact.pk for one in free}
    letters = each(form, it.persons, it.known, request.POST.dict())
    if any(one.form.errors for one in letters if one.person.contact.pk in able):
        return previewing.page(it, form)
    made: list[Ask] = []
    left: list[Left] = []
    for one in letters:
        try:
            made.append(
                actions.propose(
                    by=by, contact=one.person.contact, activity=it.activity, policy=policy(),
                    smaller_of=it.larger, today=day.today(), **one.whole,  # type: ignore[arg-type]
                )
            )  # fmt: skip
        except BadInput as refusal:
            if it.one is not None:
                form.blame(refusal)
                return writing.page(it, form)
            left.append(refused(one.person, refusal))
        except Refusal as refusal:
            left.append(refused(one.person, refusal))
    count(request, it.programme, made)
    if left:
        return render(request, "workspace/asks/proposed.html", {"made": made, "left": left})
    if len(made) == 1:
        messages.success(request, "Proposed. Nothing has left yet.")
        return redirect("ask", made[0].pk)
    messages.success(request, f"{plural(len(made), 'ask')} proposed. Nothing has left yet.")
    return redirect("programme", it.programme.pk) if it.programme else redirect(url("asks"))
