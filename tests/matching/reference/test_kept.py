"""A pool made again of its columns answers like the one they were taken from, whatever is decided meanwhile."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.reference.cast import POLICY, TODAY, decisions, needs, person, worlds
from tests.matching.reference.test_rank import World
from vouch.matching.reference import Company, Decision, Need, Person, Pool, rank
from vouch.matching.reference.kept import decision_of, written
from vouch.matching.reference.packed import Groups, Texts


def again(pool: Pool) -> Pool:
    return Pool.taken({name: column.copy() for name, column in pool.columns().items()})


@settings(max_examples=40)
@given(world=worlds(), need=needs(), sees_all=st.booleans(),
       changes=st.lists(st.tuples(st.integers(0, 99), decisions()), max_size=3))  # fmt: skip
def test_it_answers_alike_before_and_after_something_is_decided(
    world: World, need: Need, sees_all: bool, changes: list[tuple[int, Decision]]
) -> None:
    pool, people = Pool.of(*world), world[1]
    kept = again(pool)
    assert rank(need, kept, POLICY, TODAY, sees_all=sees_all) == rank(need, pool, POLICY, TODAY, sees_all=sees_all)
    for number, row in changes:
        for one in (pool, kept) if people else ():
            one.decide(people[number % len(people)].id, row)
    asked = rank(need, pool, POLICY, TODAY)
    assert rank(need, kept, POLICY, TODAY) == asked
    assert rank(need, again(kept), POLICY, TODAY) == asked


@given(world=worlds())
def test_it_knows_the_same_of_everybody_but_what_lies_in_columns_of_its_own(world: World) -> None:
    pool = Pool.of(*world)
    kept = again(pool)
    assert list(kept.companies) == list(pool.companies)
    plain = [replace(one, decision=_without_who_said(one.decision)) for one in pool.people]
    told = [replace(one, words="", were_at=frozenset()) for one in plain]
    assert list(kept.people) == told
    assert [kept.decision(one.id) for one in pool.people] == [one.decision for one in told]


@given(row=decisions())
def test_a_row_is_read_as_it_was_written_but_for_who_spoke_for_the_company(row: Decision) -> None:
    assert decision_of(written(row)) == _without_who_said(row)


@given(texts=st.lists(st.text()))
def test_texts_are_read_as_they_were_written(texts: list[str]) -> None:
    packed = Texts.of(texts)
    assert list(packed) == texts == [packed[at] for at in range(len(texts))] == packed[:]


_ROWS = st.lists(st.integers(0, 9), unique=True).map(sorted)


@given(rows=st.dictionaries(st.text(), _ROWS, max_size=6), word=st.text())
def test_groups_hold_who_goes_by_a_word(rows: dict[str, list[int]], word: str) -> None:
    groups = Groups.of(rows)
    assert {name: groups[name].tolist() for name in groups} == rows
    assert groups.rows(word).tolist() == rows.get(word, [])


def test_who_left_is_in_no_answer_and_no_count() -> None:
    pool = Pool.of([Company(id="acme")], [person("ana"), person("bo"), person("cy", decision=Decision())])
    for name in ("ana", "cy"):
        pool.leave(name)
    found = rank(Need(activity="reference_call"), pool, POLICY, TODAY)
    assert [one.person for one in found.matches] == ["bo"]
    assert (found.free, found.stopped_count, found.stopped) == (1, 0, ())


def _without_who_said(row: Decision) -> Decision:
    return replace(row, permissions={key: replace(said, said_by="") for key, said in row.permissions.items()})


def test_two_people_with_one_row_part_when_something_is_decided_about_one() -> None:
    row = Decision(standing="advocate", refused=frozenset({"site_visit"}))
    people = [Person(id=name, company="acme", decision=row) for name in ("ana", "bo")]
    pool = again(Pool.of([Company(id="acme")], people))
    pool.decide("ana", Decision(standing="advocate"))
    found = rank(Need(activity="site_visit"), pool, POLICY, TODAY)
    assert [one.person for one in found.matches] == ["ana"]
    assert [(one.person, one.obstacle.code) for one in found.stopped] == [("bo", "refused_kind")]
