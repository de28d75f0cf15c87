"""What is said of the wording of an ask while it is written: where, why, and what reads better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vouch.domain.wording import Mark, mended, read
from vouch.web.shared.environment import few
from vouch.web.shared.shell import policy

READ = {
    "win_person": "what is in it for the person",
    "win_company": "what is in it for their company",
    "why": "why they",
    "subject": "the head",
    "words": "the letter",
}
"""The fields that are read, as a hint names them."""


@dataclass(frozen=True)
class Hint:
    """A mark in a field. `turn` names its better turn for the button that takes it; empty where there is none."""

    where: str
    mark: Mark
    turn: str


@dataclass(frozen=True)
class Wording:
    """All that is said of the wording of one letter."""

    hints: tuple[Hint, ...]
    not_read: tuple[str, ...]
    empty: bool

    @property
    def sentence(self) -> str:
        """The answer on top."""
        if self.empty:
            return "Your words are read as you write them. Nothing is drafted for you."
        if not self.hints:
            return "Nothing that is checked asks for a favour, presses or promises something vague."
        stops = sum(hint.mark.stops for hint in self.hints)
        said = few(len(self.hints), "turn reads", "turns read")
        return f"{said[0].upper()}{said[1:]} better otherwise" + (
            f"; {few(stops, 'has', 'have')} to go." if stops else "."
        )


def wording(texts: Mapping[str, str], names: Iterable[str] = (), *, of: str = "") -> Wording:
    """Read the fields of a letter. `names`: the customers', which are no words. `of`: whose letter of several it is."""
    hints: list[Hint] = []
    unread: list[str] = []
    known = (*names, policy().company.name)
    for field, where in READ.items():
        reading = read(_plain(texts.get(field, "")), own=policy().wording, names=known, whole=False)
        unread += reading.not_read
        for mark in reading.marks:
            turn = f"{of}{'-' if of else ''}{field}:{mark.start}:{mark.end}" if mark.edit else ""
            hints.append(Hint(where, mark, turn))
    return Wording(tuple(hints), tuple(unread), not any(texts.get(field, "").strip() for field in READ))


def turned(texts: Mapping[str, str], turn: str, names: Iterable[str] = ()) -> dict[str, str]:
    """The fields after one better turn; unchanged where there is none of that name any more."""
    field, _, place = turn.partition(":")
    start, _, end = place.partition(":")
    found = dict(texts)
    if field in READ and start.isdigit() and end.isdigit():
        known = (*names, policy().company.name)
        found[field] = mended(
            _plain(texts.get(field, "")), int(start), int(end), policy().wording, names=known, whole=False
        )
    return found


def _plain(text: str) -> str:
    # a browser sends lines with two signs at their end, a script with one; places are counted in the latter
    return text.replace("\r\n", "\n")
