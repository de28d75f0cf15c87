"""May this person be asked for anything, and for what? What is the same for every rung is looked at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vouch.domain.asking import Obstacle, Situation, at_all, obstacles, stage_ceiling
from vouch.domain.policy import Policy
from vouch.program.suggestions.queries.people import Looked
from vouch.program.suggestions.states import Kind

_GIVE_ALL_THE_SAME = frozenset({"above_stage", "hold_renewal", "account_busy"})
"""What stands against asking somebody of whom nothing may be asked yet, and not against giving to them."""

NOT_FOR_THEM = frozenset({"company_never", "refused_kind", "consent_withdrawn"})
"""What closes a rung for somebody for good, as far as anybody can see."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the gates say of one person: `free` rungs; else which answer there is, the obstacle, and until when.

    `against`: by rung, the code of what stands first in the way, where some rungs could be free at all.
    """

    kind: Kind
    free: tuple[str, ...] = ()
    obstacle: Obstacle | None = None
    until: date | None = None
    against: Mapping[str, str] = field(default_factory=dict)


def _longest(found: Sequence[Obstacle]) -> Obstacle:
    """What stands longest: it is what one waits for. The first of those without an end."""
    others = [one for one in found if one.code != "above_stage"]
    return max(others, key=lambda one: one.until or date.max)


PUT_OFF = Obstacle("put_off", "A colleague put this off.", "whoever may put off, by taking that back")


Known = dict[tuple[object, ...], Seen]
"""What was seen of those who may be asked, by everything that decides it."""


def look(who: Looked, policy: Policy, put_off: Collection[str] = (), known: Known | None = None) -> Seen:
    """What the gates let be done with this person. `put_off`: rungs that a colleague put off; the empty one is all.

    `known`: what was seen on this day of others, of whom the same is known, and which names nobody.
    """
    if known is None:
        return _look(who, policy, put_off)
    decides = _decides(who.situation, put_off)
    found = known.get(decides)
    if found is None:
        found = _look(who, policy, put_off)
        if found.kind is Kind.ASK:
            known[decides] = found
    return found


def _decides(of: Situation, put_off: Collection[str]) -> tuple[object, ...]:
    """All of a situation but names."""
    return (
        of.customer, of.reachable, of.opted_out, of.left, of.stage, of.latent, of.own_stage, of.own_latent, of.limits,
        tuple(of.permissions.items()), of.withdrawn, of.holds, of.asked, of.done, of.company_used, of.account_open,
        of.busy, frozenset(put_off),
    )  # fmt: skip


def _look(who: Looked, policy: Policy, put_off: Collection[str]) -> Seen:
    general = at_all(who.situation, policy)
    if general:
        codes = {one.code for one in general}
        if "above_stage" in codes and codes <= _GIVE_ALL_THE_SAME:
            return Seen(kind=Kind.GIVE, obstacle=next(one for one in general if one.code == "above_stage"))
        return Seen(kind=Kind.LEAVE_ALONE, obstacle=_longest(general), until=_longest(general).until)
    ceiling = stage_ceiling(who.situation, policy.asking.ceilings)
    free, against, first = [], Counter[Obstacle](), {}
    for name, rung in policy.ladder.items():
        if rung.open_invitation:
            continue
        if name in put_off:
            first[name] = PUT_OFF.code
            continue
        if not ceiling.allows(rung):
            first[name] = "above_stage"
            continue
        found = obstacles(who.situation, name, policy)
        if found:
            against[found[0]] += 1
            first[name] = found[0].code
        else:
            free.append(name)
    if free and "" not in put_off:
        return Seen(kind=Kind.ASK, free=tuple(free), against=first)
    if "" in put_off or not against:
        return Seen(kind=Kind.LEAVE_ALONE, obstacle=PUT_OFF)
    return Seen(kind=Kind.GIVE, obstacle=against.most_common(1)[0][0], against=first)
