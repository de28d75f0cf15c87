"""Who may do what at the customers' door, and to whose things? `tests/web/portal/test_rights.py` tries every cell.

The table is what `docs/reference/roles.md` shows. The views do not ask it: at this door rights follow from whose visit
it is, and every query takes the person of the visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    """Who stands at the door."""

    STRANGER = "anybody"
    HOLDER = "who has the link of a mail"
    GUEST = "who came in"
    SPEAKER = "who came in and speaks for their company"
    COLLEAGUE = "a colleague of ours"


class Whose(StrEnum):
    """Whose thing it is, seen from whoever came in (or whom the link was mailed to)."""

    OWN = "their own"
    BESIDE = "of somebody at their company"
    ELSEWHERE = "of another company"


@dataclass(frozen=True, kw_only=True)
class Right:
    """One thing to do with things of one kind of owner. `name` is what the test tries; `may`: by whom."""

    name: str
    words: str
    whose: Whose
    may: tuple[bool, ...]


def _row(name: str, words: str, whose: Whose, signs: str) -> Right:
    may = tuple(sign == "+" for sign in signs.split())
    assert len(may) == len(Who)
    return Right(name=name, words=words, whose=whose, may=may)


RIGHTS: tuple[Right, ...] = (
    #                                                                                  any link in spk colleague
    _row("see_invitation", "see an invitation that left", Whose.OWN, "- + + + -"),
    _row("see_invitation", "see an invitation that left", Whose.BESIDE, "- - - - -"),
    _row("see_invitation", "see an invitation that left", Whose.ELSEWHERE, "- - - - -"),
    _row("see_proposal", "see an ask that has not left yet", Whose.OWN, "- - - - -"),
    _row("answer", "answer an invitation", Whose.OWN, "- + + + -"),
    _row("answer", "answer an invitation", Whose.BESIDE, "- - - - -"),
    _row("answer", "answer an invitation", Whose.ELSEWHERE, "- - - - -"),
    _row("consent_here", "agree to what an accepted invitation needs, or not", Whose.OWN, "- + + + -"),
    _row("see_opening", "see an opening they were chosen for", Whose.OWN, "- + + + -"),
    _row("see_opening", "see an opening they were chosen for", Whose.BESIDE, "- - - - -"),
    _row("see_opening", "see an opening they were chosen for", Whose.ELSEWHERE, "- - - - -"),
    _row("answer_opening", "take a seat, or not", Whose.OWN, "- + + + -"),
    _row("answer_opening", "take a seat, or not", Whose.BESIDE, "- - - - -"),
    _row("answer_opening", "take a seat, or not", Whose.ELSEWHERE, "- - - - -"),
    _row("name_times", "name times for a talk they agreed to, change them, say how it was", Whose.OWN, "- + + + -"),
    _row("name_times", "name times for a talk they agreed to, change them, say how it was", Whose.BESIDE, "- - - - -"),
    _row(
        "name_times", "name times for a talk they agreed to, change them, say how it was", Whose.ELSEWHERE, "- - - - -"
    ),
    _row("introduce", "introduce somebody, and see what came of it", Whose.OWN, "- - + + -"),
    _row("introduce", "introduce somebody, and see what came of it", Whose.BESIDE, "- - - - -"),
    _row("stop", "stop all invitations", Whose.OWN, "- + + + -"),
    _row("consent", "say what of theirs may be used", Whose.OWN, "- - + + -"),
    _row("set_limits", "set limits and pause", Whose.OWN, "- - + + -"),
    _row("set_limits", "set limits and pause", Whose.BESIDE, "- - - - -"),
    _row("read_rules", "read what a company allows", Whose.OWN, "- - + + -"),
    _row("read_rules", "read what a company allows", Whose.ELSEWHERE, "- - - - -"),
    _row("change_rules", "change what a company allows", Whose.OWN, "- - - + -"),
    _row("change_rules", "change what a company allows", Whose.ELSEWHERE, "- - - - -"),
    _row("see_story", "see what was done, what it led to, and what was given", Whose.OWN, "- - + + -"),
    _row("see_story", "see what was done, what it led to, and what was given", Whose.BESIDE, "- - - - -"),
    _row("take_data", "take everything that is held about a person", Whose.OWN, "- - + + -"),
    _row("take_data", "take everything that is held about a person", Whose.BESIDE, "- - - - -"),
    _row("see_picture", "read how we see a person, and why", Whose.OWN, "- - + + -"),
    _row("see_picture", "read how we see a person, and why", Whose.BESIDE, "- - - - -"),
    _row("say_what_they_are", "say what they are, or forbid to make a picture of them", Whose.OWN, "- - + + -"),
    _row("say_what_they_are", "say what they are, or forbid to make a picture of them", Whose.BESIDE, "- - - - -"),
    _row("see_goals", "read what a person wants for themselves", Whose.OWN, "- - + + -"),
    _row("see_goals", "read what a person wants for themselves", Whose.BESIDE, "- - - - -"),
    _row("state_goals", "say and take away what a person wants, or forbid notes of it", Whose.OWN, "- - + + -"),
    _row("state_goals", "say and take away what a person wants, or forbid notes of it", Whose.BESIDE, "- - - - -"),
    _row("join", "join", Whose.OWN, "- - + + -"),
    _row("leave", "leave", Whose.OWN, "- - + + -"),
    _row("preview", "see a home as its owner sees it, without a thing to press", Whose.OWN, "- - - - +"),
)


def page() -> str:
    """The table, in Markdown."""
    lines = [
        "",
        "## In the portal",
        "",
        "Customers have no role. What somebody may do at their own door (`/for-you/`) follows from whose visit it is,",
        "or which link they hold. A colleague's session counts for nothing there but the preview. Every cell is tried",
        "by a test. (Generated; do not edit.)",
        "",
        "| may ... | whose | " + " | ".join(who.value for who in Who) + " |",
        "| --- | --- |" + " :-: |" * len(Who),
    ]
    lines += [
        f"| {row.words} | {row.whose.value} | " + " | ".join("yes" if may else "no" for may in row.may) + " |"
        for row in RIGHTS
    ]
    return "\n".join(lines) + "\n"
