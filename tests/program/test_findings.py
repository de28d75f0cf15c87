"""What a run publishes is shown at once and whole; lists go on where they stopped, whatever their order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.program.cast import account, contact, know, owner, placed, publish
from vouch.domain.errors import BadInput
from vouch.program.findings import lists, queries
from vouch.program.findings.filters import Filter
from vouch.program.findings.models import Placement, Run
from vouch.program.people.models import Account, Contact

pytestmark = pytest.mark.django_db

ACME = account(1, "Acme", segment="Food", yearly_value=100.0, owner="o" + "0" * 14 + "1")
BOLT = account(2, "Bolt", segment="Food", yearly_value=300.0)
CORE = account(3, "Core", segment="Steel", yearly_value=None)
DELL = account(4, "Dell", segment="", yearly_value=200.0)


@pytest.fixture
def four() -> None:
    ana = contact(1, ACME, "Ana Lind")
    know([ACME, BOLT, CORE, DELL], [ana], [owner(1)])
    publish(
        [
            placed(ACME, "satisfied", "loyal", at_risk=True, missing=["exceeds_expectations"], stale=["attitude"]),
            placed(BOLT, "loyal", "advocate", latent=True, coverage=0.9),
            placed(CORE, "advocate"),
            placed(DELL, "not_known_yet", "advocate", coverage=0.1),
            placed(ana, "advocate", personal_advocate=True),
        ]
    )


def test_a_run_before_any_is_none_and_the_last_one_published_is_current(four: None) -> None:
    assert queries.current_run().pk == "r1"
    publish([placed(ACME, "loyal")], run="r2")
    assert queries.current_run().pk == "r2"
    assert [(row.subject, row.stage) for row in Placement.objects.all()] == [(ACME.id, "loyal")]
    assert Run.objects.filter(current=True).count() == 1
    publish([placed(BOLT, "loyal")], run="r1")
    assert queries.current_run().pk == "r1"


def test_standing_counts_customers_by_stage_and_by_flag(four: None) -> None:
    now = queries.standing()
    assert now.total == 4
    assert now.by_stage == {
        "not_known_yet": 1,
        "not_yet_satisfied": 0,
        "satisfied": 1,
        "loyal": 1,
        "advocate": 1,
    }
    assert (now.at_risk, now.latent, now.captive, now.personal_advocate) == (1, 1, 0, 0)
    assert (now.loyal_or_better, now.could_be_loyal_or_better) == (2, 4)
    assert queries.standing(Filter(segment="Mining")).total == 0
    assert queries.standing(Filter(segment="Mining")).coverage is None


def test_segments_come_largest_first_and_the_nameless_one_is_counted(four: None) -> None:
    assert [(row.name, row.total, row.loyal_or_better) for row in queries.segments()] == [
        ("Food", 2, 0.5),
        ("", 1, 0.0),
        ("Steel", 1, 1.0),
    ]


@pytest.mark.parametrize(
    ("only", "names"),
    [
        (Filter(), ["Acme", "Bolt", "Core", "Dell"]),
        (Filter(stage="advocate"), ["Core"]),
        (Filter(stage="nonsense"), []),
        (Filter(flag="at_risk"), ["Acme"]),
        (Filter(flag="latent"), ["Bolt"]),
        (Filter(flag="little_known"), ["Dell"]),
        (Filter(segment=""), ["Dell"]),
        (Filter(segment="Food", stage="loyal"), ["Bolt"]),
        (Filter(owner="o" + "0" * 14 + "1"), ["Acme"]),
        (Filter(search="co"), ["Core"]),
        (Filter(search="0014"), ["Dell"]),
        (Filter(former=True), []),
    ],
)
def test_filters_let_through_whom_they_name(four: None, only: Filter, names: list[str]) -> None:
    assert [row.account.name for row in lists.page(only).rows] == names


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["Acme", "Bolt", "Core", "Dell"]),
        ("stage", ["Core", "Bolt", "Acme", "Dell"]),
        ("value", ["Bolt", "Dell", "Acme", "Core"]),
        ("known", ["Dell", "Acme", "Core", "Bolt"]),
    ],
)
def test_orders_sort_and_what_is_not_known_comes_last(four: None, order: str, names: list[str]) -> None:
    assert [row.account.name for row in lists.page(Filter(), order=order).rows] == names
    assert [row.account.name for row in lists.every(Filter(), order=order)] == names


@pytest.mark.parametrize("after", ["x", "e30", "bnVsbA", "WzEsMl0", "\N{GRINNING FACE}", "WzFd"])
def test_a_place_that_is_none_is_refused_with_a_sentence(four: None, after: str) -> None:
    with pytest.raises(BadInput, match="lost a piece"):
        lists.page(Filter(), after=after)
    with pytest.raises(BadInput, match="cannot be sorted"):
        lists.page(Filter(), order="password")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(st.one_of(st.none(), st.integers(0, 3).map(float)), min_size=1, max_size=12),
    order=st.sampled_from(sorted(lists.ORDERS["account"])),
    size=st.integers(1, 5),
)
def test_pages_one_after_another_are_the_whole_list(
    db: None, values: list[float | None], order: str, size: int
) -> None:
    rows = [account(n, f"Company {n % 3}", yearly_value=value) for n, value in enumerate(values)]
    know(rows)
    publish([placed(row, "loyal" if row.yearly_value else "satisfied", progress=row.yearly_value or 0) for row in rows])
    seen: list[str] = []
    after = ""
    while True:
        page = lists.page(Filter(), order=order, after=after, limit=size)
        seen += [row.subject for row in page.rows]
        after = page.after
        if not after:
            break
    assert seen == [row.subject for row in lists.every(Filter(), order=order)]
    assert len(seen) == len(values)


def test_people_of_an_account_are_found_with_their_placement(four: None) -> None:
    (ana,) = queries.people_of(ACME.id)
    assert (ana.contact.name, ana.flags) == ("Ana Lind", ["personal_advocate"])
    assert queries.placement(ACME.id).missing == ["exceeds_expectations"]
    assert queries.placement("a0") is None


def test_a_list_costs_the_same_number_of_questions_however_long(four: None, django_assert_num_queries: object) -> None:
    """Which rows, and those rows; a page that is not full asks once more, for those without a value to sort by."""
    for limit, asked in ((3, 2), (50, 3)):
        with django_assert_num_queries(asked):  # type: ignore[operator]
            for row in lists.page(Filter(), limit=limit).rows:
                assert row.account.owner is None or row.account.owner.name


def test_publishing_leaves_identities_alone(four: None) -> None:
    publish([], run="r3")
    assert (Account.objects.count(), Contact.objects.count(), Placement.objects.count()) == (4, 1, 0)
