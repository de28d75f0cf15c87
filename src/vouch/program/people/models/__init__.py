"""The tables of the room: the projection, the entries of staff, and the links that ask a customer to confirm."""

from __future__ import annotations

from vouch.program.people.models.confirmation import Confirmation
from vouch.program.people.models.deeds import Act, Person, Role
from vouch.program.people.models.entry import Entry
from vouch.program.people.models.move import Move
from vouch.program.people.models.nominator import Nominator
from vouch.program.people.models.opinions import DECIDED, Nominated, Nomination, Relation, Sentiment
from vouch.program.people.models.projection import Account, Contact, Owner
from vouch.program.people.models.proof import Promise, Result
from vouch.program.people.models.words import NameWord

__all__ = [
    "DECIDED",
    "Account",
    "Act",
    "Confirmation",
    "Contact",
    "Entry",
    "Move",
    "NameWord",
    "Nominated",
    "Nomination",
    "Nominator",
    "Owner",
    "Person",
    "Promise",
    "Relation",
    "Result",
    "Role",
    "Sentiment",
]
