"""People who may be asked, as tests write them: only what matters to the test is said."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from vouch.domain.policy import load
from vouch.matching.next_ask import Candidate, Willingness
from vouch.matching.yes_rate.beta_binomial import rate_of

POLICY = load()
ACTIVITIES = ("private_quote", "reference_call", "webinar", "case_study")


def candidate(contact: str = "ana", activity: str = "private_quote", **said: Any) -> Candidate:
    """Somebody who would be asked gladly, unless it is said otherwise."""
    plain: dict[str, Any] = {
        "account": "acme", "personality": "validator", "step": 1, "value_need": 1.0, "value_person": 0.7,
        "rate": rate_of(6, 4, n=30, rests_on="30 asks for a private quote"),
    }  # fmt: skip
    return Candidate(contact=contact, activity=activity, **(plain | said))


ANYHOW = st.sampled_from(Willingness)


@st.composite
def crowds(draw: st.DrawFn, *, willing: st.SearchStrategy[Willingness] = ANYHOW, most: int = 9) -> list[Candidate]:
    """People of a few accounts, each of which has an owner, with some activities each; some may not be proposed."""
    found = []
    for number in range(draw(st.integers(1, most))):
        account = draw(st.integers(0, 3))
        load_of = draw(st.integers(0, 6))
        gladly = draw(willing)
        found += [
            candidate(
                f"c{number}", activity, account=f"a{account}", owner=f"o{account % 2}", willing=gladly,
                value_need=draw(st.integers(0, 8)) / 4, value_person=draw(st.integers(0, 6)) / 5,
                rate=rate_of(draw(st.integers(1, 9)), draw(st.integers(1, 9))),
                step=draw(st.integers(-1, 2)), load=load_of, declines=draw(st.integers(0, 2)),
            )
            for activity in sorted(draw(st.sets(st.sampled_from(ACTIVITIES), min_size=1)))
        ]  # fmt: skip
    return found
