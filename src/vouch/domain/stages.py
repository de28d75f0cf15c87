"""The stages of the continuum and the gates that lead up to them.

A stage is reached when all of its gates are met. *Not known yet* is no rung: it stands beside the scale and is
never counted as low. `placement.py` has the rule; `docs/ideas/placement.md` tells it in prose.
"""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a customer stands."""

    NOT_KNOWN_YET = "not_known_yet"
    NOT_YET_SATISFIED = "not_yet_satisfied"
    SATISFIED = "satisfied"
    LOYAL = "loyal"
    ADVOCATE = "advocate"

    @property
    def words(self) -> str:
        """The stage as people read it.

        >>> Stage.NOT_YET_SATISFIED.words
        'not yet satisfied'
        """
        return self.value.replace("_", " ")


RUNGS: tuple[Stage, ...] = (Stage.NOT_YET_SATISFIED, Stage.SATISFIED, Stage.LOYAL, Stage.ADVOCATE)
"""The scale, lowest first. Intervals are between rungs."""


class Gate(StrEnum):
    """One condition of a stage."""

    PROMISES_KEPT = "promises_kept"
    SERVICE = "service"
    ATTITUDE = "attitude"
    EXCEEDS_EXPECTATIONS = "exceeds_expectations"
    PATRONAGE = "patronage"
    ACTS = "acts"

    @property
    def words(self) -> str:
        """The gate as people read it.

        >>> Gate.EXCEEDS_EXPECTATIONS.words
        'exceeds expectations'
        """
        return self.value.replace("_", " ")


SCORED_GATES: tuple[Gate, ...] = tuple(gate for gate in Gate if gate is not Gate.ACTS)
"""The gates decided by a score. Acts are counted instead."""


class GateState(StrEnum):
    """What is known of a gate. Unknown never lowers anything."""

    MET = "met"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"
    NOT_YET_POSSIBLE = "not_yet_possible"


class Flag(StrEnum):
    """What stands beside a stage without being one. At risk is a list of reasons, not a flag of this kind."""

    CAPTIVE = "captive"
    LATENT = "latent"
    PERSONAL_ADVOCATE = "personal_advocate"


class Role(StrEnum):
    """The part a contact plays after the sale, not their buying persona."""

    OUTCOME_OWNER = "outcome_owner"
    SPONSOR = "sponsor"
    ADMINISTRATOR = "administrator"
    DAILY_USER = "daily_user"
    TRAINER = "trainer"
    RENEWAL_DECIDER = "renewal_decider"
