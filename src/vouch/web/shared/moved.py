"""Where is a customer now whose record became one with another? Old addresses lead on to the present ones."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vouch.domain.errors import Refusal
from vouch.program.people.identity.queries import goes_by

_IDS = re.compile(r"\b[ac][0-9a-f]{15}\b")
_CODES = ("no_such_account", "no_such_contact")


def led_on(request: HttpRequest, refusal: Refusal) -> HttpResponse | None:
    """The same page under the present id, where the address names somebody who goes by another now; else None."""
    if refusal.code not in _CODES:
        return None
    here = request.get_full_path()
    there = _IDS.sub(lambda found: goes_by(found[0]), here)
    return redirect(there, preserve_request=True) if there != here else None
