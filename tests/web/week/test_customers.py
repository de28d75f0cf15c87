"""What comes next, on the pages of a customer and of a person; and the way to a big name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.factory import TODAY, Placed
from tests.web.served import text_of
from vouch.domain.policy import load
from vouch.program.findings.models import Deed
from vouch.program.people.models import Account
from vouch.program.suggestions.models import NextStep
from vouch.runs.suggest import suggest
from vouch.web.workspace.asks import day


@pytest.fixture(autouse=True)
def suggested(placed: Placed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "today", lambda: TODAY)
    suggest(placed.data, load(), TODAY)


def test_a_customer_and_a_person_say_what_comes_next(placed: Placed, sign_in: Callable[..., Client]) -> None:
    client, ana = sign_in(), placed.person("Ana Lind")
    what = load().ladder[NextStep.objects.get(contact=ana).activity].words
    page = text_of(client.get(f"/customers/{placed.account('Acme')}/"))
    assert "What comes next there" in page
    assert what in page
    assert f"Next: {what}" in text_of(client.get(f"/customers/people/{ana}/"))
    assert "Next: leave alone" in text_of(client.get(f"/customers/people/{placed.person('Dee Oak')}/"))


def test_the_way_to_a_big_name_begins_with_a_give_and_says_what_each_step_waits_for(
    placed: Placed, sign_in: Callable[..., Client]
) -> None:
    bolt, client = placed.account("Bolt"), sign_in()
    assert "The way to" not in text_of(client.get(f"/customers/{bolt}/"))
    Account.objects.filter(pk=bolt).update(employees=41_000)
    page = text_of(client.get(f"/customers/{bolt}/"))
    assert "The way to a written case study has" in page
    way = page[page.index("The way to a written case study") :]
    assert way.index("Give first") < way.index("Within what may be asked where they stand") < way.index("Once they are")


def test_no_way_is_drawn_where_somebody_is_willing(placed: Placed, sign_in: Callable[..., Client]) -> None:
    core, cy = placed.account("Core"), placed.person("Cy Young")
    Account.objects.filter(pk=core).update(employees=41_000)
    Deed.objects.create(account_id=core, contact_id=cy, activity="webinar", words="webinar", done_on=TODAY)
    assert "The way to" not in text_of(sign_in().get(f"/customers/{core}/"))
