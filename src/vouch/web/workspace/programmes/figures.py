"""Every figure of a programme as its pages say it: how much, what that rests on, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vouch.domain.estimate import Share
from vouch.program.programmes.queries import Figures
from vouch.web.shared.environment import capital, plural
from vouch.web.shared.reader import current

if TYPE_CHECKING:
    from vouch.program.programmes.models import Programme

_FULL = "A full count, no estimate."
MEANS = {
    "asked": "Invitations that left; those taken back are not counted.",
    "yes": "Of the invitations whose time to answer is over, those accepted in time.",
    "done": "Of the same invitations, those that ended in an act.",
    "hours": f"Minutes that were written down for acts done. {_FULL}",
    "promised": "Of all invitations, those that said what the person and what their company have of it.",
    "kept": "Of the acts of which somebody said it, those where both had what was promised.",
    "gave_first": "Of all invitations, those before which something was given to them, or to all of their company.",
    "per_act": "Money spent by acts done; the interval is that of how many asks end in an act. Our hours stand apart.",
    "top_five": f"The part of its invitations that went to the five people asked most. {_FULL}",
    "jain": f"1: everybody asked was asked as often. Near 0: one was asked for all. {_FULL}",
}
"""What each figure means, beside it wherever it stands (`docs/ideas/programmes.md`)."""


@dataclass(frozen=True)
class Line:
    """One figure: its `name` in MEANS, its words, how much, what it rests on, and what else is to be known here."""

    name: str
    words: str
    value: str
    rests_on: str
    but: str = ""

    @property
    def means(self) -> str:
        """Its definition."""
        return MEANS[self.name]


def lines(found: Figures, programme: Programme) -> list[Line]:
    """Every figure of a programme, in order."""
    people = plural(found.people, "person", "people")
    early = (
        f"The time to answer {found.early} of them is not over: they count in no share of yeses or acts."
        if found.early
        else ""
    )
    untracked = f"{found.untracked} to a site that forbids following up count nowhere." if found.untracked else ""
    unsaid = f"Of {plural(found.not_said, 'act')} nobody said it." if found.not_said else ""
    even = current().number(found.jain, 2) if found.jain is not None else "nobody was asked"
    spent = f"{_money(found.money, programme)}, {hours(found.hours)} hours, {plural(found.acts, 'act')}"
    return [
        Line("asked", "Asked", current().number(found.asked), people, early),
        _share("yes", "Said yes", found.yes, "invitation", untracked),
        _share("done", "Done", found.done, "invitation"),
        Line("hours", "Hours of customers", _time(found), f"{found.timed} of {plural(found.acts, 'act')} timed"),
        _share("promised", "Both wins promised", found.promised, "invitation"),
        _share("kept", "Both wins kept", found.kept, "act", unsaid),
        _share("gave_first", "Given before asked", found.gave_first, "invitation"),
        Line("per_act", "Cost per act done", _per_act(found, programme), spent),
        Line("top_five", "On five people", _part(found.top_five), f"{people} asked"),
        Line("jain", "How evenly (Jain)", even, f"{people} asked"),
    ]


def _share(name: str, words: str, found: Share, of: str, but: str = "") -> Line:
    return Line(name, words, capital(found.words), f"{found.count} of {plural(found.n, of)}", but)


def hours(value: object) -> str:
    """Hours with a digit after the point where they need one."""
    plain = float(str(value))
    return current().number(plain, 1) if plain % 1 else current().number(int(plain))


def _time(found: Figures) -> str:
    return hours(round(found.minutes / 60, 1)) if found.timed else "Not timed"


def _part(value: float | None) -> str:
    return f"{round(value * 100)} in 100" if value is not None else "nobody was asked"


def _money(value: object, programme: Programme) -> str:
    return current().money(float(str(value)), programme.currency)


def _per_act(found: Figures, programme: Programme) -> str:
    if not found.money:
        return "No money written down"
    if found.per_act is None:
        return "Not enough evidence"
    low, high = (_money(one, programme) for one in found.per_act)
    return f"{low} to {high}"
