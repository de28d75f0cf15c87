"""What was there of a customer before anybody asked: how many ways they use it, and how their cases were solved."""

from __future__ import annotations

import pytest

from tests.insight.company import TODAY, Placed, ago
from tests.insight.facts import Case, company, person, ticket, used

CASES: dict[str, Case] = {
    "one way": [used(3, event="truck booked"), used(9, event="truck booked"), used(40, event="truck booked")],
    "three ways": [used(3, event="truck booked"), used(9, event="report read"), used(100, event="map opened")],
    "long ago": [used(3, event="truck booked"), used(150, event="report read")],
    "nameless": [used(3), used(4, event="  ")],
    "by a person": [
        person(), used(3, who="ana", event="truck booked", account_id=None),
        used(4, who="ana", event="report read", account_id=None),
    ],
    "unused": [],
    "solved": [ticket(60, 58), ticket(50, 49, satisfaction="bad"), ticket(9)],
    "slow or again": [ticket(60, 30), ticket(50, 49, reopens=1), ticket(20, 19)],
}  # fmt: skip


@pytest.fixture(scope="module")
def placed() -> Placed:
    return company(CASES).place(ago(60), TODAY)


@pytest.mark.parametrize(
    ("case", "kinds"),
    [("one way", 1), ("three ways", 3), ("long ago", 1), ("nameless", None), ("by a person", 2), ("unused", None)],
)
def test_kinds_of_use_are_counted_of_late_on_the_last_day_and_unknown_where_none_is_heard_of(
    placed: Placed, case: str, kinds: int | None
) -> None:
    rows = [row for row in placed["breadth"] if row["account"] == placed.ids[case]]
    assert [(row["as_of"], row["kinds"]) for row in rows] == ([] if kinds is None else [(TODAY, kinds)])


def test_a_feed_that_stopped_says_nothing_of_breadth() -> None:
    stopped = company({"one": CASES["three ways"]}, covered={"plain": ago(60)}).place(TODAY)
    assert stopped["breadth"] == []


@pytest.mark.parametrize(("case", "closed", "well"), [("solved", 2, 2), ("slow or again", 3, 1)])
def test_a_case_is_solved_well_in_time_and_for_good_whatever_they_said_of_it(
    placed: Placed, case: str, closed: int, well: int
) -> None:
    rows = placed.connection.execute(
        "select closed is not null, solved_well from step_tickets_read where account = $id", {"id": placed.ids[case]}
    ).fetchall()
    assert (sum(done for done, _ in rows), sum(good for _, good in rows)) == (closed, well)
