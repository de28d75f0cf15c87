"""Every figure about the promises of files leads to those promises, and each of them to its row."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from tests.web.factory import TODAY, Placed
from tests.web.served import text_of
from vouch.runs import kept


def texts(placed: Placed, state: str, **more: int) -> list[str]:
    return [one.text for one in kept.of_files(placed.data, state, today=TODAY, **more)]


def test_a_list_has_as_many_promises_as_the_figure_says(placed: Placed) -> None:
    counts = kept.pledged(placed.data, today=TODAY)
    assert (counts.all, counts.kept, counts.signed, counts.missed, counts.open) == (9, 6, 5, 2, 1)
    for state in ("open", "missed", "unsigned", "signed", "overdue"):
        assert len(texts(placed, state)) == getattr(counts, state), state


def test_what_was_decided_last_stands_first_and_pages_follow_each_other(placed: Placed) -> None:
    assert texts(placed, "unsigned") == ["Half the queue"]
    whole = texts(placed, "signed")
    assert whole[0] == "First site live"
    assert texts(placed, "signed", limit=2) + texts(placed, "signed", skip=2) == whole


def test_an_open_promise_is_overdue_from_the_day_after_it_was_due(placed: Placed) -> None:
    due = kept.of_files(placed.data, "open", today=TODAY)[0].due_on
    assert due is not None
    assert kept.of_files(placed.data, "overdue", today=due) == ()
    assert len(kept.of_files(placed.data, "overdue", today=due.replace(day=due.day + 1))) == 1


def test_the_page_says_how_they_went_and_opens_with_those_that_want_somebody(
    placed: Placed, sign_in: Callable[..., Client]
) -> None:
    page = text_of(sign_in().get("/promises/"))
    assert "9 promises came with files: 6 were kept, 5 by the customer’s own word." in page
    assert "Third site" in page
    assert "Half the queue" not in page


def test_a_state_nobody_knows_shows_the_first_that_wants_somebody(
    placed: Placed, sign_in: Callable[..., Client]
) -> None:
    assert "Third site" in text_of(sign_in().get("/promises/?files=lost&from=x"))
