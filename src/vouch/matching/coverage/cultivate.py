"""Who could close a gap if they were cared for? Those who are nearest, of the segment that is short; nobody is asked.

Nearest is who lacks the fewest gates, then who is more willing, then of whom more is known; ids break ties. The size of
a company counts for nothing, and who is at risk or said no is not named: they need something else first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vouch.domain.policy import Policy
from vouch.domain.stages import Gate, GateState, Stage
from vouch.matching.coverage.gaps import Coverage
from vouch.matching.next_ask import Willingness


@dataclass(frozen=True, kw_only=True)
class Near:
    """Somebody who may not give references yet: where they stand and the state of each gate that is still wanted."""

    person: str
    company: str
    segment: str
    stage: Stage
    wanted: tuple[tuple[Gate, GateState], ...]
    willing: Willingness = Willingness.OPEN
    at_risk: bool = False
    known: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Cultivated:
    """Whom to care for, for which segment, and what would bring them there, in words."""

    segment: str
    person: str
    company: str
    lacking: int
    words: str


def cultivate(found: Coverage, near: Sequence[Near], policy: Policy) -> tuple[Cultivated, ...]:
    """For each segment that is short or too thin, those who are nearest; the segment that lacks most first.

    >>> from vouch.domain.policy import load
    >>> from vouch.matching.coverage.gaps import Hours
    >>> thin = Coverage(gaps=(), hours=(Hours(segment="health", asked=0, left=0, people=1, alarms=("Too few.",)),),
    ...                 unsure=())
    >>> ana = Near(person="ana", company="acme", segment="health", stage=Stage.SATISFIED,
    ...            wanted=((Gate.ATTITUDE, GateState.UNKNOWN), (Gate.PATRONAGE, GateState.NOT_YET_POSSIBLE)))
    >>> cultivate(thin, [ana], load())[0].words
    'Satisfied; attitude is not known yet: ask how they are; patronage is not yet possible.'
    """
    lacks = Counter[str]()
    for gap in found.gaps:
        lacks[gap.segment] += gap.short
    for hours in found.hours:
        lacks[hours.segment] += bool(hours.alarms)
    chosen = []
    for segment in sorted((one for one in lacks if lacks[one]), key=lambda one: (-lacks[one], one)):
        able = [one for one in near if one.segment == segment and not one.at_risk]
        able = [one for one in able if one.willing is not Willingness.GUARDED]
        able.sort(key=_order)
        chosen += [
            Cultivated(
                segment=segment, person=one.person, company=one.company, lacking=_lacking(one), words=_words(one)
            )
            for one in able[: policy.reference.coverage.cultivate]
        ]
    return tuple(chosen)


def _order(one: Near) -> tuple[float, int, float, str]:
    contradicted = sum(state is GateState.CONTRADICTED for _gate, state in one.wanted)
    return _lacking(one) + contradicted, -one.willing, -one.known, one.person


def _lacking(one: Near) -> int:
    return sum(state is not GateState.MET for _gate, state in one.wanted)


_STATES = {
    GateState.UNKNOWN: "{} is not known yet: ask how they are",
    GateState.CONTRADICTED: "{} speaks against it: mend that first",
    GateState.NOT_YET_POSSIBLE: "{} is not yet possible",
}


def _words(one: Near) -> str:
    parts = [one.stage.words, *(_STATES[state].format(gate.words) for gate, state in one.wanted if state in _STATES)]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."
