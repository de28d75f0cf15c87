"""One suggestion of the playbook, and what makes it one: something concrete to do, and what they have of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vouch.domain.errors import BadInput
from vouch.domain.wording import stopped

KINDS: dict[str, str] = {
    "listen": "listening",
    "help": "help",
    "proof": "proof",
    "news": "news that fits",
    "access": "access",
    "community": "community",
    "leadership": "a chance to lead",
    "thanks": "thanks",
}
"""What sort of interaction it is, with its words."""

MOST = 6
"""More suggestions than this for one stage and role are a list that nobody follows."""

_LENGTHS = {"do": (15, 300), "gives": (5, 200)}


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What to do (`do`), what they have of it (`gives`), and which sort it is (`kind`, one of KINDS)."""

    kind: str
    do: str
    gives: str

    def as_dict(self) -> dict[str, str]:
        """The suggestion as plain values."""
        return {"kind": self.kind, "do": self.do, "gives": self.gives}


def check(rows: Sequence[Mapping[str, Any]], *, where: str = "") -> tuple[Suggestion, ...]:
    """The suggestions that these rows are, blanks trimmed.

    Raises BadInput with a sentence, `row` (from 0) and `field`, for a kind that is none, a text that is missing or too
    long, the same thing said twice, words that ask for a favour, and more than MOST rows.

    >>> check([{"kind": "help", "do": "Do us a favour: write a review.", "gives": "A voucher."}])
    Traceback (most recent call last):
        ...
    vouch.domain.errors.BadInput: This asks for a favour (“Do us a favour”). Say what we do, and what they have of it.
    """
    place = f"{where}: " if where else ""
    if len(rows) > MOST:
        raise BadInput(
            "too_many", f"{place}{len(rows)} suggestions are more than anybody follows. Keep {MOST}.", row=MOST
        )
    found: list[Suggestion] = []
    for number, row in enumerate(rows):
        one = Suggestion(**{name: " ".join(str(row.get(name, "")).split()) for name in ("kind", "do", "gives")})
        _check(one, number, place)
        if any(one.do.casefold() == other.do.casefold() for other in found):
            raise BadInput("twice", f"{place}This suggestion stands here twice.", row=number, field="do")
        found.append(one)
    return tuple(found)


def _check(one: Suggestion, number: int, place: str) -> None:
    if one.kind not in KINDS:
        raise BadInput(
            "bad_kind", f"{place}“{one.kind}” is no kind. There are {', '.join(KINDS)}.", row=number, field="kind"
        )
    for field, (least, most) in _LENGTHS.items():
        text = getattr(one, field)
        what = "what to do" if field == "do" else "what they have of it"
        if len(text) < least:
            raise BadInput("too_short", f"{place}Say {what} in a sentence.", row=number, field=field)
        if len(text) > most:
            raise BadInput(
                "too_long",
                f"{place}Say {what} in {most} letters or fewer; these are {len(text)}.",
                row=number,
                field=field,
            )
        words = stopped(text)[0]
        if words:
            raise BadInput(
                "asks_a_favour",
                f"{place}This asks for a favour (“{words}”). Say what we do, and what they have of it.",
                row=number,
                field=field,
            )
