"""Where can one go from every page? Places that exist and that the role may see, by the name of their address."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from vouch.program.colleagues.permissions import Colleague, may


@dataclass(frozen=True)
class Place:
    """One place: what it is called, the name of its address, the permission it takes."""

    words: str
    name: str
    needs: str


BAR: tuple[Place, ...] = (
    Place("This week", "this_week", "see_asks"),
    Place("Where they stand", "where", "see_customers"),
    Place("Customers", "customers", "see_customers"),
    Place("Asks", "asks", "see_asks"),
    Place("Gives", "gives", "see_asks"),
    Place("Load", "load", "see_asks"),
    Place("Promises", "promises", "see_customers"),
    Place("Data", "data", "see_data"),
    Place("Playbook", "playbook", "see_playbook"),
)
"""The bar on top. A page author adds a line here; a place whose address is not there is left out."""

MENU: tuple[Place, ...] = (
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


def links(places: tuple[Place, ...], who: Colleague, path: str) -> list[Link]:
    """The places this person may see, and which of them this page (by its path) belongs to."""
    found = []
    for place in places:
        if not may(who, place.needs):
            continue
        try:
            address = reverse(place.name)
        except NoReverseMatch:
            continue
        found.append((place.words, address))
    # the start page is the beginning of every path, and yet only itself
    here = max((address for _, address in found if _within(path, address)), key=len, default="")
    return [Link(words, address, bool(here) and address == here) for words, address in found]


def _within(path: str, address: str) -> bool:
    return path == address or (address != "/" and path.startswith(address))
