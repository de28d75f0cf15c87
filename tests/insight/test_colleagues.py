"""A colleague's word counts by what became of the people they put forward: six in ten before anything is known."""

from __future__ import annotations

import pytest

from tests.insight.company import Placed
from tests.insight.facts import Case, act, asked, company, felt, helped, nominated

# the colleague, what became of those they put forward, and how far their word of nine days ago is trusted
ROWS: list[tuple[str, Case, float]] = [
    ("Ana A", [], 6 / 10),
    ("Bo B", [nominated(100, "Bo B")], 6 / 10),
    ("Cy C", [nominated(100, "Cy C"), act(50)], 7 / 11),
    ("Di D", [nominated(100, "Di D"), helped(50)], 7 / 11),
    ("Ed E", [nominated(100, "Ed E"), asked(50, "declined")], 6 / 11),
    ("Flo F", [nominated(100, "Flo F"), asked(60, "declined"), act(50)], 7 / 11),
    ("Gus G", [nominated(100, "Gus G"), act(60), asked(50, "declined")], 7 / 11),
    ("Hal H", [nominated(100, "Hal H"), act(120)], 6 / 10),
    ("Ida I", [nominated(100, "Ida I"), act(5)], 6 / 10),
    ("Jo J", [nominated(100, "Jo J"), asked(50, "not_now")], 6 / 10),
    (
        "Kit K",
        [nominated(100, "Kit K"), nominated(90, "Kit K", "bo"), act(50), asked(50, "declined", who="bo")],
        7 / 12,
    ),
    ("Lu L", [nominated(100, "Lu L"), nominated(90, "Lu L"), act(50), act(40)], 7 / 11),
    ("Max M", [nominated(100, "  max m "), act(50)], 7 / 11),
    ("Nan N", [nominated(100, "Nan N", who=None), act(50)], 6 / 10),
    ("Ola O", [nominated(100, "somebody else"), act(50)], 6 / 10),
]


@pytest.fixture(scope="module")
def placed() -> Placed:
    told: dict[str, Case] = {by: [facts, felt("green", 9, by)] for by, facts, _rho in ROWS}
    told["twice"] = [nominated(100, "Pat P"), act(50), nominated(9, "Pat P", "bo")]
    told["elsewhere"] = [felt("green", 9, "Cy C")]
    return company(told).place()


@pytest.mark.parametrize(("by", "rho"), [(by, rho) for by, _facts, rho in ROWS])
def test_a_word_is_trusted_by_what_followed_earlier_nominations(placed: Placed, by: str, rho: float) -> None:
    (word,) = placed.evidence(by, "sentiment")
    assert word["rho"] == pytest.approx(rho)


def test_a_nomination_is_trusted_by_what_followed_those_before_it(placed: Placed) -> None:
    first, second = placed.evidence("twice/ana", "nomination") + placed.evidence("twice/bo", "nomination")
    assert first["rho"] == pytest.approx(6 / 10)
    assert second["rho"] == pytest.approx(7 / 11)


def test_a_colleague_is_trusted_alike_wherever_they_speak(placed: Placed) -> None:
    (word,) = placed.evidence("elsewhere", "sentiment")
    assert word["rho"] == pytest.approx(7 / 11)
