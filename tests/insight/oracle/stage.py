"""From what the gates say to where a customer stands: stage, interval, flags, coverage, confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .evidence import CONTRADICTED, MET, NOT_YET_POSSIBLE, UNKNOWN

PROMISES, SERVICE, ATTITUDE = "promises_kept", "service", "attitude"
EXCEEDS, PATRONAGE = "exceeds_expectations", "patronage"
SCORED = (PROMISES, SERVICE, ATTITUDE, EXCEEDS, PATRONAGE)

NOT_KNOWN_YET = "not_known_yet"
NOT_YET_SATISFIED, SATISFIED, LOYAL, ADVOCATE = "not_yet_satisfied", "satisfied", "loyal", "advocate"
RUNGS = (NOT_YET_SATISFIED, SATISFIED, LOYAL, ADVOCATE)

Gates = Mapping[str, str]


@dataclass(frozen=True)
class Person:
    """What is a person's own: two scored gates, acts, and whether they would. `active`: still works there."""

    attitude: str = UNKNOWN
    service: str = UNKNOWN
    acts: str = UNKNOWN
    willing: bool = True
    active: bool = True


@dataclass(frozen=True)
class Placement:
    """Where an account or a person stands."""

    stage: str
    at_least: str
    at_most: str
    flags: frozenset[str]


def at_best(state: str) -> str:
    """How a gate is read for at_most: what is not known turns out well."""
    return MET if state in (UNKNOWN, NOT_YET_POSSIBLE) else state


def best_of(gates: Gates) -> dict[str, str]:
    """All five scored gates, read for at_most. One that is not named is unknown."""
    return {gate: at_best(gates.get(gate, UNKNOWN)) for gate in SCORED}


def up_to_loyal(gates: Gates) -> str:
    """The highest rung below advocate whose gates are all met. Unknown is neither met nor contradicted."""
    if any(gates.get(gate) == CONTRADICTED for gate in (PROMISES, ATTITUDE, SERVICE)):
        return NOT_YET_SATISFIED
    if gates.get(PROMISES) != MET:
        return NOT_YET_SATISFIED
    if all(gates.get(gate) == MET for gate in (ATTITUDE, EXCEEDS, PATRONAGE)):
        return LOYAL
    return SATISFIED


def not_known(gates: Gates) -> bool:
    """Promises kept unknown, and nothing that would place the customer contradicted."""
    promises_open = gates.get(PROMISES, UNKNOWN) in (UNKNOWN, NOT_YET_POSSIBLE)
    return promises_open and not any(gates.get(gate) == CONTRADICTED for gate in (ATTITUDE, SERVICE))


def is_advocate(person: Person, account: Gates) -> bool:
    """Account at least satisfied, the person's own attitude and acts met, and willing."""
    account_satisfied = up_to_loyal(account) in (SATISFIED, LOYAL)
    return account_satisfied and person.attitude == MET and person.acts == MET and person.willing


def could_be_advocate(person: Person, account: Gates) -> bool:
    """The same where all that is unknown turns out well. Acts that are not recorded have not been done."""
    hopeful = Person(at_best(person.attitude), at_best(person.service), person.acts, person.willing, person.active)
    return is_advocate(hopeful, best_of(account))


def flags_of(gates: Gates) -> set[str]:
    """Captive: comes back and does not like it. Latent: likes it, and could not yet come back."""
    flags = set()
    if gates.get(PATRONAGE) == MET and gates.get(ATTITUDE) == CONTRADICTED:
        flags.add("captive")
    if gates.get(ATTITUDE) == MET and gates.get(EXCEEDS) == MET and gates.get(PATRONAGE) == NOT_YET_POSSIBLE:
        flags.add("latent")
    return flags


def account_placement(gates: Gates, people: Sequence[Person] = ()) -> Placement:
    """Place an account by its five scored gates and its people.

    >>> account_placement({"promises_kept": "met", "attitude": "met"}).stage
    'satisfied'
    """
    at_least = up_to_loyal(gates)
    if at_least == LOYAL and any(person.active and is_advocate(person, gates) for person in people):
        at_least = ADVOCATE
    at_most = up_to_loyal(best_of(gates))
    if at_most == LOYAL and any(person.active and could_be_advocate(person, gates) for person in people):
        at_most = ADVOCATE
    stage = NOT_KNOWN_YET if not_known(gates) else at_least
    return Placement(stage, at_least, at_most, frozenset(flags_of(gates)))


def person_placement(person: Person, account: Gates) -> Placement:
    """Place a person: attitude, service and acts are theirs, the other gates are their account's.

    >>> person_placement(Person(attitude="met", acts="met"), {"promises_kept": "met"}).stage
    'advocate'
    """
    own = {**account, ATTITUDE: person.attitude, SERVICE: person.service}
    at_least, at_most = up_to_loyal(own), up_to_loyal(best_of(own))
    stage = NOT_KNOWN_YET if not_known(own) else at_least
    flags = flags_of(own)
    if is_advocate(person, account):
        stage = at_least = ADVOCATE
        if up_to_loyal(account) == SATISFIED:
            flags.add("personal_advocate")
    if could_be_advocate(person, account):
        at_most = ADVOCATE
    return Placement(stage, at_least, at_most, frozenset(flags))


def could_exist(gates: Gates) -> list[str]:
    """The scored gates that could say something by now. Acts are left out."""
    return [gate for gate in SCORED if gates.get(gate, UNKNOWN) != NOT_YET_POSSIBLE]


def coverage(gates: Gates) -> float:
    """Decided gates (met or contradicted) over gates that could exist."""
    possible = could_exist(gates)
    decided = [gate for gate in possible if gates.get(gate) in (MET, CONTRADICTED)]
    return len(decided) / len(possible) if possible else 0.0


def confidence(gates: Gates, weights: Mapping[str, float]) -> float:
    """Mean of min(1, K) over the gates that could exist; a gate without a weight has none."""
    possible = could_exist(gates)
    return sum(min(1.0, weights.get(gate, 0.0)) for gate in possible) / len(possible) if possible else 0.0
