"""Why may this person not be asked for this now? Every reason, each with who can lift it and until when it stands.

Method: methods 4.2. Gates are checked before anything is weighed; none of them is a score. An open invitation (a
public review) is stopped by fewer of them, and by none that knows where somebody stands or what they think: inviting
only those who are happy would be review gating.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from vouch.domain.asking import company, person, rest
from vouch.domain.asking.ceiling import stage_ceiling
from vouch.domain.asking.obstacle import Obstacle
from vouch.domain.asking.situation import HoldKind, Situation
from vouch.domain.asking.wanted import Wanted
from vouch.domain.policy import Policy

Check = Callable[[Wanted], Iterator[Obstacle]]
_GRAVEST = tuple(HoldKind)


def obstacles(
    situation: Situation, activity: str, policy: Policy, *, use: str = "", territory: str = ""
) -> tuple[Obstacle, ...]:
    """Every reason why this may not be asked now, those nobody here can lift first. Empty: it may.

    `activity`: a rung of the policy's ladder. `use` and `territory`: what it would be used for and where, where known.
    Raises KeyError for an activity type that is no rung.

    >>> from datetime import date
    >>> from vouch.domain.policy import load
    >>> from vouch.domain.stages import Stage
    >>> ana = Situation(today=date(2026, 11, 25), person="Ana", company="Acme", stage=Stage.SATISFIED,
    ...                 own_stage=Stage.SATISFIED)
    >>> obstacles(ana, "private_quote", load())
    ()
    >>> for one in obstacles(ana, "case_study", load()):
    ...     print(one.code, "|", one.sentence)
    above_stage | Acme and Ana stand at satisfied: that far, effort 1 and exposure 1 may be asked, and a written case \
study is effort 3 and exposure 4.
    """
    wanted = Wanted(situation=situation, activity=activity, policy=policy, use=use, territory=territory)
    checks = OPEN_INVITATION if wanted.rung.open_invitation else EVERY
    found = [obstacle for check in checks for obstacle in check(wanted)]
    return tuple(found)


_OF_ONE_RUNG = frozenset(
    {
        "refused_kind", "too_public", "consent_withdrawn", "company_never", "not_for_this_use", "not_there",
        "company_often_enough", "said_no_to_this", "live_in_quarter", "live_in_year", "above_stage",
    }
)  # fmt: skip
"""Reasons that may stand against one rung and not against another."""


def at_all(situation: Situation, policy: Policy) -> tuple[Obstacle, ...]:
    """What stands against every ask of this person, whatever it is for. Empty: some rungs may be free.

    Looked at once for somebody, it spares the look at each rung of the ladder, for most people.

    >>> from datetime import date
    >>> from vouch.domain.policy import load
    >>> bo = Situation(today=date(2026, 11, 25), person="Bo", company="Acme", opted_out=True)
    >>> [one.code for one in at_all(bo, load())]
    ['opted_out', 'above_stage']
    """
    least = min(
        (name for name, rung in policy.ladder.items() if not rung.open_invitation),
        key=lambda name: (policy.ladder[name].effort, policy.ladder[name].exposure, name),
    )
    nothing = stage_ceiling(situation, policy.asking.ceilings).nothing
    found = obstacles(situation, least, policy)
    return tuple(one for one in found if one.code not in _OF_ONE_RUNG or (nothing and one.code == "above_stage"))


def _holds(wanted: Wanted) -> Iterator[Obstacle]:
    """Every hold, the gravest kind first, in whatever order they were set."""
    for hold in sorted(wanted.situation.holds, key=lambda hold: _GRAVEST.index(hold.kind)):
        yield Obstacle(f"hold_{hold.kind}", hold.words, hold.lifts, hold.until)


def _legal(wanted: Wanted) -> Iterator[Obstacle]:
    for hold in wanted.situation.holds:
        if hold.kind is HoldKind.LEGAL:
            yield Obstacle("hold_legal", hold.words, hold.lifts, hold.until)


def _stage(wanted: Wanted) -> Iterator[Obstacle]:
    where, rung = wanted.situation, wanted.rung
    ceiling = stage_ceiling(where, wanted.policy.asking.ceilings)
    if ceiling.allows(rung):
        return
    name = ceiling.name.replace("_", " ")
    if ceiling.nothing:
        yield Obstacle(
            "above_stage",
            f"{where.company} or {where.person} is {name}: there we give, and ask for nothing.",
            "a placement with more known: see what is missing",
        )
        return
    highest = ceiling.highest
    rule = (
        f"{where.company} and {where.person} stand at {name}: that far, effort {highest.effort} and exposure "
        f"{highest.exposure} may be asked"
    )
    yield Obstacle(
        "above_stage",
        f"{rule}, and {rung.words} is effort {rung.effort} and exposure {rung.exposure}.",
        "a placement one stage up, or something smaller",
        rule=f"{rule}.",
    )


EVERY: tuple[Check, ...] = (
    person.away,
    person.limits,
    person.consents,
    company.permission,
    _holds,
    _stage,
    rest.under_way,
    rest.after_asks,
    rest.after_acts,
    rest.caps,
)
"""What stops an ask."""

OPEN_INVITATION: tuple[Check, ...] = (
    person.away,
    person.own_wish,
    company.never,
    _legal,
    rest.under_way,
    rest.after_asks,
    rest.after_acts,
)
"""What stops an open invitation: nothing that follows from stage, attitude or score."""


def free_from(found: tuple[Obstacle, ...]) -> date | None:
    """The first day on which none of these stands any more, where each ends by itself; None where one does not.

    >>> from datetime import date
    >>> free_from((Obstacle("rests", "Rests.", "time", date(2026, 12, 1)),))
    datetime.date(2026, 12, 2)
    """
    ends = [one.until for one in found]
    if not ends or any(end is None for end in ends):
        return None
    return max(date.fromordinal(end.toordinal() + 1) for end in ends if end is not None)
