"""One line, read word by word: what it says is found, what could be two things is a doubt, nothing is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vouch.domain.policy import load
from vouch.domain.saying import read_day, read_line

POLICY = load()
MONDAY = dt.date(2026, 11, 30)
KNOWN = {"industry": ["Fintech", "Food", "IT"], "region": ["Germany", "North"], "product": ["Yard"]}


@pytest.mark.parametrize(
    ("line", "buyer", "activity", "like", "many", "day", "doubts"),
    [
        ("Acme needs a call with a fintech CFO by Friday", "Acme", "reference_call",
         {"industry": "Fintech", "role": "CFO"}, 1, "2026-12-04", ""),
        ("Acme & Sons wants two calls with a head of logistics in Germany by 12 Dec", "Acme & Sons", "reference_call",
         {"region": "Germany", "role": "head of logistics"}, 2, "2026-12-12", ""),
        ("a quote for Bolt in two weeks", "Bolt", "private_quote", {}, 1, "2026-12-14", ""),
        ("Bolt would like a site visit tomorrow", "Bolt", "site_visit", {}, 1, "2026-12-01", ""),
        ("Bolt needs 3 CFOs by Jan 5", "Bolt", "", {"role": "CFO"}, 3, "2027-01-05", "activity"),
        ("Bolt needs a quote by Monday", "Bolt", "private_quote", {}, 1, None, "needed_by"),
        ("Bolt needs a quote by 3/4", "Bolt", "private_quote", {}, 1, None, "needed_by"),
        ("Bolt needs a quote by 2020-01-01", "Bolt", "private_quote", {}, 1, None, "needed_by"),
        ("somebody nice", "", "", {}, 1, None, "buyer needed_by activity"),
        ("", "", "", {}, 1, None, "buyer needed_by activity"),
    ],
)  # fmt: skip
def test_what_a_line_says(
    line: str, buyer: str, activity: str, like: dict[str, str], many: int, day: str | None, doubts: str
) -> None:
    said = read_line(line, today=MONDAY, policy=POLICY, known=KNOWN)
    assert (said.buyer, said.activity, dict(said.like), said.how_many) == (buyer, activity, like, many)
    assert said.needed_by == (dt.date.fromisoformat(day) if day else None)
    assert " ".join(one.field for one in said.doubts) == doubts
    assert said.words == line


@given(st.text(max_size=200))
def test_any_line_is_read_and_kept_whole(line: str) -> None:
    said = read_line(line, today=MONDAY, policy=POLICY, known=KNOWN)
    assert said.words == " ".join(line.replace("\0", "").split())
    assert said.needed_by is None or said.needed_by >= MONDAY
    assert said.needed_by is not None or any(one.field == "needed_by" for one in said.doubts)


@given(st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 360))
def test_a_day_and_its_month_is_the_next_such_day(today: dt.date, ahead: int) -> None:
    day = today + dt.timedelta(days=ahead)
    assert read_day(f"{day:%-d %b}", today) == day or (day.month, day.day) == (2, 29)
    assert read_day(day.isoformat(), today) == day
