"""A table written anew says what it would if it had been empty, and rows that are as they were stay as they are."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.program.cast import TODAY, account, contact, know, placed, publish
from vouch.program.erasure import forget
from vouch.program.findings.models import Approach, Circumstance, Particular, Placement
from vouch.program.findings.particulars import publish_particulars
from vouch.program.findings.rows import ApproachRow
from vouch.program.people import writing
from vouch.program.people.models import Account, Contact, NameWord
from vouch.program.people.writing import alone, replace_all

ACME, BOLT = account(1, "Acme"), account(2, "Bolt & Nut")
ANA, BO = contact(1, ACME, "Ana Silva"), contact(2, BOLT, "Bo")

_TEXT = st.sampled_from(["", "a", "b"])
_MAYBE = st.none() | _TEXT
KEYED = st.dictionaries(st.integers(1, 4), st.tuples(_TEXT, st.none() | st.sampled_from([1.5, 2.0]))).map(
    lambda rows: [account(n, name, yearly_value=value, also=(("x", name),)) for n, (name, value) in rows.items()]
)
PLACED = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y"]), st.none() | st.just(TODAY), _TEXT), max_size=5
)
SAYING = st.lists(st.tuples(st.sampled_from(["role", "product"]), _MAYBE, _MAYBE, _TEXT), max_size=5, unique=True)
WORDS = st.lists(st.tuples(st.sampled_from("ac"), _TEXT, st.sampled_from(["s1", "s2", "s3"])), max_size=6, unique=True)
_PLACED = ("account", "kind", "since", "words")
_SAYING = ("kind", "contact", "account", "value")
_WORD = ("kind", "word", "subject")
_BUT = [HealthCheck.function_scoped_fixture]


def _by_key() -> list[Any]:
    return list(Account._base_manager.order_by("pk").values())


def _by_place() -> list[Any]:
    return list(Circumstance.objects.order_by("pk").values_list("account_id", "kind", "since", "words"))


def _by_what_it_says() -> list[Any]:
    return sorted(map(repr, Particular.objects.values_list("kind", "contact_id", "account_id", "value")))


def _words() -> list[Any]:
    return sorted(NameWord.objects.values_list(*_WORD))


def _write(rows: tuple[list[Any], list[Any], list[Any], list[Any]]) -> list[list[Any]]:
    keyed, in_order, saying, words = rows
    know(keyed)
    assert replace_all(Circumstance, _PLACED, in_order) == len(in_order)
    assert replace_all(Particular, _SAYING, saying, same=_SAYING) == len(saying)
    assert replace_all(NameWord, _WORD, words, same=_WORD) == len(words)
    return [_by_key(), _by_place(), _by_what_it_says(), _words()]


def _what_stood_before_makes_no_difference(before: Any, after: Any, *, large: bool) -> None:
    with pytest.MonkeyPatch.context() as patched, transaction.atomic():
        patched.setattr(writing, "LARGE", 1 if large else 100)
        for model in (Account, Circumstance, Particular, NameWord):
            model._base_manager.all().delete()
        alone_there = _write(after)
        assert (len(alone_there[0]), alone_there[1], alone_there[3]) == (len(after[0]), after[1], sorted(after[3]))
        _write(before)
        assert _write(after) == alone_there


@pytest.mark.django_db
@settings(max_examples=6, phases=(Phase.explicit, Phase.generate), suppress_health_check=_BUT)
@given(
    before=st.tuples(KEYED, PLACED, SAYING, WORDS), after=st.tuples(KEYED, PLACED, SAYING, WORDS), large=st.booleans()
)
def test_what_stood_before_makes_no_difference(before: Any, after: Any, large: bool) -> None:
    _what_stood_before_makes_no_difference(before, after, large=large)


@pytest.mark.trials
@pytest.mark.django_db
@settings(max_examples=200, suppress_health_check=_BUT)
@given(
    before=st.tuples(KEYED, PLACED, SAYING, WORDS), after=st.tuples(KEYED, PLACED, SAYING, WORDS), large=st.booleans()
)
def test_what_stood_before_makes_no_difference_in_many_trials(before: Any, after: Any, large: bool) -> None:
    _what_stood_before_makes_no_difference(before, after, large=large)


@pytest.mark.django_db
def test_a_row_that_is_as_it_was_is_not_written() -> None:
    know([ACME, BOLT], [ANA, BO], run="r1")
    know([ACME, replace(BOLT, segment="Food")], [replace(ANA, left_on=TODAY), BO], run="r2")
    assert dict(Account.objects.values_list("id", "run")) == {ACME.id: "r1", BOLT.id: "r2"}
    assert dict(Contact.objects.values_list("id", "run")) == {ANA.id: "r2", BO.id: "r1"}


@pytest.mark.django_db
@pytest.mark.parametrize("large", [False, True])
def test_words_that_stay_are_not_written(large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LARGE", 1 if large else 100)
    words = [("c", f"word{n}", "s1") for n in range(20)]
    replace_all(NameWord, _WORD, words, same=_WORD)
    before = set(NameWord.objects.values_list("pk", "word"))
    replace_all(NameWord, _WORD, [*words[1:], ("c", "new", "s1")], same=_WORD)
    after = set(NameWord.objects.values_list("pk", "word"))
    assert {word for _pk, word in before - after} == {"word0"}
    assert {word for _pk, word in after - before} == {"new"}


@pytest.mark.django_db
def test_new_rows_at_the_end_leave_those_before_them() -> None:
    asked = [ApproachRow(contact=ANA.id, activity="", words=f"ask {n}", asked_on=TODAY) for n in range(4)]
    publish([placed(ANA, "loyal")], approaches=asked[:3])
    first = dict(Approach.objects.values_list("words", "pk"))
    publish([placed(ANA, "loyal")], approaches=[asked[0], replace(asked[1], answer="yes"), *asked[2:]])
    now = {words: (pk, answer) for words, pk, answer in Approach.objects.values_list("words", "pk", "answer")}
    assert {words: pk for words, (pk, _answer) in now.items() if words in first} == first
    assert now["ask 1"][1] == "yes"
    assert now["ask 3"][0] > max(first.values())


@pytest.mark.django_db
def test_words_of_names_follow_the_names() -> None:
    know([ACME, BOLT], [ANA])
    before = dict(NameWord.objects.values_list("word", "pk"))
    know([ACME, replace(BOLT, name="Bolt Bolt")], [])
    assert sorted(NameWord.objects.values_list("word", flat=True)) == ["acme", "bolt"]
    assert dict(NameWord.objects.values_list("word", "pk")).items() <= before.items()


@pytest.mark.django_db
def test_roles_and_products_that_stay_are_not_written() -> None:
    publish_particulars(roles=[(ANA.id, "sponsor"), (BO.id, "user")], products=[(ACME.id, "p")])
    before = set(Particular.objects.values_list("pk", "value"))
    publish_particulars(roles=[(ANA.id, "sponsor"), (BO.id, "sponsor")], products=[(ACME.id, "p")])
    after = set(Particular.objects.values_list("pk", "value"))
    assert len(after) == 3
    assert {value for _pk, value in before & after} == {"sponsor", "p"}


@pytest.mark.django_db
def test_no_index_of_what_a_run_writes_begins_like_another() -> None:
    doubled = []
    with connection.cursor() as cursor:
        for model in (Account, Contact, Placement, Circumstance, Particular, Approach, NameWord):
            found = connection.introspection.get_constraints(cursor, model._meta.db_table)
            plain = {name: told["columns"] for name, told in found.items() if told["index"] and told["columns"]}
            for name, columns in plain.items():
                others = (other for one, other in plain.items() if one != name)
                if name.endswith("_like") or any(other[: len(columns)] == columns for other in others):
                    doubled.append(name)
    # who is still there is counted from an index of its own
    assert set(doubled) <= {"contact_there"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
def test_nobody_is_forgotten_while_a_run_is_put_in_force() -> None:
    know([ACME], [ANA])
    said: list[Exception] = []

    def forgetting() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '100ms'")
            forget(by=None, contacts=[ANA.id], emails=[], names=lambda _text: False)
        except OperationalError as error:
            said.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        alone()
        waiting = threading.Thread(target=forgetting)
        waiting.start()
        waiting.join()
    assert len(said) == 1
    assert Contact.objects.filter(pk=ANA.id).exists()
