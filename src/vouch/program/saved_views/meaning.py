"""What does a kept view still mean? Words that are gone are left aside, values nobody has any more are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from vouch.domain.stages import Stage
from vouch.program.findings.columns import USUAL, choosable
from vouch.program.findings.filters import FLAGS, MINE, NONE
from vouch.program.findings.lists import ORDERS
from vouch.program.people.queries import Choices
from vouch.program.saved_views.models import SavedView

FILTERS = ("stage", "flag", "segment", "region", "country", "owner", "q")


@dataclass(frozen=True)
class Meaning:
    """What a view asks for now, and in sentences what of it means nothing any more."""

    filters: Mapping[str, str]
    order: str
    columns: Sequence[str]
    gone: Sequence[str] = ()


def meaning(view: SavedView, *, may: Callable[[str], bool] = lambda _permission: True) -> Meaning:
    """A view in the words that lists have now. A word they no longer have is left aside, and said.

    A column that this reader's role may not see is left aside without a word: who shared the view may see it.
    """
    gone: list[str] = []
    filters = {name: str(value) for name, value in dict(view.filters).items() if name in FILTERS and value}
    for name, words in (("stage", {stage.value for stage in Stage}), ("flag", {*FLAGS, "little_known"})):
        if filters.get(name, "") not in {"", *words}:
            gone.append(f"It also asked for “{filters.pop(name)}”, a word that placements no longer have.")
    order = view.order
    if order not in ORDERS[view.kind]:
        gone.append(f"It was sorted by “{order}”, which lists no longer have; it is sorted by name.")
        order = "name"
    every = {one.name: one for one in choosable(view.kind)}
    told = [str(name) for name in view.columns]
    if lost := [name for name in told if name not in every]:
        gone.append(f"It showed a column “{lost[0]}”, which lists no longer have.")
    columns = [name for name in told if name in every and (not every[name].needs or may(every[name].needs))]
    return Meaning(filters, order, columns or (list(USUAL[view.kind]) if lost else []), gone)


def empty_values(filters: Mapping[str, str], choices: Choices) -> list[str]:
    """What a view asks for and no customer has any more, in sentences; it stays asked for, so that nobody is shown
    who was not meant.
    """
    said = []
    for name, values, words in (
        ("segment", choices.segments, "is in the segment"),
        ("region", choices.regions, "is in the region"),
        ("country", choices.countries, "is in the country"),
    ):
        value = filters.get(name, "")
        if value and value != NONE and value not in values:
            said.append(f"No customer {words} “{value}” any more.")
    owner = filters.get("owner", "")
    if owner and owner != MINE and owner not in dict(choices.owners):
        said.append("The owner it asks for looks after nobody any more.")
    return said
