"""The way to a big name, drawn as small steps: which rungs lead from what somebody did to the rung one hopes for.

Each step goes one up in effort or in exposure; where the ladder has no such rung, one in both, and only where there is
none of these either, further (never two in both). It is the shortest of such ways, and the same one every time.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from heapq import heappop, heappush

from vouch.domain.policy import Policy
from vouch.domain.policy.asking import Highest, Rung
from vouch.matching.next_ask.step import Reached, both, step


@dataclass(frozen=True)
class Stride:
    """One step of a way: the rung, how much further it goes, and whether the ceiling lets it be asked today."""

    activity: str
    words: str
    effort: int
    exposure: int
    open_today: bool
    note: str = ""


@dataclass(frozen=True)
class Way:
    """The steps to `goal` in order; none where it was reached before, or where no way leads there (`blocked` says
    why).
    """

    goal: str
    strides: tuple[Stride, ...]
    blocked: str = ""

    @property
    def next(self) -> Stride | None:
        """The step to take now: the first one, where it may be asked today."""
        return self.strides[0] if self.strides and self.strides[0].open_today else None

    @property
    def words(self) -> str:
        """The way in a sentence."""
        if self.blocked:
            return self.blocked
        if not self.strides:
            return "They have done as much before; no steps are needed."
        told = ", then ".join(one.words for one in self.strides)
        return f"{told[:1].upper()}{told[1:]}."


def way(
    goal: str, reached: Reached, policy: Policy, *, ceiling: Highest | None = None, closed: Collection[str] = ()
) -> Way:
    """The steps from what was reached to the rung `goal`.

    `ceiling`: the highest that may be asked today; steps above it are drawn and marked, for what has to happen first.
    `closed`: rungs that are no step of theirs: the company never allows them, or the person refused. Open invitations
    are none either: nobody is chosen for them.

    >>> from vouch.domain.policy import load
    >>> way("referral", Reached(1, 0), load()).words
    'An answer in the community, then a call with another customer, then an introduction to somebody they know.'

    Raises ValueError where the goal is an open invitation.
    """
    aim = policy.ladder[goal]
    if aim.open_invitation:
        raise ValueError(f"{goal} is an open invitation: everybody is invited, and nobody is led there")
    if step(aim, reached) <= 0:
        return Way(goal, ())
    if goal in closed:
        return Way(goal, (), f"No way leads to {aim.words}: it is closed for them.")
    rungs = {
        name: rung
        for name, rung in policy.ladder.items()
        if not rung.open_invitation and name not in closed and rung.effort <= aim.effort + 1
    }
    found = _shortest(goal, reached, rungs)
    if found is None:
        return Way(goal, (), f"No way of small steps leads to {aim.words}: the rungs between are closed for them.")
    return Way(goal, tuple(_strides(found, reached, policy, ceiling)))


def _shortest(goal: str, reached: Reached, rungs: dict[str, Rung]) -> tuple[str, ...] | None:
    """Fewest leaps, then fewest steps up in both, fewest steps, least effort in all; by name where all are equal."""
    waiting: list[tuple[int, int, int, int, tuple[str, ...], Reached]] = []
    heappush(waiting, (0, 0, 0, 0, (), reached))
    seen: set[Reached] = set()
    while waiting:
        leaps, doubles, steps, effort, names, at = heappop(waiting)
        if names and names[-1] == goal:
            return names
        if at in seen:
            continue
        seen.add(at)
        for name, rung in rungs.items():
            up, in_both = step(rung, at), both(rung, at)
            if up < 1 or in_both > 1:
                continue
            heappush(waiting, (leaps + (up > 1), doubles + (in_both > 0), steps + 1, effort + rung.effort,
                               (*names, name), at.with_(rung)))  # fmt: skip
    return None


def _strides(names: tuple[str, ...], reached: Reached, policy: Policy, ceiling: Highest | None) -> list[Stride]:
    found = []
    for name in names:
        rung = policy.ladder[name]
        under = ceiling is None or (rung.effort <= ceiling.effort and rung.exposure <= ceiling.exposure)
        up = step(rung, reached)
        note = "" if up == 1 else f"{up} steps at once: the ladder has no rung between."
        found.append(Stride(name, rung.words, rung.effort, rung.exposure, under, note))
        reached = reached.with_(rung)
    return found
