"""Where one can go: the bar has few places, and a place shows its parts on its own pages."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from vouch.program.colleagues.permissions import Position
from vouch.web.shared.navigation import BAR, links, parts


@dataclass
class Somebody:
    role: str
    owner: str = ""
    is_active: bool = True


@pytest.mark.parametrize(
    ("path", "place", "part"),
    [
        ("/asks/", "Asks", "All asks"),
        ("/asks/new/", "Asks", "All asks"),
        ("/gives/abc/", "Asks", "Gives"),
        ("/quarter/", "Asks", "This quarter"),
        ("/customers/people/", "Customers", "Customers"),
        ("/nominations/", "Customers", "Nominations"),
        ("/promises/", "Customers", "Promises"),
        ("/references/new/", "References", "The desk"),
        ("/references/figures/", "References", "Figures"),
        ("/elsewhere/", None, None),
    ],
)
def test_a_page_knows_its_place_and_its_part(path: str, place: str | None, part: str | None) -> None:
    who = Somebody(Position.PROGRAMME_MANAGER)
    assert next((link.words for link in links(BAR, who, path) if link.here), None) == place
    assert next((link.words for link in parts(BAR, who, path) if link.here), None) == part


def test_a_role_sees_the_parts_it_may_use() -> None:
    seen = {role: [link.words for link in parts(BAR, Somebody(role), "/asks/")] for role in Position}
    assert "Clearances" in seen[Position.ACCOUNT_OWNER]
    assert "Clearances" not in seen[Position.VIEWER]


def test_the_bar_has_room_for_its_places() -> None:
    assert len(links(BAR, Somebody(Position.ADMINISTRATOR), "/")) <= 7
