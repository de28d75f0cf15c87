"""Who stands first is the same however it is read: of a few everybody, of many strip by strip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import pytest

from tests.program.cast import NOON, TODAY
from tests.program.openings.test_crowd import criteria, town
from vouch.domain.openings import Answer, Criteria, Lot, judge
from vouch.program.asks.models import Give
from vouch.program.colleagues.models import User
from vouch.program.openings.queries import draw
from vouch.program.openings.queries.crowd import Crowd
from vouch.program.openings.queries.draw import Draw, given_in_a_year
from vouch.program.openings.queries.facts import everybody, facts_of
from vouch.program.people.models import Contact

pytestmark = pytest.mark.django_db


def drawing(asked: Criteria, *, without: Sequence[str] = (), seed: str = "autumn") -> Draw:
    """The draw of an opening with these criteria."""
    return Draw(Crowd(asked, kind="dinner", today=TODAY), without=without, seed=seed, today=TODAY)


def one_by_one(asked: Criteria, *, seed: str = "autumn") -> list[str]:
    """Everybody who qualifies or could, read and judged one after the other, and put in order."""
    people = list(everybody().exclude(email=""))
    facts = facts_of(people, kind="dinner", today=TODAY, personality=bool(asked.personalities))
    told = {one.pk: judge(asked, facts[one.pk]).answer for one in people}
    given, lot = given_in_a_year(list(told), today=TODAY), Lot(seed)
    able = [pk for pk, answer in told.items() if answer is not Answer.NOT_MET]
    return sorted(able, key=lambda pk: (told[pk] is not Answer.MET, given[pk], lot.place(pk)))


def presents(chance: Random) -> None:
    """Some have no address; every third of the others was given something, a few of them twice."""
    people = list(Contact.objects.order_by("pk"))
    by = User.objects.get()
    for number, one in enumerate(people):
        one.email = "" if number % 7 == 0 else f"{one.pk}@example.com"
        for _ in range(chance.choice((0, 0, 1, 2)) if number % 3 == 0 else 0):
            Give.objects.create(
                kind="help", do="Mended it", contact=one, account_id=one.account_id or "", state="done", done_on=TODAY,
                author=by, created_at=NOON, changed_at=NOON,
            )  # fmt: skip
    Contact.objects.bulk_update(people, ["email"])


@pytest.fixture
def read_by_strips(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """As among hundreds of thousands, where a strip costs next to nothing; tells how many were looked for."""
    looked: list[int] = []
    strips = Draw._strips

    def told(self: Draw, most: int) -> Iterator[Sequence[Any]]:
        looked.append(most)
        return strips(self, most)

    monkeypatch.setattr(draw, "_SEEK", 0)
    monkeypatch.setattr(Draw, "_strips", told)
    return looked


def test_a_few_are_read_at_once_and_stand_as_one_after_the_other() -> None:
    chance = Random(5)
    town(chance)
    presents(chance)
    for _ in range(25):
        asked, most = criteria(chance), chance.choice((1, 5, 80))
        expected, found = one_by_one(asked), drawing(asked)
        assert found.first(most) == expected[:most], asked
        assert found.able == len(expected), asked


@pytest.mark.parametrize(
    "asked", [Criteria(), Criteria(segments=("Small",)), Criteria(stage="satisfied"), Criteria(acts=1)]
)
def test_many_are_read_strip_by_strip_and_stand_no_differently(asked: Criteria, read_by_strips: list[int]) -> None:
    chance = Random(6)
    town(chance)
    presents(chance)
    expected = one_by_one(asked)
    assert drawing(asked).first(2) == expected[:2]
    assert read_by_strips


def test_a_lot_reads_no_more_than_it_has_to(read_by_strips: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    town(Random(7))
    Contact.objects.update(email="somebody@example.com")
    read: list[int] = []
    count = draw.given_in_a_year
    monkeypatch.setattr(draw, "given_in_a_year", lambda ids, **more: read.append(len(ids)) or count(ids, **more))  # type: ignore[func-returns-value]
    assert len(drawing(Criteria()).first(1)) == 1
    assert sum(read) < 12


def test_who_is_invited_leaves_the_others_where_they_stand(read_by_strips: list[int]) -> None:
    town(Random(8))
    Contact.objects.update(email="somebody@example.com")
    before = drawing(Criteria()).first(3)
    assert drawing(Criteria(), without=before[:1]).first(2) == before[1:]
    assert drawing(Criteria(), seed="winter").first(3) != before
