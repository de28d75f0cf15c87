"""Does the ask say what is in it for the person and for their company? Without both it cannot be sent."""

from __future__ import annotations

from vouch.domain.errors import BadInput
from vouch.domain.wording import stopped

LEAST, MOST = 12, 300
"""Letters of a win: fewer say nothing, more are not read."""


def check_wins(person: str, company: str) -> tuple[str, str]:
    """Both wins with single blanks, the person's first.

    Raises BadInput with `field` (`win_person` or `win_company`) where one is missing, too short, too long, asks for a
    favour, or says the same as the other.

    >>> check_wins("An audience of  sixty peers", "")
    Traceback (most recent call last):
        ...
    vouch.domain.errors.BadInput: Say what is in it for their company. An ask without it is a favour.
    """
    found = []
    for field, whom, text in (("win_person", "the person", person), ("win_company", "their company", company)):
        plain = " ".join(text.split())
        if not plain:
            raise BadInput("no_win", f"Say what is in it for {whom}. An ask without it is a favour.", field=field)
        if len(plain) < LEAST:
            raise BadInput("win_too_short", f"Say in a few more words what is in it for {whom}.", field=field)
        if len(plain) > MOST:
            raise BadInput(
                "win_too_long", f"Say what is in it for {whom} in {MOST} letters; these are {len(plain)}.", field=field
            )
        sentence = stopped(plain)[1]
        if sentence:
            raise BadInput("wording", sentence, field=field)
        found.append(plain)
    if found[0].casefold() == found[1].casefold():
        raise BadInput(
            "same_win",
            "The person and their company gain the same by these words. Say what each has.",
            field="win_company",
        )
    return found[0], found[1]
