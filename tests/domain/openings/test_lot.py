"""A lot among many: drawn strip by strip, and no different for it."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from vouch.domain.identity import Record, record_id
from vouch.domain.openings import STRIPS, Lot

IDS = st.text("0123456789abcdef", min_size=15, max_size=15).map(lambda digits: f"c{digits}")


@settings(max_examples=15)
@given(st.text(max_size=8), st.lists(IDS, min_size=2, max_size=9, unique=True))
def test_strips_come_in_the_order_of_those_who_are_in_them(seed: str, ids: list[str]) -> None:
    lot = Lot(seed)
    drawn = {begin: (at, end) for at, (begin, end) in enumerate(lot.strips("c"))}
    assert all(one < drawn[one[:5]][1] for one in ids), "each is in the strip that it begins with"
    order = [drawn[one[:5]][0] for one in sorted(ids, key=lot.place)]
    assert order == sorted(order)


def test_every_strip_is_drawn_once() -> None:
    drawn = list(Lot("autumn").strips("c"))
    assert len(set(drawn)) == STRIPS
    assert sorted(drawn)[0] == ("c0000", "c0001")
    assert sorted(drawn)[-1] == ("cffff", "cg")


def test_another_seed_draws_others() -> None:
    assert list(islice(Lot("autumn").strips("c"), 9)) != list(islice(Lot("winter").strips("c"), 9))


def test_everybody_is_as_often_among_the_first() -> None:
    ids = [record_id(Record("contact", "crm", f"P{number}")) for number in range(40)]
    ids += [f"{ids[0][:5]}{number:011x}" for number in range(10)]  # eleven who are in one strip
    first: Counter[str] = Counter()
    for seed in range(200):
        first.update(sorted(ids, key=Lot(str(seed)).place)[:25])
    # 25 of 50: 100 times of 200 each, give or take four times the 7 that chance does
    assert all(abs(first[one] - 100) < 29 for one in ids), first
