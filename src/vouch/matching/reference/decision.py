"""What was decided about one person and lasts: what they allow, what stops an ask and until when, what they carry.

Everything here follows from a `Situation` and the policy (`decided`), so that the gates of the reference desk are those
of every other ask. Days are the last ones on which something stands; None is for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import TypeVar

from vouch.domain.asking import (
    Answer,
    HoldKind,
    Obstacle,
    PermissionSaid,
    Situation,
    frees,
    obstacles,
    stage_ceiling,
)
from vouch.domain.policy import Policy
from vouch.matching.next_ask import Willingness

_Key = TypeVar("_Key")
AWAY = ("opted_out", "left", "no_customer", "no_address", "invitations_withdrawn")
"""What stops everything, with no end known."""
FULL = ("live_in_quarter", "live_in_year")
OF_ALL = (
    *("paused", "own_pace", "asked_already", "account_busy"),
    *("rests_after_ask", "rests_after_no", "not_now", "no_answers", "rests_after_act"),
)
"""What stops everything for some time."""
OF_ONE = ("company_often_enough", "said_no_to_this")
"""What stops one activity type for some time."""


class Visibility(IntEnum):
    """Who sees somebody among the matches."""

    OPEN = 0
    AFTER_CLEARANCE = 1
    MANAGERS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """One row of what was decided. The default is somebody of whom nobody has decided anything.

    `standing`: the ceiling of where they stand, by its name in `[asking.ceilings]`. `exposure`: the highest they set
    themselves. `stops`: what stands against every ask, by its code; `stops_of`: against one activity type. `load` of
    `cap`: what they carry in this quarter, and may; `frees`: the days of the next one from which on they may once more.
    `gladly`: activity types they said they would do.
    """

    standing: str = "not_known_yet"
    away: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    gladly: frozenset[str] = frozenset()
    exposure: int | None = None
    permissions: Mapping[str, PermissionSaid] = field(default_factory=dict)
    holds: Mapping[HoldKind, date | None] = field(default_factory=dict)
    stops: Mapping[str, date | None] = field(default_factory=dict)
    stops_of: Mapping[tuple[str, str], date | None] = field(default_factory=dict)
    full: Mapping[str, date | None] = field(default_factory=dict)
    load: float = 0.0
    cap: float = 2.0
    frees: tuple[date, ...] = ()
    last_asked: date | None = None
    willing: Willingness = Willingness.OPEN
    visibility: Visibility = Visibility.OPEN

    def passion(self, activity: str) -> Willingness:
        """How gladly they would do this: who said so is willing, unless they are unhappy or said no."""
        said = activity in self.gladly and self.willing is Willingness.OPEN
        return Willingness.WILLING if said else self.willing

    def permission(self, activity: str, today: date) -> PermissionSaid | None:
        """The company's word that holds for this activity type today; None where nobody has asked them yet."""
        for key in (activity, ""):
            found = self.permissions.get(key)
            if found is not None and (found.until is None or today <= found.until):
                return found
        return None


def decided(
    situation: Situation,
    policy: Policy,
    activities: Iterable[str],
    *,
    gladly: frozenset[str] = frozenset(),
    load: float = 0.0,
    willing: Willingness = Willingness.OPEN,
    visibility: Visibility = Visibility.OPEN,
) -> Decision:
    """The row of this person, for the activity types that references are asked for.

    >>> from vouch.domain.policy import load as policy_of
    >>> from vouch.domain.stages import Stage
    >>> from vouch.domain.asking import Asked
    >>> ana = Situation(today=date(2026, 11, 25), person="Ana", company="Acme", stage=Stage.LOYAL,
    ...                 own_stage=Stage.LOYAL, asked=(Asked(activity=None, on=date(2026, 11, 20)),))
    >>> row = decided(ana, policy_of(), ["reference_call"])
    >>> row.standing, row.stops, row.last_asked
    ('loyal', {'rests_after_ask': datetime.date(2026, 12, 19)}, datetime.date(2026, 11, 20))
    """
    stops: dict[str, date | None] = {}
    stops_of: dict[tuple[str, str], date | None] = {}
    full: dict[str, date | None] = {}
    away: set[str] = set()
    for activity in _telling(situation, tuple(activities), policy):
        for one in obstacles(situation, activity, policy):
            if one.code in AWAY:
                away.add(one.code)
            elif one.code in OF_ALL:
                stops[one.code] = _later(stops, one.code, one)
            elif one.code in FULL:
                full[one.code] = _later(full, one.code, one)
            elif one.code in OF_ONE:
                stops_of[activity, one.code] = _later(stops_of, (activity, one.code), one)
    holds: dict[HoldKind, date | None] = {}
    for hold in situation.holds:
        before = holds.get(hold.kind, date.min)
        holds[hold.kind] = None if before is None or hold.until is None else max(before, hold.until)
    return Decision(
        standing=stage_ceiling(situation, policy.asking.ceilings).name,
        away=frozenset(away),
        withdrawn=situation.withdrawn,
        refused=situation.limits.refused,
        gladly=gladly,
        exposure=situation.limits.exposure,
        permissions=situation.permissions,
        holds=holds,
        stops=stops,
        stops_of=stops_of,
        full=full,
        load=load,
        cap=float(max(policy.asking.caps.live_per_quarter, 1)),
        frees=frees(situation, policy),
        last_asked=max((one.on for one in situation.asked), default=None),
        willing=willing,
        visibility=visibility,
    )


def _telling(situation: Situation, activities: Sequence[str], policy: Policy) -> Iterator[str]:
    """The activity types that say all there is to say of the others, so that most people are looked at once.

    What stops one type alone follows from a no to it and from how often the company allows it. All else is the same
    for every type, but that only live ones fill, and that open invitations are stopped by less.
    """
    ladder = policy.ladder
    chosen = [name for name in activities if not ladder[name].open_invitation]
    first = next((name for name in chosen if ladder[name].live), next(iter(chosen), None))
    if first is not None:
        yield first
    counted = any(said.at_most is not None for said in situation.permissions.values())
    noes = {one.activity for one in situation.asked if one.answer is Answer.DECLINED}
    for name in activities:
        if name != first and (first is None or counted or name in noes):
            yield name


def _later(known: Mapping[_Key, date | None], key: _Key, one: Obstacle) -> date | None:
    """The later of two ends of one reason."""
    before = known.get(key, date.min)
    return None if before is None or one.until is None else max(before, one.until)
