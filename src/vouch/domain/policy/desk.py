"""The rules of the reference desk: how a request is fulfilled, when it is due, what a seller may see and how often."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from vouch.domain.policy.section import Section, Share, Words


class Mode(StrEnum):
    """How a request for one activity type is fulfilled: by whom, and whether the account's owner has to agree first."""

    MANAGER = "manager"
    MANAGER_CLEARED = "manager_cleared"
    SELF_TOLD = "self_told"
    SELF_CLEARED = "self_cleared"

    @property
    def words(self) -> str:
        """As people read it.

        >>> Mode.SELF_TOLD.words
        'the seller chooses; the account’s owner is told'
        """
        return _WORDS[self]

    @property
    def by_seller(self) -> bool:
        """Whether sellers choose the person themselves."""
        return self in (Mode.SELF_TOLD, Mode.SELF_CLEARED)

    @property
    def cleared(self) -> bool:
        """Whether the account's owner, and whoever follows in its chain, has to agree first."""
        return self in (Mode.MANAGER_CLEARED, Mode.SELF_CLEARED)


_WORDS = {
    Mode.MANAGER: "the desk chooses and asks",
    Mode.MANAGER_CLEARED: "the desk chooses; the account’s owner agrees first",
    Mode.SELF_TOLD: "the seller chooses; the account’s owner is told",
    Mode.SELF_CLEARED: "the seller chooses; the account’s owner agrees first",
}


class Names(StrEnum):
    """From when on a seller reads who a match is."""

    SHOWN = "shown"
    AFTER_CLEARANCE = "after_clearance"


class Desk(Section):
    """The rules of the desk. `docs/ideas/references.md` tells what each is for."""

    due_hours: Annotated[int, Field(ge=1, le=720)]
    needed_in_days: Annotated[int, Field(ge=1, le=180)]
    alike_days: Annotated[int, Field(ge=0, le=365)]
    least_slots: Annotated[int, Field(ge=1, le=10)]
    remind_hours: Annotated[int, Field(ge=1, le=168)]
    feedback_hours: Annotated[int, Field(ge=0, le=168)]
    outcome_hours: Annotated[int, Field(ge=0, le=720)]
    meetings: Words
    quality: dict[str, Share]
    names: Names
    looks_an_hour: Annotated[int, Field(ge=1, le=1000)]
    counts_an_hour: Annotated[int, Field(ge=1, le=1000)]
    contacts_a_day: Annotated[int, Field(ge=1, le=1000)]
    ready_stages: Words
    modes: dict[str, Mode]
    other: Mode

    def mode_of(self, activity: str) -> Mode:
        """How requests for this activity type are fulfilled where nobody here said otherwise."""
        return self.modes.get(activity, self.other)
