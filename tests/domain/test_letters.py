"""What a letter begins with: something for every rung, and never a word that begs."""

from __future__ import annotations

import pytest

from vouch.domain.letters import for_person, start
from vouch.domain.policy import load
from vouch.domain.wording import read

LADDER = load().ladder


@pytest.mark.parametrize("activity", sorted(LADDER))
def test_every_rung_has_a_beginning_of_its_own_that_has_no_fault_of_wording(activity: str) -> None:
    begun = start(activity, LADDER[activity], us="Quayside")
    assert begun != start("something_else", LADDER[activity], us="Quayside")
    for text in (begun.subject, begun.words, begun.win_person, begun.win_company):
        assert read(text, names=["Quayside"], whole=False).marks == ()
    put = for_person(begun.subject + begun.words, name="Ana Lind", company="Acme")
    assert "{" not in put
    assert len(for_person(begun.subject, name="Maximiliana Oberhuber", company="Acme Tools and Sons")) <= 150


def test_a_rung_of_a_companys_own_begins_with_its_own_words() -> None:
    rung = LADDER["feedback"].model_copy(update={"words": "a chat over breakfast", "minutes": 90})
    begun = start("breakfast", rung, us="Quayside")
    assert begun.subject == "An invitation: a chat over breakfast"
    assert "an hour and a half" in begun.words


def test_a_name_with_braces_is_left_as_it_is() -> None:
    assert for_person("Dear {name} at {company}", name="{company}", company="Acme") == "Dear {company} at Acme"
