"""Who of us should speak to somebody, in a sentence with its reasons; and what colleagues share with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vouch.program.colleagues.permissions import may
from vouch.program.people import queries as people
from vouch.program.touch import actions, queries
from vouch.web.shared.doors import colleague, needs

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Account, Contact
    from vouch.program.touch.models import InCommon, Spark


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The panel of one person: the answer, who could speak to them and why, what was noted, and one's own note."""

    sentence: str
    rows: Sequence[Spark]
    notes: Sequence[InCommon]
    own: str
    may_say: bool


def of_person(contact: Contact | None, account: Account | None, who: User) -> Panel | None:
    """The panel; None where this colleague may neither see who gets on with them nor say what they share."""
    owner = (account.owner_id or "") if account else ""
    sees, says = may(who, "see_sparks", owner=owner), may(who, "say_in_common", owner=owner)
    if contact is None or not (sees or says):
        return None
    rows = queries.sparks_of(contact) if sees else []
    notes = queries.in_common_with(contact)
    own = next((one.words for one in notes if one.author_id == who.pk), "")
    return Panel(sentence=_sentence(rows, notes, sees), rows=rows, notes=notes, own=own, may_say=says)


@require_POST
@needs("say_in_common")
def say(request: HttpRequest, pk: str) -> HttpResponse:
    """Keep what somebody says they share, or take it back."""
    row = actions.say_in_common(by=colleague(request), contact=people.contact(pk), words=request.POST.get("words", ""))
    messages.success(request, "Kept. They can read it where they ask what is kept of them." if row else "Taken back.")
    return redirect("person", pk)


def _sentence(rows: Sequence[Spark], notes: Sequence[InCommon], sees: bool) -> str:
    best = [str(one.colleague) for one in rows if one.leads]
    if best:
        return f"{' or '.join(best)} should speak to them"
    if not sees:
        return "What we share with them"
    if notes:
        return f"Not enough is known of who should speak to them; {notes[0].author} shares something with them"
    after = next((str(one.colleague) for one in rows if one.looks_after), "")
    told = "Not enough is known of who should speak to them"
    return f"{told}; {after} looks after them" if after else told
