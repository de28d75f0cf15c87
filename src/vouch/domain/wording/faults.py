"""What can be wrong with the wording of an invitation, and why it is."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """A kind of fault."""

    BEGGING = "begging"
    VENDOR_FIRST = "vendor_first"
    VAGUE = "vague"
    PRESSURE = "pressure"
    REWARD = "reward"

    @property
    def words(self) -> str:
        """The fault as people read it.

        >>> Fault.VENDOR_FIRST.words
        'we come first'
        """
        return _SAID[self][0]

    @property
    def why(self) -> str:
        """Why it is one, in a sentence."""
        return _SAID[self][1]


_SAID = {
    Fault.BEGGING: ("asks for a favour", "A favour leaves them owing or refusing; an invitation leaves them free."),
    Fault.VENDOR_FIRST: (
        "we come first",
        "What we need comes before what is in it for them, so it reads as our errand.",
    ),
    Fault.VAGUE: ("promises nothing one can hold", "Nobody can tell from these words what they will have of it."),
    Fault.PRESSURE: ("presses", "Pressure gets a yes that is regretted, and a no to everything after it."),
    Fault.REWARD: (
        "pays for praise",
        "A gift bound to a good review or rating is forbidden (16 CFR 465.4) and makes the words worthless.",
    ),
}
