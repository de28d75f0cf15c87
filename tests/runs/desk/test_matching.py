"""Who fits a request: a decision shows in the next answer, who is in conflict is nowhere, filters say their gain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program.asks.town import POLICY, TODAY
from tests.program.references.desk import Desk, choose, request
from vouch.matching.reference import Answer
from vouch.program.consent.actions import hold, lift, set_permission
from vouch.program.people.models import Account, Contact
from vouch.program.references.models import Request
from vouch.runs.desk import matches_for, pool

pytestmark = pytest.mark.django_db
DATA = Path("nowhere")


@pytest.fixture
def desk() -> Iterator[Desk]:
    pool._STANDING.clear()
    yield Desk()
    pool._STANDING.clear()


def found(asked: Request, *without: str) -> Answer:
    return matches_for(DATA, asked, policy=POLICY, today=TODAY, sees_all=True, without=without)


def who(answer: Answer) -> set[str]:
    names = dict(Contact.objects.values_list("pk", "name"))
    return {names[one.person].split()[0] for one in answer.matches}


def test_everybody_who_may_is_ranked_and_the_reasons_are_said(desk: Desk) -> None:
    Account.objects.filter(name="Bolt").update(industry="Fintech")
    answer = found(request(desk, like={"industry": "fintech"}))
    assert who(answer) == {"Ana", "Bo", "Cy", "Dee"}
    assert answer.matches[0].reasons[0] == "The same industry: Fintech."
    assert answer.matches[0].nobody_asked_yet


def test_a_hold_shows_in_the_next_answer_and_its_lifting_in_the_one_after(desk: Desk) -> None:
    asked = request(desk)
    assert "Dee" in who(found(asked))
    row = hold(by=desk.mara, contact=desk.dee, kind="by_hand", reason="A quiet month.", from_on=TODAY)
    answer = found(asked)
    assert "Dee" not in who(answer)
    assert answer.stopped[0].obstacle.code == "hold_by_hand"
    lift(by=desk.mara, hold=row)
    assert "Dee" in who(found(asked))


def test_whoever_is_asked_by_another_request_is_stopped_and_their_company_counts(desk: Desk) -> None:
    asked = request(desk)
    found(asked)
    choose(desk, request(desk, how_many=2), desk.ana)
    assert "Ana" not in who(found(asked))


def test_a_companys_never_shows_for_all_its_people(desk: Desk) -> None:
    asked = request(desk)
    found(asked)
    set_permission(
        by=desk.mara, account=desk.ana.account, activity="reference_call", allowed="never", said_on=TODAY,
        said_by="their press office",
    )  # fmt: skip
    assert who(found(asked)) == {"Dee"}


def test_the_buyer_and_its_family_are_nowhere(desk: Desk) -> None:
    asked = request(desk, deal="", buyer="Bolt", although="They decide tomorrow.")
    answer = found(asked)
    assert who(answer) == {"Ana", "Bo", "Cy"}
    assert answer.free + answer.stopped_count == 3
    Account.objects.filter(name="Acme").update(parent=desk.dee.account)
    pool._STANDING.clear()
    assert who(found(asked)) == set()


def test_a_competitor_of_the_buyer_is_nowhere(desk: Desk) -> None:
    answer = found(request(desk, rivals=["  acme "]))
    assert who(answer) == {"Dee"}
    assert answer.free + answer.stopped_count == 1


def test_a_filter_says_what_giving_it_up_adds(desk: Desk) -> None:
    Account.objects.filter(name="Bolt").update(industry="Fintech")
    Account.objects.filter(name="Acme").update(industry="Food")
    asked = request(desk, like={"industry": "Fintech"}, must=["industry"])
    answer = found(asked)
    assert who(answer) == {"Dee"}
    assert [(one.filter, one.adds) for one in answer.relaxable] == [("industry", 3)]
    assert who(found(asked, "industry")) == {"Ana", "Bo", "Cy", "Dee"}


def test_who_was_chosen_is_not_offered_again(desk: Desk) -> None:
    asked = request(desk, how_many=2)
    choose(desk, asked, desk.ana)
    assert desk.ana.pk not in {one.person for one in found(asked).matches}
