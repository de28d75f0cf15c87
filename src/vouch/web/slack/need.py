"""A line becomes a draft that whoever wrote it sees as it was read, and hands in with a button: never in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from vouch.domain.errors import BadInput
from vouch.domain.saying import Said, read_line
from vouch.program.references import actions, queries
from vouch.program.references.queries.spoken import known_words
from vouch.web.shared.day import today
from vouch.web.shared.shell import policy
from vouch.web.slack import words
from vouch.web.slack.door import DOOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vouch.program.colleagues.models import User
    from vouch.program.references.models import Deal, Request

USUAL = "reference_call"
"""What is taken as meant where nobody says: it is said that it was, and one press changes it."""
_MOST_DEALS = 4


def begin(text: str, *, by: User) -> words.Message:
    """Read the line, keep it as a draft, show what was understood."""
    if not text.strip():
        raise BadInput("nothing", "Write what you need: /vouch reference Acme needs a fintech CFO by Friday")
    rules, day = policy(), today()
    said = read_line(text, today=day, policy=rules, known=known_words())
    found = list(queries.deals(said.buyer, mine=by, limit=_MOST_DEALS + 1)) if said.buyer else []
    written = actions.Written(
        activity=said.activity or (USUAL if USUAL in rules.ladder else ""), deal=found[0].pk if len(found) == 1 else "",
        buyer=said.buyer[:255], words=said.words, like=dict(said.like), how_many=said.how_many,
        needed_by=said.needed_by,
    )  # fmt: skip
    draft = actions.keep_draft(by=by, written=written, door=DOOR, policy=rules, today=day)
    return shown(draft, said=said, found=found)


def shown(draft: Request, *, said: Said | None = None, found: Sequence[Deal] = ()) -> words.Message:
    """What a draft asks for, what is not sure, and the ways on."""
    rung = policy().ladder.get(draft.activity)
    wishes = ", ".join(str(value) for name in actions.LIKE if (value := getattr(draft, f"like_{name}")))
    needed = f"{draft.needed_by:%a %-d %b %Y}" if draft.needed_by else "not said"
    lines = [
        f"*{words.clean(rung.words if rung else 'Something')}* for *{words.clean(draft.buyer or 'nobody named')}*",
        f"With: {words.clean(wishes) or 'nothing particular'} · how many: {draft.how_many} · by: {needed}",
        f"Deal: {words.clean(str(draft.deal)) if draft.deal else 'none picked'}",
    ]
    blocks = [words.section("\n".join(lines))]
    doubts = [one.sentence for one in said.doubts] if said else []
    if doubts:
        blocks.append(words.small("Not sure: " + " ".join(map(words.clean, doubts))))
    form = settings.VOUCH_URL + reverse("write_reference", args=[draft.pk])
    if len(found) > 1:
        blocks.append(words.section("For which deal?"))
        blocks.append(
            words.row(
                *(
                    words.button(
                        f"{one.name}, {one.stage}" if one.stage else one.name, f"deal_{at}", f"{draft.pk} {one.pk}"
                    )
                    for at, one in enumerate(found[:_MOST_DEALS])
                )
            )
        )
    ready = draft.activity and draft.buyer and draft.needed_by
    ways = [words.button("Change it", "form", url=form), words.button("Throw it away", "throw_away", draft.pk)]
    if ready:
        ways.insert(0, words.button("Ask for it", "hand_in", draft.pk, style="primary"))
    blocks.append(words.row(*ways))
    return words.plain("This is what I understood", blocks=blocks)
