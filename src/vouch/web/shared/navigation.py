"""Where can one go from every page? Places that exist and that the role may see, by the name of their address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse

from vouch.program.colleagues.permissions import Colleague, may


@dataclass(frozen=True)
class Place:
    """One place: what it is called, the name of its address, the permission it takes, and the parts it has.

    The bar has room for seven places; what belongs to one of them is a part of it, and stands in a second row on the
    pages of that place. A place's first part is the place itself.
    """

    words: str
    name: str
    needs: str
    parts: tuple[Place, ...] = ()


BAR: tuple[Place, ...] = (
    Place(
        "This week",
        "this_week",
        "see_asks",
        parts=(
            Place("This week", "this_week", "see_asks"),
            Place("The month", "month", "see_suggestions"),
            Place("Small gestures", "gestures", "plan_gives"),
        ),
    ),
    Place(
        "Where they stand",
        "where",
        "see_customers",
        parts=(
            Place("Where they stand", "where", "see_customers"),
            Place("Who they are", "who_they_are", "see_customers"),
            Place("Who is ideal", "ideal", "see_customers"),
            Place("Policy", "policy", "try_policy"),
        ),
    ),
    Place(
        "Customers",
        "customers",
        "see_customers",
        parts=(
            Place("Customers", "customers", "see_customers"),
            Place("Nominations", "nominations", "see_customers"),
            Place("Promises", "promises", "see_customers"),
        ),
    ),
    Place(
        "Asks",
        "asks",
        "see_asks",
        parts=(
            Place("All asks", "asks", "see_asks"),
            Place("Clearances", "clearances", "clear_asks"),
            Place("Gives", "gives", "see_asks"),
            Place("Openings", "openings", "see_openings"),
            Place("Programmes", "programmes", "see_programmes"),
            Place("Load", "load", "see_asks"),
            Place("This quarter", "quarter", "see_asks"),
        ),
    ),
    Place(
        "References",
        "references",
        "see_requests",
        parts=(
            Place("The desk", "references", "see_requests"),
            Place("All at once", "together", "run_desk"),
            Place("Coverage", "coverage", "see_coverage"),
            Place("Figures", "desk_figures", "see_coverage"),
            Place("Introductions", "referrals", "follow_referrals"),
            Place("How they are fulfilled", "fulfilment", "see_requests"),
            Place("A list from before", "bring_references", "import_data"),
        ),
    ),
    Place("Data", "data", "see_data"),
    Place("Playbook", "playbook", "see_playbook"),
)
"""The bar on top. A page author adds a line here; a place whose address is not there is left out."""

MENU: tuple[Place, ...] = (
    Place("Files you asked for", "exports", "export_customers"),
    Place("Colleagues", "colleagues", "see_colleagues"),
    Place("Every change", "history", "see_history"),
    Place("Outbox", "outbox", "see_outbox"),
)
"""The person's own menu, below their profile."""


@dataclass(frozen=True)
class Link:
    """A place as this person sees it from this page."""

    words: str
    address: str
    here: bool


def links(
    places: tuple[Place, ...], who: Colleague, path: str, *, opens: Callable[[str], bool] = lambda _name: True
) -> list[Link]:
    """The places this person may see, and which of them this page (by its path) belongs to. `opens`: those that are
    open to them today, by name.
    """
    found = [(place, address) for place in places if (address := _address(place, who)) and opens(place.name)]
    # the start page is the beginning of every path, and yet only itself
    reach = [(_reach(place, address, who, path), place) for place, address in found]
    longest = max((length for length, _place in reach), default=0)
    here = next((place for length, place in reach if length == longest and length), None)
    return [Link(place.words, address, place is here) for place, address in found]


def parts(
    places: tuple[Place, ...], who: Colleague, path: str, *, opens: Callable[[str], bool] = lambda _name: True
) -> list[Link]:
    """The parts of the place that this page belongs to; none where it has none."""
    here = next((link for link in links(places, who, path, opens=opens) if link.here), None)
    place = next((place for place in places if here and place.words == here.words), None)
    return links(place.parts, who, path, opens=opens) if place else []


def _address(place: Place, who: Colleague) -> str:
    return _to(place.name) if may(who, place.needs) else ""


@cache
def _to(name: str) -> str:
    """The address of that name, looked up once: a page asks for all of them, some twice."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _reach(place: Place, address: str, who: Colleague, path: str) -> int:
    """How many letters of the path the place, or the part of it that is nearest, accounts for."""
    addresses = [address, *(_address(part, who) for part in place.parts)]
    return max((len(one) for one in addresses if one and _within(path, one)), default=0)


def _within(path: str, address: str) -> bool:
    return path == address or (address != "/" and path.startswith(address))
