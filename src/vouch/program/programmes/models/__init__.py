"""The tables of the room."""

from __future__ import annotations

from vouch.program.programmes.models.cost import Cost
from vouch.program.programmes.models.pool import Pool
from vouch.program.programmes.models.programme import Programme
from vouch.program.programmes.models.within import ProgrammeAsk, ProgrammeOpening, ProgrammePerson

__all__ = ["Cost", "Pool", "Programme", "ProgrammeAsk", "ProgrammeOpening", "ProgrammePerson"]
