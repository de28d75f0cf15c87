"""One way for every form here: shown, filled in, refused beside the field, or kept and back to the customer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from vouch.domain.errors import BadInput, Conflict
from vouch.web.workspace.proof.forms.laid import Laid, blame


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A page that asks for one thing: its heading, what stands beside, the way here, the button, and the way back."""

    asks: str
    hint: str
    crumbs: Sequence[tuple[str, str]]
    press: str
    back: str
    beside: str = ""


def written(request: HttpRequest, form: Laid, page: Asking, keep: Callable[[], object], *, says: str) -> HttpResponse:
    """The page, or, once `keep` kept what was filled in, the way back with a word that it was."""
    if request.method == "POST" and form.is_valid():
        try:
            keep()
        except (BadInput, Conflict) as refusal:
            blame(form, refusal)
        else:
            messages.success(request, says)
            return HttpResponseRedirect(page.back)
    return render(
        request,
        "workspace/customers/allowed/write.html",
        {"form": form, "page": page},
        status=422 if form.errors else 200,
    )
