"""Who is kept for what is still to come: the prices are those of the program, and each has a reason that holds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from vouch.matching.together import Candidate, Carrying, Request, kept, prices

PEOPLE = ("ana", "bo", "cy", "dee")
WORTH = st.integers(1, 20).map(lambda n: n / 20)


@st.composite
def requests(draw: st.DrawFn) -> tuple[list[Request], list[Request], dict[str, str], dict[str, Carrying]]:
    """Some that are open, some kinds to come, what everybody carries."""
    made, segments = [], {}
    for number in range(draw(st.integers(1, 5))):
        worth = draw(st.dictionaries(st.sampled_from(PEOPLE), WORTH, min_size=1))
        could = tuple(Candidate(person=name, worth=of) for name, of in sorted(worth.items()))
        made.append(Request(id=f"r{number}", candidates=could, how_many=draw(st.integers(1, 6)) / 2))
        segments[f"r{number}"] = draw(st.sampled_from(("health", "steel")))
    cut = draw(st.integers(0, len(made)))
    carrying = {name: Carrying(load=draw(st.integers(0, 2)), cap=2) for name in PEOPLE}
    return made[:cut], made[cut:], segments, carrying


@settings(max_examples=40)
@given(requests())
def test_who_is_kept_has_the_price_of_the_program_and_is_used_to_the_last(
    world: tuple[list[Request], list[Request], dict[str, str], dict[str, Carrying]],
) -> None:
    open_, to_come, segments, carrying = world
    found = kept(open_, to_come, segments, carrying, load_cost=0.1)
    if not open_:
        left = {name for name, row in carrying.items() if row.left}
        priced = prices(to_come, carrying, load_cost=0.1)
        assert {person: one.price for person, one in found.items()} == {
            person: price for person, price in priced.items() if person in left
        }
    coming = {segments[one.id] for one in to_come}
    for person, one in found.items():
        assert one.price > 0
        assert set(one.segments) <= coming
        assert one.segments or one.open_requests, "whoever costs something is wanted by somebody"
        assert sum(one.segments.values()) <= carrying[person].left + 1e-6


def test_more_of_what_is_expected_makes_nobody_cheaper_who_is_kept_for_it() -> None:
    star, other = Candidate(person="star", worth=0.9), Candidate(person="other", worth=0.5)
    costs = []
    for count in (1.0, 2.5, 5.0, 9.0):
        coming = [Request(id="k", candidates=(star, other), how_many=count)]
        found = kept([], coming, {"k": "health"}, {}, load_cost=0.0)
        costs.append(found["star"].price if "star" in found else 0.0)
    assert costs == sorted(costs)
    assert costs[0] == 0.0
    assert costs[-1] > 0.3


def test_one_open_request_alone_makes_nobody_dear() -> None:
    ana, bo = Candidate(person="ana", worth=0.9), Candidate(person="bo", worth=0.2)
    wants = Request(id="r", candidates=(ana, bo), how_many=2)
    assert kept([wants], [], {}, {}, load_cost=0.15) == {}, "she is not asked twice for it"
