"""A month reads its candidates as columns: the same worth to the last digit, the same order, the same conditions."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.matching.people import ACTIVITIES, POLICY, candidate
from vouch.matching.month.columns import columns
from vouch.matching.next_ask import Candidate, Willingness, value
from vouch.matching.next_ask.valued import ranked
from vouch.matching.yes_rate.beta_binomial import rate_of

WORTH = st.floats(0, 3, allow_nan=False)


@st.composite
def anybody(draw: st.DrawFn, number: int) -> list[Candidate]:
    """One person with a few activities, and whatever else can be known of them."""
    told: dict[str, Any] = {
        "account": f"a{number % 3}", "owner": draw(st.sampled_from(["", "o1"])),
        "willing": draw(st.sampled_from(Willingness)),
        "load": draw(st.floats(0, 9)), "cap": draw(st.floats(0.5, 9)), "declines": draw(st.integers(0, 4)),
        "days_to_renewal": draw(st.none() | st.integers(0, 400)), "delivers": draw(st.floats(0, 1)),
        "rewarded": draw(st.booleans()), "first": draw(st.booleans()),
    }  # fmt: skip
    return [
        candidate(
            f"c{number}", activity, value_need=draw(WORTH), value_person=draw(WORTH), step=draw(st.integers(-2, 3)),
            both=draw(st.integers(-2, 2)), rate=rate_of(draw(st.floats(0.1, 30)), draw(st.floats(0.1, 30))), **told,
        )
        for activity in sorted(draw(st.sets(st.sampled_from(ACTIVITIES), min_size=1)))
    ]  # fmt: skip


@given(st.data())
def test_columns_say_of_everybody_what_is_said_of_each_alone(data: st.DataObject) -> None:
    crowd = [one for number in range(data.draw(st.integers(0, 6))) for one in data.draw(anybody(number))]
    found = columns(crowd, POLICY)
    alone = [pair for pair in ranked(crowd, POLICY) if pair.worth.may_be]
    assert list(found.candidates) == [pair.candidate for pair in alone]
    assert found.total.tolist() == [value(one, POLICY).total for one in found.candidates]
    for row, one in enumerate(found.candidates):
        names = [found.name(kind, row) for kind in ("person", "account", "owner", "activity")]
        assert names == [one.contact, one.account, one.owner, one.activity]
