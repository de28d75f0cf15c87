"""A search finds by the words of names what looking through all names would find."""

from __future__ import annotations

from random import Random

import pytest

from tests.program.cast import account, contact, know
from vouch.program.people import naming
from vouch.program.people.folding import fold
from vouch.program.people.models import NameWord
from vouch.program.people.queries import search

pytestmark = pytest.mark.django_db

PARTS = (
    "Ana",
    "Åsa",
    'O"Brien',
    "back\\slash",
    "Ørsted",
    "an",
    "annex",
    "[x]",
    "%",
    "_",
    "{}",
    "日本",
    "😀y",
    "z'z",
    "\x01odd",
)
FIRMS = [
    account(number, f"{one} {two}") for number, (one, two) in enumerate(zip(PARTS, reversed(PARTS), strict=True), 1)
]


def test_every_word_is_found_by_its_beginning_whatever_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(5)
    names = [" ".join(chance.sample(PARTS, chance.randint(1, 3))) for _ in range(60)]
    know(FIRMS, [contact(number, FIRMS[0], name) for number, name in enumerate(names, 1)])
    asked = [part[: chance.randint(1, len(part))] for part in PARTS for _ in range(3)]
    asked += [f"{chance.choice(asked)} {chance.choice(asked)}" for _ in range(40)]
    by_words = {text: search(text, limit=100) for text in asked}
    monkeypatch.setattr(naming, "FEW", -1)  # every word is one that too many have: names are looked through
    assert {text: search(text, limit=100) for text in asked} == by_words
    assert any(by_words.values())
    for text, hits in by_words.items():
        begins = [all(any(w.startswith(a) for w in fold(hit.name).split()) for a in fold(text).split()) for hit in hits]
        assert all(begins), text


def test_a_word_that_many_have_is_met_in_the_order_of_names(monkeypatch: pytest.MonkeyPatch) -> None:
    know([account(number, f"Company {number:03}") for number in range(1, 31)])
    monkeypatch.setattr(naming, "FEW", 10)
    assert naming.named_like("a", ["company"]) is None
    assert naming.named_like("a", ["company", "00"]) is not None
    assert [hit.name for hit in search("company", limit=3)][:2] == ["Company 001", "Company 002"]


def test_words_go_with_the_next_projection_and_with_whoever_is_erased() -> None:
    firm = account(1, "Acme")
    know([firm], [contact(1, firm, "Ana Lind"), contact(2, firm, "Bo Berg")])
    know([firm], [contact(1, firm, "Ana Holm"), contact(2, firm, "Bo Berg")])
    assert search("lind") == []
    assert [hit.name for hit in search("holm")] == ["Ana Holm"]
    assert naming.forget_words([contact(2, firm, "").id]) == 2
    assert set(NameWord.objects.values_list("word", flat=True)) == {"acme", "ana", "holm"}
