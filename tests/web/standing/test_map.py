"""The map: marks keep their band, their slot and their height; fifty thousand of them fit into a page."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.program.cast import start

start()

from vouch.program.findings.marks import Mark  # noqa: E402
from vouch.web.workspace.standing.continuum import draw  # noqa: E402
from vouch.web.workspace.standing.continuum.bands import STAGES, slot_of  # noqa: E402
from vouch.web.workspace.standing.continuum.draw import FULL, Drawing  # noqa: E402
from vouch.web.workspace.standing.continuum.names import MOST  # noqa: E402
from vouch.web.workspace.standing.continuum.scale import scale  # noqa: E402


def mark(
    number: int,
    rank: int = 2,
    progress: float = 0.0,
    value: float | None = 10_000.0,
    confidence: float = 0.5,
    **more: bool,
) -> Mark:
    flags = {"at_risk": False, "captive": False, "latent": False, "personal_advocate": False} | more
    return Mark(f"a{number:015x}", f"Company {number}", rank, progress, confidence, 0.8, value, "EUR", **flags)


@st.composite
def companies(draw_: st.DrawFn) -> list[Mark]:
    progress = {0: [0, 1 / 3, 2 / 3], 1: [0, 1 / 3, 2 / 3], 2: [0, 1 / 3, 2 / 3], 3: [0.0, 1.0], 4: [1.0]}
    rows = draw_(
        st.lists(
            st.tuples(
                st.integers(0, 4),
                st.one_of(st.none(), st.just(0.0), st.floats(1, 1e9)),
                st.floats(0, 1),
                st.booleans(),
            ),
            min_size=1,
            max_size=60,
        )
    )
    chosen = random.Random(len(rows))
    return [
        mark(number, rank, chosen.choice(progress[rank]), value, confidence, at_risk=flag)
        for number, (rank, value, confidence, flag) in enumerate(rows)
    ]


def spots(drawing: Drawing) -> dict[str, tuple[float, float]]:
    return {spot.mark.subject: (spot.x, spot.y) for _kind, spot in drawing.marks}


@given(companies())
def test_every_mark_lies_in_the_slot_of_its_stage_and_progress(marks: list[Mark]) -> None:
    picture = draw(marks)
    where = spots(picture.wide)
    assert len(where) == len(marks)
    bands = {band.stage: band for band in picture.wide.bands}
    for one in marks:
        x, y = where[one.subject]
        band = bands[STAGES[one.rank]]
        left, right = band.slots[slot_of(one.rank, one.progress)]
        assert left <= x <= right
        assert band.y <= y <= band.y + band.high


@given(companies())
def test_a_larger_value_is_never_drawn_lower_and_the_same_company_is_drawn_the_same(marks: list[Mark]) -> None:
    where = spots(draw(marks).wide)
    known = [one for one in marks if one.value]
    for one, other in combinations(known, 2):
        if (one.value or 0) > (other.value or 0):
            assert where[one.subject][1] <= where[other.subject][1]
    assert spots(draw(list(reversed(marks))).wide) == where


def test_what_has_no_value_lies_lowest_and_says_so() -> None:
    picture = draw([mark(1, value=None), mark(2, value=5_000), mark(3, value=90_000)])
    where = spots(picture.wide)
    assert where[mark(1).subject][1] > where[mark(2).subject][1] > where[mark(3).subject][1]
    assert (picture.low, picture.no_values) == (True, False)


def test_without_any_value_marks_are_piled_up_and_no_line_of_a_scale_is_drawn() -> None:
    picture = draw([mark(number, value=None) for number in range(30)])
    assert picture.no_values
    assert picture.wide.lines == ()
    assert len(set(spots(picture.wide).values())) == 30


def test_marks_with_room_do_not_touch_and_with_little_do_not_hide_each_other() -> None:
    def nearest(count: int) -> float:
        places = spots(draw([mark(number, confidence=0.5) for number in range(count)]).wide).values()
        return min(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 for (ax, ay), (bx, by) in combinations(places, 2))

    assert nearest(15) > 6
    assert nearest(30) > 3


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [([], None, None), ([0, None], None, None), ([1_000, 100_000], 1_000, 100_000), ([5_000], 1_250, 20_000)],
)
def test_the_scale_holds_every_value_and_never_blows_up_a_small_difference(
    values: list[float | None], low: float | None, high: float | None
) -> None:
    found = scale(values)
    assert (found is None) == (low is None)
    if found and low and high:
        assert found.low <= low <= high <= found.high
        assert all(found.low <= tick <= found.high for tick in found.ticks())


def test_at_most_eight_are_named_and_no_name_covers_another() -> None:
    chosen = random.Random(1)
    marks = [
        mark(
            n,
            chosen.randrange(5),
            chosen.choice([0, 2 / 3]),
            chosen.lognormvariate(10, 1),
            at_risk=n % 7 == 0,
            latent=n % 11 == 0,
        )
        for n in range(400)
    ]
    names = draw(marks).wide.names
    assert 0 < len(names) <= MOST
    boxes = [(one.text_x, one.text_y - 11, one.text_x + 6 * len(one.words), one.text_y) for one in names]
    for a, b in combinations(boxes, 2):
        assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def test_above_two_thousand_everyone_becomes_density_and_flags_stay_where_they_are_frequent() -> None:
    chosen = random.Random(2)
    marks = [
        mark(
            n,
            chosen.randrange(5),
            chosen.choice([0, 1 / 3, 2 / 3]),
            chosen.lognormvariate(10, 1.2),
            chosen.random(),
            at_risk=n % 4 == 0,
        )
        for n in range(FULL + 1)
    ]
    picture = draw(marks)
    assert picture.is_dense
    assert picture.wide.marks == ()
    kinds = {path.of for path in picture.wide.paths}
    assert {"0", "1", "2", "3", "4", "at_risk"} <= kinds
    assert not draw(marks[:-1]).is_dense


def test_fifty_thousand_customers_are_drawn_in_less_than_a_fifth_of_a_megabyte() -> None:
    chosen = random.Random(3)
    marks = [
        mark(n, chosen.choices(range(5), [10, 17, 40, 25, 8])[0], chosen.choice([0, 1 / 3, 2 / 3]), chosen.lognormvariate(10, 1.3),
             chosen.random(), at_risk=n % 6 == 0, captive=n % 8 == 1, latent=n % 29 == 0, personal_advocate=n % 47 == 0)
        for n in range(50_000)
    ]  # fmt: skip
    picture = draw(marks)
    size = sum(len(path.d) for drawing in (picture.wide, picture.narrow) for path in drawing.paths)
    assert size < 200_000


def test_the_narrow_map_leaves_out_stages_nobody_is_in() -> None:
    picture = draw([mark(1, rank=3), mark(2, rank=4, progress=1.0)])
    assert [band.stage for band in picture.narrow.bands] == ["loyal", "advocate"]
    assert [band.count for band in picture.wide.bands] == [0, 0, 0, 1, 1]


def test_a_map_of_nobody_has_no_marks_and_no_bands_to_stack() -> None:
    picture = draw([])
    assert (picture.total, picture.wide.marks, picture.narrow.bands) == (0, (), ())
