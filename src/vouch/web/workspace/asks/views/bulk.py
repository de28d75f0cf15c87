"""The same step with several asks: looked at once more, then taken one by one; what was refused is listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from vouch.domain.errors import BadInput, Refusal
from vouch.program.asks import actions, queries
from vouch.program.asks.states import AskState
from vouch.program.references.actions import catch_up
from vouch.runs.work import wake_for_mail
from vouch.web.shared import addresses
from vouch.web.shared.doors import colleague, needs
from vouch.web.shared.environment import url
from vouch.web.shared.shell import policy
from vouch.web.workspace.asks import day
from vouch.web.workspace.asks.forms.steps import Words
from vouch.web.workspace.asks.words import rung_words

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.colleagues.models import User

STEPS: dict[str, tuple[str, tuple[AskState, ...]]] = {
    "send": ("Send", (AskState.CLEARED,)),
    "withdraw": ("Take back", (AskState.PROPOSED, AskState.CLEARED, AskState.INVITED, AskState.ACCEPTED)),
    "thank": ("Thank", (AskState.DONE,)),
}
"""What can be done with several, with the states it fits."""
MOST = 100


class BulkForm(forms.Form):
    """The words that go with it."""

    words = Words(label="Why?", required=False, max_length=500)

    def __init__(self, *args: Any, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step == "thank":
            self.fields["words"].label, self.fields["words"].required = "How did we thank them?", True
            self.fields["words"].help_text = "The same words stand beside each; write to one alone on its own page."
        if step == "send":
            del self.fields["words"]


@require_POST
@needs("see_asks")
def bulk(request: HttpRequest) -> HttpResponse:
    """Look at the chosen ones once more; with `sure`, do it."""
    step = request.POST.get("step", "")
    if step not in STEPS:
        raise BadInput("bad_step", "Choose what to do with them: send, take back or thank.", field="step")
    keys = list(dict.fromkeys(request.POST.getlist("ask")))[:MOST]
    asks = queries.several(keys)
    lane = request.POST.get("lane", "")
    if not asks:
        return redirect(url("asks", lane=lane))
    fits = [one for one in asks if one.state in STEPS[step][1]]
    sure = request.POST.get("sure") == "yes"
    form = BulkForm(request.POST if sure else None, step=step)
    context = {"step": step, "verb": STEPS[step][0], "lane": lane, "what": rung_words, "form": form}
    if sure and fits and form.is_valid():
        done, refused = _done(step, fits, colleague(request), form.cleaned_data.get("words", ""))
        return render(request, "workspace/asks/bulk_done.html", context | {"done": done, "refused": refused})
    others = [one for one in asks if one not in fits]
    return render(request, "workspace/asks/bulk.html", context | {"fits": fits, "others": others})


def _done(step: str, asks: Sequence[Ask], by: User, words: str) -> tuple[list[Ask], list[tuple[Ask, Refusal]]]:
    """Those it was done with, and those it was refused for."""
    if step == "send":
        sent = actions.send(by=by, asks=asks, policy=policy(), today=day.today(), address=addresses.address)
        wake_for_mail()
        return (
            [one.ask for one in sent if one.refusal is None],
            [(one.ask, one.refusal) for one in sent if one.refusal is not None],
        )
    done, refused = [], []
    take = actions.withdraw if step == "withdraw" else actions.thank
    for one in asks:
        try:
            done.append(take(by=by, ask=one, words=words))
            catch_up(one.pk, policy=policy(), today=day.today(), address=addresses.address)
        except Refusal as refusal:
            refused.append((one, refusal))
    return done, refused
