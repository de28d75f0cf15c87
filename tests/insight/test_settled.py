"""Who is who after people said so: what they settle wins, whatever the order, and taking it back leaves no trace."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.insight.company import Company, Placed, ago
from tests.insight.test_identity import known, someone
from vouch.domain.identity import Record, Settled, Verdict, contradicted_by

ACCOUNTS = [
    known("A1", domain="acme.example"),
    known("A2", domain="acme-old.example"),
    known("A3", domain="twins.example"),
    known("A4", domain="twins.example"),
    known("H1", "hubspot", domain="acme.example"),
    known("H2", "hubspot", domain="acme-old.example"),
    known("H3", "hubspot", domain="twins.example"),
    known("Z1", "zendesk", domain="acme.example"),
    known("A9"),
]
CONTACTS = [
    someone("C1", "A1", email="ana@acme.example"),
    someone("C2", "A1", email="ana@gmail.com"),
    someone("HC1", "H1", "hubspot", email="ana@acme.example"),
    someone("C3", "A3", email="bo@twins.example"),
]
ANSWERS: list[dict[str, Any]] = [
    {
        "system": "surveys",
        "question": "nps",
        "score": 9,
        "scale_max": 10,
        "happened_at": ago(20),
        "email": "bo@home.example",
    },
]


def same(one: str, other: str) -> Settled:
    return settled(one, other, Verdict.SAME)


def different(one: str, other: str) -> Settled:
    return settled(one, other, Verdict.DIFFERENT)


def settled(one: str, other: str, verdict: Verdict) -> Settled:
    return Settled.of(record(one), record(other), verdict)


def record(text: str) -> Record:
    """A record by its short id here: A and C of the CRM, H of HubSpot, Z of Zendesk, an address of nobody else."""
    kind = "contact" if "C" in text or "@" in text else "account"
    system = "email" if "@" in text else {"H": "hubspot", "Z": "zendesk"}.get(text[0], "salesforce")
    return Record(kind, system, text)


def place(settled: Sequence[Settled], accounts: Sequence[Any] = ACCOUNTS, contacts: Sequence[Any] = CONTACTS) -> Placed:
    return Company(accounts=accounts, contacts=contacts, survey_answers=ANSWERS, settled=settled).place()


def groups(placed: Placed, answer: str = "found_records") -> set[str]:
    """Who is one with whom, as words of short ids; whoever is alone is left out."""
    kind, source = ("account", "account_id") if answer == "found_records" else ("contact", "contact_id")
    found: dict[str, list[str]] = {}
    for row in placed[answer]:
        found.setdefault(row[kind], []).append(row[source])
    return {" ".join(sorted(ids)) for ids in found.values() if len(ids) > 1}


JOINED = {"A1 H1 Z1", "A2 H2"}

# what was settled, and which accounts are one then
SETTLED: dict[str, tuple[list[Settled], set[str]]] = {
    "nothing": ([], JOINED),
    "two records of one system": ([same("A3", "A9")], {*JOINED, "A3 A9"}),
    "two joins become one": ([same("A1", "A2")], {"A1 A2 H1 H2 Z1"}),
    "carried on over a third": ([same("A1", "A9"), same("A9", "A2")], {"A1 A2 A9 H1 H2 Z1"}),
    "carried on over a record that is gone": ([same("A3", "A0"), same("A0", "A9")], {*JOINED, "A3 A9"}),
    "a domain means one account once its two are one": ([same("A3", "A4")], {*JOINED, "A3 A4 H3"}),
    "a join taken back": ([different("A2", "H2")], {"A1 H1 Z1"}),
    "one taken out of three": ([different("A1", "Z1"), different("H1", "Z1")], {"A1 H1", "A2 H2"}),
    "of three, two differ: the third could be either": ([different("A1", "Z1")], {"A2 H2"}),
    "two that were never joined": ([different("A3", "A4")], JOINED),
    "different does not say with whom the third goes": ([different("A3", "H3")], JOINED),
    "joined by one word and parted by another": ([same("A2", "A9"), different("H2", "A9")], {"A1 H1 Z1", "A2 A9"}),
    "two joins that could not both be": ([same("A1", "A2"), different("H1", "H2")], {"A1 A2"}),
    "an unknown record": ([same("A1", "A0")], JOINED),
}


@pytest.mark.parametrize(("settled", "expected"), SETTLED.values(), ids=SETTLED)
def test_what_people_settle_decides_which_accounts_are_one(settled: list[Settled], expected: set[str]) -> None:
    assert groups(place(settled)) == expected


PEOPLE: dict[str, tuple[list[Settled], set[str]]] = {
    "nothing": ([], {"C1 HC1"}),
    "a private address": ([same("C1", "C2")], {"C1 C2 HC1"}),
    "somebody known by what they said alone": ([same("C3", "bo@home.example")], {"C1 HC1", "C3 bo@home.example"}),
    "a join taken back": ([different("HC1", "C1")], set()),
}


@pytest.mark.parametrize(("settled", "expected"), PEOPLE.values(), ids=PEOPLE)
def test_what_people_settle_decides_which_records_are_one_person(settled: list[Settled], expected: set[str]) -> None:
    assert groups(place(settled), "people_records") == expected


def test_who_is_one_goes_by_the_record_of_the_crm_and_has_the_facts_of_all() -> None:
    placed = place([same("C3", "bo@home.example")])
    assert placed.ids["bo@home.example"] == placed.ids["C3"]
    (answer,) = placed["resolved_survey_answers"]
    assert (answer["contact"], answer["account"]) == (placed.ids["C3"], placed.ids["A3"])


MOVED = [
    someone("C1", "A1", email="ana@acme.example", modified_at=ago(10), left_on=ago(200)),
    someone("C2", "A3", email="ana@twins.example", modified_at=ago(30)),
]


def test_two_records_of_somebody_who_moved_say_where_they_worked_when() -> None:
    placed = place([same("C1", "C2")], contacts=MOVED)
    theirs = [row for row in placed["workplaces"] if row["contact"] == placed.ids["C1"]]
    spans = sorted((row["begins"], row["ends"], row["workplace"]) for row in theirs)
    assert [where for _, _, where in spans] == [placed.ids["A1"], placed.ids["A3"]]
    (_, left, _), (came, _, _) = spans
    assert left < came


NAMES = ["A1", "A2", "A3", "A4", "H1", "H2", "H3", "Z1", "A9"]
PAIRS = st.tuples(st.sampled_from(list(combinations(NAMES, 2))), st.sampled_from(list(Verdict)))


def accepted(words: Sequence[tuple[tuple[str, str], Verdict]]) -> list[Settled]:
    """What stands after these words were said one after another: what contradicts was refused."""
    found: dict[frozenset[str], Settled] = {}
    for (one, other), verdict in words:
        new = settled(one, other, verdict)
        if not contradicted_by(new, list(found.values())):
            found[frozenset((one, other))] = new
    return list(found.values())


@settings(max_examples=8, deadline=None)
@given(words=st.lists(PAIRS, max_size=7), data=st.data())
def test_neither_the_order_of_words_nor_that_of_rows_changes_who_is_who(words: Any, data: Any) -> None:
    _in_any_order(words, data)


@pytest.mark.trials
@settings(max_examples=200, deadline=None)
@given(words=st.lists(PAIRS, max_size=7), data=st.data())
def test_many_orders_change_nothing(words: Any, data: Any) -> None:
    _in_any_order(words, data)


def _in_any_order(words: Any, data: Any) -> None:
    stands = accepted(words)
    shuffled = data.draw(st.permutations(stands))
    rows = data.draw(st.permutations(ACCOUNTS))
    first, second = place(stands), place(shuffled, rows)
    assert first.ids == second.ids


@settings(max_examples=8, deadline=None)
@given(words=st.lists(PAIRS, max_size=7))
def test_what_was_settled_holds(words: Any) -> None:
    _holds(words)


@pytest.mark.trials
@settings(max_examples=200, deadline=None)
@given(words=st.lists(PAIRS, max_size=7))
def test_much_that_was_settled_holds(words: Any) -> None:
    _holds(words)


def _holds(words: Any) -> None:
    stands = accepted(words)
    ids = place(stands).ids
    for one in stands:
        assert (ids[one.one.id] == ids[one.other.id]) is (one.verdict is Verdict.SAME), stands


CONTRADICTIONS: dict[str, tuple[list[Settled], Settled, list[Settled]]] = {
    "nothing before": ([], same("A1", "A2"), []),
    "the other way round on the same pair": ([different("A1", "A2")], same("A2", "A1"), []),
    "same over a third": (
        [same("A1", "A2"), same("A1", "A3")],
        different("A2", "A3"),
        [same("A1", "A2"), same("A1", "A3")],
    ),
    "different over a third": ([same("A1", "A2"), different("A1", "A3")], same("A2", "A3"), [different("A1", "A3")]),
    "far apart": (
        [same("A1", "A2"), same("A3", "A4"), different("A1", "A4")],
        same("A2", "A3"),
        [different("A1", "A4")],
    ),
    "of other records": ([same("A1", "A2"), different("A1", "A3")], same("A2", "A4"), []),
}


@pytest.mark.parametrize(("before", "new", "against"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_cannot_be_true_beside_what_stands_is_named(
    before: list[Settled], new: Settled, against: list[Settled]
) -> None:
    assert contradicted_by(new, before) == sorted(against)
