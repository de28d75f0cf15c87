"""The projection is replaced whole; names are found whatever their accents."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.program.cast import account, contact, know, owner
from vouch.domain.errors import NotFound
from vouch.program.people import queries
from vouch.program.people.folding import fold
from vouch.program.people.models import Account, Contact, Owner

pytestmark = pytest.mark.django_db


def test_a_projection_keeps_every_column_and_a_second_one_replaces_it_whole() -> None:
    acme = account(
        1,
        "Ørsted Énergie",
        owner="o" + "0" * 14 + "1",
        yearly_value=184_000.5,
        currency="EUR",
        customer_since=dt.date(2022, 3, 1),
        employees=900,
        also=(("zendesk", "77"),),
    )
    know([acme, account(2)], [contact(1, acme, "Ana Lind", opted_out=True)], [owner(1)])
    row = queries.account(acme.id)
    assert (row.name, row.folded, row.yearly_value, row.employees) == (
        "Ørsted Énergie",
        "orsted energie",
        184_000.5,
        900,
    )
    assert (row.customer_since, row.also, row.owner.name) == (dt.date(2022, 3, 1), [["zendesk", "77"]], "Owner 1")
    assert queries.contact("c" + "0" * 14 + "1").opted_out is True

    know([account(2, "Renamed")], run="r2")
    assert [(row.name, row.run) for row in Account.objects.all()] == [("Renamed", "r2")]
    assert (Contact.objects.count(), Owner.objects.count()) == (0, 0)


def test_projecting_the_same_twice_changes_nothing() -> None:
    rows = [account(n) for n in range(1200)]
    know(rows)
    before = list(Account.objects.order_by("id").values())
    know(rows)
    assert list(Account.objects.order_by("id").values()) == before


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("orst", ["Ørsted Énergie"]),
        ("ENERGIE", ["Ørsted Énergie"]),
        ("nergie", []),
        ("o", []),
        ("ana", ["Ana Lind"]),
        ("ana@example.org", ["Ana Lind"]),
        ("lind ana", ["Ana Lind"]),
        ("0011", ["Ørsted Énergie"]),
        ("%", []),
        ("nobody at all", []),
    ],
)
def test_a_search_finds_by_the_beginning_of_words_by_address_and_by_id(text: str, finds: list[str]) -> None:
    acme = account(1, "Ørsted Énergie")
    know([acme], [contact(1, acme, "Ana Lind")])
    assert [hit.name for hit in queries.search(text)] == finds


def test_who_is_not_there_is_said_in_a_sentence() -> None:
    with pytest.raises(NotFound, match="no such customer"):
        queries.account("a0")
    with pytest.raises(NotFound, match="no such person"):
        queries.contact("c0")


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
