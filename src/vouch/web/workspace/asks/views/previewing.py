"""Each letter exactly as it would be mailed; where there are several, each can be written anew on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from vouch.web.shared.doors import colleague
from vouch.web.workspace.asks.own import each, left_out
from vouch.web.workspace.asks.views import writing
from vouch.web.workspace.asks.views.parted import parted, shown

if TYPE_CHECKING:
    from vouch.web.workspace.asks.composing import Composing
    from vouch.web.workspace.asks.forms.letter import Letter


def page(it: Composing, form: Letter) -> HttpResponse:
    """The letters, who is left out, and what is left out of whose letter."""
    free, left = parted(it, form)
    letters = each(form, free, it.known, it.request.POST.dict())
    wrong = [one for one in letters if one.form.errors]
    if wrong and it.one is not None:
        for name, found in wrong[0].form.errors.items():
            form.errors.setdefault(name, form.error_class()).extend(found)
        return writing.page(it, form)
    context = shown(it, form, free, left) | {
        "letters": [(one, one.mailed(it.activity, colleague(it.request))) for one in letters],
        "left_out_words": left_out(letters),
        "wrong": wrong,
        "edited": sum(one.edited for one in letters),
    }
    return render(it.request, "workspace/asks/preview.html", context, status=422 if wrong else 200)
