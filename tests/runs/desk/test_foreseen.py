"""What using somebody now costs, and what the pool lacks: worked out from open requests, published whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.program.asks.town import POLICY, TODAY
from tests.program.references.desk import Desk, request
from vouch.matching.coverage import DealSeen
from vouch.program.findings.models import Deed
from vouch.program.people.models import Account
from vouch.program.references.models import Coverage, Price
from vouch.program.references.queries import outlook
from vouch.runs.desk import matches_for, plan_all, pool, renew_outlook, renew_prices
from vouch.runs.desk import outlook as outlook_runs

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Iterator[Desk]:
    pool._STANDING.clear()
    made = Desk()
    Account.objects.filter(name="Acme").update(segment="Food", industry="Food")
    Account.objects.filter(name="Bolt").update(segment="Steel", industry="Steel")
    yield made
    pool._STANDING.clear()


def only_steel(desk: Desk) -> dict[str, Any]:
    return {"like": {"industry": "Steel"}, "must": ["industry"]}


def test_whom_three_requests_want_has_a_price_and_others_have_none(desk: Desk, tmp_path: Path) -> None:
    for _ in range(3):
        request(desk, **only_steel(desk))
    assert renew_prices(tmp_path, POLICY, TODAY) == 1
    assert Price.objects.get().contact_id == desk.dee.pk
    asked = request(desk)
    found = matches_for(tmp_path, asked, policy=POLICY, today=TODAY, sees_all=True)
    assert found.matches[-1].person == desk.dee.pk, "who will be needed is kept for those who need them"
    assert found.matches[-1].price > 0


def test_prices_go_when_nobody_wants_anybody(desk: Desk, tmp_path: Path) -> None:
    for _ in range(3):
        request(desk, **only_steel(desk))
    renew_prices(tmp_path, POLICY, TODAY)
    from vouch.program.references.models import Request

    Request.objects.update(state="withdrawn")
    assert renew_prices(tmp_path, POLICY, TODAY) == 0
    assert not Price.objects.exists()


def test_a_deal_that_is_decided_wants_nobody_any_more(desk: Desk, tmp_path: Path) -> None:
    from tests.program.references.desk import deal

    for _ in range(3):
        request(desk, **only_steel(desk))
    assert plan_all(tmp_path, policy=POLICY, today=TODAY) is not None
    deal(1, outcome="lost")
    assert plan_all(tmp_path, policy=POLICY, today=TODAY) is None
    assert renew_prices(tmp_path, POLICY, TODAY) == 0


def test_two_requests_share_nobody_where_both_can_be_served(desk: Desk, tmp_path: Path) -> None:
    request(desk, **only_steel(desk))
    request(desk)
    plan = plan_all(tmp_path, policy=POLICY, today=TODAY)
    assert plan is not None
    assert len({one.person for one in plan.found.pairs}) == 2
    assert plan.found.gap < 1e-6
    assert dict(plan.found.unfilled) == {} or not any(plan.found.unfilled.values())


def test_whoever_alone_fits_two_requests_is_planned_for_one_at_a_time(desk: Desk, tmp_path: Path) -> None:
    for _ in range(2):
        request(desk, **only_steel(desk))
    plan = plan_all(tmp_path, policy=POLICY, today=TODAY)
    assert plan is not None
    assert [one.limit for one in plan.found.passed] == ["elsewhere"]
    assert (len(plan.found.pairs), list(plan.found.unfilled.values())) == (1, [1])


def test_without_history_the_outlook_says_what_the_pool_has_and_no_number(desk: Desk, tmp_path: Path) -> None:
    assert renew_outlook(tmp_path, POLICY, TODAY) == 2
    found = {one.name: one for one in outlook()}
    assert set(found) == {"Food", "Steel"}
    assert found["Food"].hours is not None
    assert found["Food"].hours.pool == 3
    assert found["Steel"].hours is not None
    assert "is the least" in found["Steel"].hours.words, "one person is fewer than the policy wants"


def test_with_history_what_is_short_is_said_in_words(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = TODAY - dt.timedelta(days=200)
    seen = [
        DealSeen(id=f"d{n}", segment="Steel", stages=((begun + dt.timedelta(days=n % 7), "Proposal"),))
        for n in range(60)
    ]
    asked = [outlook_runs.RequestSeen(deal=f"d{n}", on=TODAY - dt.timedelta(days=30), activity="reference_call")
             for n in range(40)]  # fmt: skip
    monkeypatch.setattr(outlook_runs, "deals_seen", lambda data, policy: iter(seen))
    monkeypatch.setattr(outlook_runs, "asked_for", lambda policy: asked)
    renew_outlook(tmp_path, POLICY, TODAY)
    steel = next(one for one in outlook() if one.name == "Steel")
    assert steel.short > 0
    assert any("short in" in cell.words for cell in steel.cells)
    assert Coverage.objects.filter(segment="Steel", activity="reference_call").count() == 3


def of_steel(count: float, *, n: int = 40, months: int = 3, begins: dt.date = TODAY) -> None:
    """An outlook: so many requests for reference calls from steel are expected in each month."""
    for month in range(months):
        Coverage.objects.create(
            segment="Steel", activity="reference_call", month=begins + dt.timedelta(days=30 * month), expected=count,
            low=0, high=9, n=n, words="", pool=1, hours=0, needed_hours=0, computed_on=begins, run="run",
        )  # fmt: skip


def test_who_is_scarce_for_what_is_expected_costs_more_and_it_is_said_for_what(desk: Desk, tmp_path: Path) -> None:
    of_steel(2.0)
    renew_prices(tmp_path, POLICY, TODAY)
    first, *others = Price.objects.order_by("-price")
    ends = TODAY + dt.timedelta(days=90)
    assert first.contact_id == desk.dee.pk
    assert first.words == f"Likely to be needed for 6 Steel requests until {ends:%B}."
    assert first.price > 0.3
    assert all(one.price < 0.1 for one in others), "the others fit steel less, and are enough"
    food = request(desk, like={"industry": "Food"})
    assert matches_for(tmp_path, food, policy=POLICY, today=TODAY, sees_all=True).matches[-1].person == desk.dee.pk
    steel = request(desk, like={"industry": "Steel"})
    found = matches_for(tmp_path, steel, policy=POLICY, today=TODAY, sees_all=True)
    assert found.matches[0].person == desk.dee.pk, "for whom they are kept they are there"


def test_prices_worked_out_again_are_the_same(desk: Desk, tmp_path: Path) -> None:
    of_steel(2.0)
    request(desk, like={"industry": "Steel"})
    renew_prices(tmp_path, POLICY, TODAY)
    before = list(Price.objects.order_by("pk").values_list("contact_id", "price", "words"))
    assert before
    renew_prices(tmp_path, POLICY, TODAY)
    assert list(Price.objects.order_by("pk").values_list("contact_id", "price", "words")) == before


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"count": 0.1}, "there is enough of everybody for so few"),
        ({"count": 2.0, "n": 3}, "three requests in all of history are no number"),
        (
            {"count": 2.0, "begins": TODAY - dt.timedelta(days=95)},
            "an outlook of last quarter says nothing of this one",
        ),
    ],
)
def test_nobody_is_kept_for_what_is_not_expected(desk: Desk, tmp_path: Path, told: dict[str, Any], why: str) -> None:
    of_steel(**told)
    assert renew_prices(tmp_path, POLICY, TODAY) == 0, why


def test_an_outlook_that_is_a_month_old_counts_for_the_two_that_are_left(desk: Desk, tmp_path: Path) -> None:
    of_steel(2.0, begins=TODAY - dt.timedelta(days=30))
    renew_prices(tmp_path, POLICY, TODAY)
    assert "needed for 4 Steel requests" in Price.objects.get(contact=desk.dee.pk).words


def test_buyers_to_come_are_as_those_whose_deals_are_open(desk: Desk, tmp_path: Path) -> None:
    """A deal of a large mill stands for the mills to come, in place of the customers that are there."""
    from tests.program.references.desk import deal
    from vouch.runs.desk.expected import coming

    of_steel(1.0, months=1)
    standing, _lock = pool.ready(tmp_path, POLICY, TODAY)
    (ours,) = coming(standing, POLICY, TODAY).kinds
    assert (ours.need.industry, ours.need.employees, ours.count) == ("Steel", None, 1.0)
    mill = Account.objects.get(name="Bolt")
    Account.objects.filter(pk=mill.pk).update(employees=9000, country="Norway")
    deal(7, account=mill.pk)
    (mills,) = coming(standing, POLICY, TODAY).kinds
    assert (mills.need.employees, mills.need.region) == (9000, "Norway")


def test_who_is_full_today_is_counted_for_the_month_in_which_they_are_free_again(desk: Desk, tmp_path: Path) -> None:
    """The third month wants everybody. Dee gave two calls, which are a quarter ago before it begins."""
    of_steel(6.5, months=1, begins=TODAY)
    Coverage.objects.update(month=TODAY + dt.timedelta(days=60))
    of_food = Account.objects.get(name="Acme")
    Account.objects.filter(pk=of_food.pk).update(segment="Steel", industry="Steel")
    steel = {one.pk for one in (desk.ana, desk.bo, desk.cy)}
    for days in (60, 50):
        Deed.objects.create(contact=desk.dee, account=desk.dee.account, activity="reference_call", words="A call.",
                            done_on=TODAY - dt.timedelta(days=days))  # fmt: skip
    asked = request(desk)
    found = matches_for(tmp_path, asked, policy=POLICY, today=TODAY, sees_all=True)
    assert {one.person for one in found.matches} == steel
    assert found.stopped[0].obstacle.code == "live_in_quarter"
    standing, _lock = pool.ready(tmp_path, POLICY, TODAY)
    assert [(one - TODAY).days for one in standing.decision(desk.dee.pk).frees] == [31, 41]
    renew_prices(tmp_path, POLICY, TODAY)
    costs = [one.price for one in Price.objects.all()]
    assert max(costs, default=0.0) < 0.1, "with Dee there is enough of everybody by then: two uses each of four"
    assert not Price.objects.filter(contact=desk.dee).exists(), "nobody asks her today"


def test_who_is_full_of_calls_may_still_be_quoted_says_the_ranking_and_the_outlook(desk: Desk, tmp_path: Path) -> None:
    for days in (60, 50):
        Deed.objects.create(contact=desk.dee, account=desk.dee.account, activity="reference_call", words="A call.",
                            done_on=TODAY - dt.timedelta(days=days))  # fmt: skip
    of_steel(2.0)
    assert renew_prices(tmp_path, POLICY, TODAY) > 0
    quote = request(desk, activity="private_quote", like={"industry": "Steel"})
    found = matches_for(tmp_path, quote, policy=POLICY, today=TODAY, sees_all=True)
    assert desk.dee.pk in {one.person for one in found.matches}
    assert {one.price for one in found.matches} == {0.0}, "nobody is kept from a quote for calls"
    standing, _lock = pool.ready(tmp_path, POLICY, TODAY)
    where = dict.fromkeys(standing.firms, "all")
    able = outlook_runs._able(standing, where, ["private_quote", "reference_call"], POLICY, TODAY)
    dee = next(one for one in able if one.person == desk.dee.pk)
    assert [(dee.may("private_quote", month), dee.may("reference_call", month)) for month in range(3)] == [
        (True, False), (True, False), (True, True),
    ]  # fmt: skip
    assert (dee.left, dee.later) == (0, (2, 2))
