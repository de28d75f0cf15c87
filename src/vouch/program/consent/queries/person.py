"""What did a person agree to, and what did they take back?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vouch.domain.asking.person import PURPOSES
from vouch.program.consent.models import Consent
from vouch.program.consent.queries.whose import among, contact_ids

STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class Word:
    """What holds of one purpose: `given` is None where the person was never asked.

    `themselves`: the person said so at a door of their own; else `by` heard it. `theirs_alone`: they took it back
    themselves, and nobody else gives it back.
    """

    purpose: str
    given: bool | None = None
    at: dt.datetime | None = None
    door: str = ""
    by: str = ""
    evidence: str = ""
    theirs_alone: bool = False

    @property
    def themselves(self) -> bool:
        """Whether the person said so themselves."""
        return self.door not in ("", STAFF)


def consents_of(contact: str) -> dict[str, Word]:
    """What holds of every purpose there is, by purpose."""
    rows = list(Consent.objects.select_related("by").filter(contact_id__in=contact_ids(contact)).order_by("id"))
    found = {}
    for purpose in PURPOSES:
        said = _holds([row for row in rows if row.purpose == purpose])
        if said is None:
            found[purpose] = Word(purpose=purpose)
            continue
        found[purpose] = Word(
            purpose=purpose,
            given=said.given,
            at=said.at,
            door=said.door,
            by=str(said.by or ""),
            evidence=said.evidence,
            theirs_alone=said.door != STAFF and not said.given,
        )
    return found


def withdrawn_of(contacts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The purposes each of these people has withdrawn; who withdrew none is left out. One statement.

    `contacts` says who goes by which id now (`whose.known_as`).
    """
    return _withdrawn(Consent.objects.filter(among("contact_id", contacts)).order_by("id"), contacts)


def taken_back_themselves(contact: str, *, purpose: str) -> bool:
    """Whether the person's own last word on a purpose was to take it back."""
    rows = Consent.objects.filter(contact_id__in=contact_ids(contact), purpose=purpose).exclude(door=STAFF)
    last = rows.order_by("-id").first()
    return last is not None and not last.given


def consent_history(contact: str, *, limit: int = 100) -> Sequence[Consent]:
    """Every word of a person, newest first."""
    rows = Consent.objects.select_related("by").filter(contact_id__in=contact_ids(contact))
    return list(rows.order_by("-id")[:limit])


def _withdrawn(rows: Iterable[Consent], contacts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    words: dict[tuple[str, str], list[Consent]] = {}
    for row in rows:
        words.setdefault((contacts[row.contact_id], row.purpose), []).append(row)
    found: dict[str, set[str]] = {}
    for (contact, purpose), said in words.items():
        last = _holds(said)
        if last is not None and not last.given:
            found.setdefault(contact, set()).add(purpose)
    return {contact: frozenset(purposes) for contact, purposes in found.items()}


def _holds(said: Sequence[Consent]) -> Consent | None:
    """The word that holds of these, oldest first: the last, except that a withdrawal of the person's own stands until
    they themselves give it back, whatever a colleague who heard otherwise wrote down meanwhile.
    """
    own = [one for one in said if one.door != STAFF]
    if own and not own[-1].given:
        return own[-1]
    return said[-1] if said else None
