"""Who of these people may be asked for something today, and who is left in peace, with the reason and who lifts it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vouch.domain.errors import Refusal
from vouch.web.shared.doors import colleague
from vouch.web.workspace.asks.chosen import Person
from vouch.web.workspace.asks.composing import Composing
from vouch.web.workspace.asks.forms.letter import FIELDS, Letter
from vouch.web.workspace.personality import fits


@dataclass(frozen=True)
class Left:
    """Somebody who is not asked, with the reason and who lifts it."""

    person: Person
    sentence: str
    lifts: str


def parted(it: Composing, form: Letter) -> tuple[list[Person], list[Left]]:
    """Who may be asked for this, and who not."""
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    free, left = [], []
    for person in it.persons:
        found = person.stands_in_the_way(it.activity, use=given.get("use", ""), territory=given.get("territory", ""))
        if found:
            left.append(Left(person, " ".join(one.sentence for one in found), found[0].lifts))
        else:
            free.append(person)
    return free, left


def refused(person: Person, refusal: Refusal) -> Left:
    """Somebody whose ask was refused as it was proposed."""
    found = refusal.data.get("obstacles")
    return Left(person, found[0].sentence if found else refusal.sentence, found[0].lifts if found else "")


def shown(it: Composing, form: Letter, free: list[Person], left: list[Left]) -> dict[str, Any]:
    """What the page of the letter and that of the letters have in common."""
    reward = str(form["reward_announced"].value() or "")
    unfit = fits.of_ask([one.contact for one in free], it.activity, reward, colleague(it.request))
    return {
        "it": it,
        "persons": it.persons,
        "activity": it.activity,
        "rung": it.rung,
        "form": form,
        "free": free,
        "left": left,
        "fields": FIELDS,
        "contact_ids": [one.contact.pk for one in it.persons],
        "larger": it.larger,
        "programme": it.programme,
        "unfit": unfit,
    }
