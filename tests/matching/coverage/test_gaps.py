"""What the pool lacks, in words: nobody is used twice for it, early months are met first, and who is near is named."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vouch.domain.policy import load
from vouch.domain.stages import Gate, GateState, Stage
from vouch.matching.coverage import Able, Demand, Foreseen, Near, coverage, covered, cultivate
from vouch.matching.next_ask import Willingness

POLICY = load()
TODAY = date(2026, 12, 1)
CALL, QUOTE = "reference_call", "private_quote"
LIVE = {CALL}


def able(
    person: str, *activities: str, segment: str = "healthcare", left: float = 2, free_from: int = 0,
    later: tuple[int, ...] = (), starts: dict[str, int] | None = None,
) -> Able:  # fmt: skip
    return Able(person=person, segment=segment, activities=frozenset(activities or (CALL,)), left=left,
                free_from=free_from, later=later, starts=starts or {})  # fmt: skip


def demand(*cells: tuple[str, str, int, float], n: int = 60) -> Demand:
    return Demand(
        cells={(segment, activity, month): Foreseen(expected=count, low=0, high=round(count * 2), n=n)
               for segment, activity, month, count in cells},
        quarter={}, open_deals=9, quarters=8, today=TODAY,
    )  # fmt: skip


def test_three_healthcare_references_are_short_in_february() -> None:
    pool = [able(f"p{number}", left=1) for number in range(3)]
    found = coverage(demand(("healthcare", CALL, 0, 1.0), ("healthcare", CALL, 2, 5.0)), pool, POLICY)
    assert [(gap.words, gap.month, gap.short, gap.at_most) for gap in found.gaps] == [
        ("Three healthcare references short in February.", 2, 3, 9)
    ]


@pytest.mark.parametrize(
    ("pool", "met"),
    [
        ([], (0, 0, 0)),
        ([able("ana", left=1)], (1, 0, 0)),
        ([able("ana", left=2)], (1, 1, 0)),  # one use in a month
        ([able("ana", left=2, free_from=1)], (0, 1, 1)),
        ([able("ana", left=9), able("bo", left=1)], (2, 1, 1)),
        ([able("ana", segment="retail")], (0, 0, 0)),
        ([able("ana", QUOTE)], (0, 0, 0)),
        ([able("ana", left=2, starts={CALL: 2})], (0, 0, 1)),
        ([able("ana", left=0, later=(2,))], (0, 0, 1)),  # full today
        ([able("ana", left=0, free_from=1, later=(1, 1))], (0, 1, 1)),
        ([able("ana", left=1, later=(1,))], (1, 1, 0)),
    ],
)
def test_what_can_be_met_is_met_the_sooner_the_better(pool: list[Able], met: tuple[int, int, int]) -> None:
    cells = {("healthcare", CALL, month): 2.0 for month in range(3)}
    found = covered(cells, pool, uses_a_month=1, live=LIVE)
    assert tuple(round(found[cell]) for cell in cells) == met


def test_one_person_is_not_used_for_two_things_at_once() -> None:
    cells = {("healthcare", CALL, 0): 1.0, ("healthcare", QUOTE, 0): 1.0}
    assert sum(covered(cells, [able("ana", CALL, QUOTE)], uses_a_month=1, live=LIVE).values()) == 1
    both = covered(cells, [able("ana", CALL, QUOTE), able("bo", CALL)], uses_a_month=1, live=LIVE)
    assert set(both.values()) == {1.0}


@settings(max_examples=40)
@given(
    wanted=st.lists(st.integers(0, 2), min_size=4, max_size=4),
    pool=st.lists(
        st.tuples(st.sampled_from([(CALL,), (QUOTE,), (CALL, QUOTE)]), st.integers(0, 2), st.integers(0, 2),
                  st.lists(st.integers(0, 2), max_size=2).map(tuple),
                  st.dictionaries(st.sampled_from((CALL, QUOTE)), st.integers(0, 2), max_size=1)),
        max_size=3,
    ),
)  # fmt: skip
def test_nobody_who_tries_everything_meets_more(
    wanted: list[int], pool: list[tuple[tuple[str, ...], int, int, tuple[int, ...], dict[str, int]]]
) -> None:
    cells = list(itertools.product(("healthcare",), (CALL, QUOTE), (0, 1)))
    people = [
        able(f"p{at}", *can, left=left, free_from=free, later=later, starts=starts)
        for at, (can, left, free, later, starts) in enumerate(pool)
    ]
    found = covered(dict(zip(cells, map(float, wanted), strict=True)), people, uses_a_month=1, live=LIVE)
    slots = [
        [None, *(cell for cell in cells if cell[1] in one.activities and cell[2] == month
                 and month >= one.free_from and month >= one.starts.get(cell[1], 0))]
        for one in people for month in (0, 1)
    ]  # fmt: skip
    best = 0
    for choice in itertools.product(*slots):
        months = [
            [cell is not None and cell[1] == CALL for cell in choice[2 * at : 2 * at + 2]] for at in range(len(people))
        ]
        if all(
            used[0] <= one.left + one.later.count(0) and sum(used) <= one.left + sum(day <= 1 for day in one.later)
            for used, one in zip(months, people, strict=True)
        ):
            best = max(best, sum(min(choice.count(cell), want) for cell, want in zip(cells, wanted, strict=True)))
    assert sum(found.values()) == pytest.approx(best)


def test_who_is_full_of_calls_may_be_quoted_and_the_hours_say_the_same() -> None:
    full = [able(f"p{at}", CALL, QUOTE, segment="retail", left=0, starts={CALL: 3}) for at in range(3)]
    found = coverage(demand(("retail", CALL, 0, 2.0), ("retail", QUOTE, 0, 2.0)), full, POLICY)
    assert [gap.words for gap in found.gaps] == ["Two retail references short in December."]
    (hours,) = found.hours
    loaded = POLICY.reference.coverage.loaded
    assert hours.left == pytest.approx(9 * POLICY.ladder[QUOTE].minutes / 60 * loaded), "three months of each"
    assert hours.alarms == ("Retail: 2 hours of calls and visits are expected to be asked for, and 0 are left.",)


def test_halves_of_a_person_add_up_over_the_months() -> None:
    found = coverage(demand(*(("retail", CALL, month, 0.4) for month in range(3))), [], POLICY)
    assert [(gap.month, gap.short) for gap in found.gaps] == [(1, 1)]


def test_a_thin_segment_and_one_that_gives_too_much_raise_an_alarm() -> None:
    pool = [able("ana"), able("bo"), *(able(f"r{number}", segment="retail") for number in range(3))]
    found = coverage(demand(("healthcare", CALL, 0, 1.0), ("retail", CALL, 0, 5.0)), pool, POLICY)
    by_segment = {one.segment: one for one in found.hours}
    assert by_segment["healthcare"].alarms == ("Healthcare has two who may give references; 3 is the least.",)
    assert by_segment["retail"].alarms == ("Retail: 4 hours are expected to be asked for, and 4 are left.",)
    assert (by_segment["retail"].asked, by_segment["retail"].left) == (3.75, 4.5)


@pytest.mark.parametrize(("people", "has"), [(0, "nobody"), (1, "one"), (12, "twelve"), (15, "15")])
def test_how_many_a_thin_segment_has_is_said_as_it_is(people: int, has: str) -> None:
    rules = POLICY.reference.model_copy(
        update={"coverage": POLICY.reference.coverage.model_copy(update={"least_people": 20})}
    )
    pool = [able(f"p{number}") for number in range(people)]
    (hours,) = coverage(
        demand(("healthcare", CALL, 0, 0.0)), pool, POLICY.model_copy(update={"reference": rules})
    ).hours
    assert hours.alarms[0] == f"Healthcare has {has} who may give references; 20 is the least."


def test_where_too_little_is_known_there_is_no_gap_but_words() -> None:
    found = coverage(demand(("healthcare", CALL, 0, 9.0), n=4), [], POLICY)
    assert found.gaps == ()
    assert found.unsure == ("Healthcare: not enough evidence: 4 requests so far, 20 needed.",)


def near(person: str, *states: GateState, **said: object) -> Near:
    gates = (Gate.ATTITUDE, Gate.PATRONAGE, Gate.ACTS)
    plain: dict[str, object] = {"company": "acme", "segment": "healthcare", "stage": Stage.SATISFIED}
    return Near(person=person, wanted=tuple(zip(gates, states, strict=False)), **(plain | said))  # type: ignore[arg-type]


def test_the_nearest_are_cultivated_and_nobody_who_is_at_risk_or_said_no() -> None:
    found = coverage(demand(("healthcare", CALL, 0, 2.0)), [], POLICY)
    people = [
        near("far", GateState.CONTRADICTED, GateState.UNKNOWN),
        near("other", GateState.UNKNOWN, segment="retail"),
        near("near", GateState.UNKNOWN),
        near("glad", GateState.UNKNOWN, willing=Willingness.WILLING),
        near("guarded", willing=Willingness.GUARDED),
        near("risk", at_risk=True),
        near("mid", GateState.UNKNOWN, GateState.UNKNOWN),
    ]
    assert [one.person for one in cultivate(found, people, POLICY)] == ["glad", "near", "mid"]
    assert cultivate(found, people[:1], POLICY)[0].words == (
        "Satisfied; attitude speaks against it: mend that first; patronage is not known yet: ask how they are."
    )
    assert [one.person for one in cultivate(found, list(reversed(people)), POLICY)] == ["glad", "near", "mid"]
