"""What the pages of programmes say, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from vouch.program.programmes.queries import Figures, Suits
from vouch.program.programmes.states import ProgrammeState
from vouch.program.programmes.whom import whom_words
from vouch.web.shared.environment import plural, spelled
from vouch.web.shared.reader import current

if TYPE_CHECKING:
    from vouch.program.programmes.models import Programme

EVEN = 0.5
"""From this part on, five people carried too much of a programme."""


def sentence(programme: Programme, found: Figures, today: date) -> str:
    """The answer of the page of one programme."""
    aim = f"{current().number(programme.aim)} {programme.measure}"
    if programme.state == ProgrammeState.PLANNED:
        return f"{programme.name} is planned: {aim} by {current().day(programme.ends)}."
    if programme.ended:
        reached = current().number(programme.reached or 0)
        return f"{programme.name} reached {reached} of {aim}."
    left = (programme.ends - today).days
    days = f"{plural(left, 'day')} left" if left > 0 else "today is its last day" if left == 0 else "its days are over"
    return f"{programme.name}: {plural(found.acts, 'act')} done towards {aim}, {days}."


def list_sentence(lane: str, counts: dict[str, int]) -> str:
    """The answer of the list."""
    n = counts[lane]
    if not sum(counts.values()):
        return "No programme is planned yet."
    if lane == ProgrammeState.RUNNING:
        return f"{spelled(n, 'programme runs', 'programmes run')} now." if n else "No programme runs now."
    verb = ("is planned", "are planned") if lane == ProgrammeState.PLANNED else ("has ended", "have ended")
    return f"{spelled(n, f'programme {verb[0]}', f'programmes {verb[1]}')}."


def whom_of(programme: Programme, people: int = 0) -> str:
    """Whom it asks, as a sentence."""
    return whom_words(programme.whom, programme.narrowed, people)


AGAINST = {
    "above_stage": "stand at a stage from which this would be too much",
    "rests": "rest after an ask",
    "under_way": "have an open invitation",
    "account_busy": "work where others were asked already",
    "no_address": "cannot be reached",
    "opted_out": "do not want to be asked",
    "left": "have left",
    "live_in_quarter": "gave enough of their time this quarter",
    "live_in_year": "gave enough of their time this year",
    "company_never": "work where the company forbids it",
    "refused_kind": "do not want this kind",
    "too_public": "want to stay less public",
    "said_no_to_this": "said no to this",
    "consent_withdrawn": "took their consent back",
    "put_off": "were put off by a colleague",
    "company_often_enough": "work where it was done often enough",
}
"""What stands first in the way, by the code of the obstacle."""
FEW = 5


def thin(found: Suits, asks: int) -> list[str]:
    """Where the people for a rung are few, in sentences."""
    if found.rung.open_invitation or found.computed_on is None:
        return []
    told = []
    if not found.could:
        told.append("Nobody can be asked for it now.")
    elif found.could < asks:
        told.append(f"Only {found.could} of the {asks} you plan to ask.")
    bare = [str(one["segment"] or "no segment") for one in found.segments if not one["could"]]
    if found.could and bare:
        named = ", ".join(bare[:4]) + (f" and {len(bare) - 4} more" if len(bare) > 4 else "")
        told.append(f"Nobody in {named}.")
    if (not found.could or found.could < asks) and found.against:
        told.append("Of the others, " + ", ".join(_against(*one) for one in _grouped(found.against)[:3]) + ".")
    return told


def _grouped(against: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Obstacles that read the same counted together: every rest is a rest, every hold a hold."""
    found: dict[str, int] = {}
    for code, n in against:
        words = AGAINST.get(code) or next((AGAINST[key] for key in AGAINST if code.startswith(f"{key}_")), "")
        words = words or ("are held back" if code.startswith("hold_") else "cannot be asked for another reason")
        found[words] = found.get(words, 0) + n
    return sorted(found.items(), key=lambda pair: -pair[1])


def _against(words: str, n: int) -> str:
    return f"{current().number(n)} {words}"


_HISTORY = {
    "write_programme": "written", "begin_programme": "begun", "end_programme": "ended",
    "add_cost": "a cost written down",
    "take_cost_back": "a cost taken back", "add_asks": "asks added", "take_ask_out": "an ask taken out",
    "add_openings": "openings added", "take_opening_out": "an opening taken out", "choose_people": "people chosen",
    "leave_out": "somebody left out", "say_kept": "said whether both wins were kept",
}  # fmt: skip


def history_words(action: str) -> str:
    """One line of the history."""
    return _HISTORY.get(action, action.replace("_", " "))
