"""Which words fit? A mood, a person and a place in; a comment, a case, a promise or a note out."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from vouch.runs.demo.cast.companies import Company
from vouch.runs.demo.cast.people import Person
from vouch.runs.demo.words.deck import Deck

MOODS = ("unhappy", "grumbling", "content", "pleased", "delighted")
_AT_HOME = {"delighted": 0, "pleased": 0, "content": 1, "grumbling": 2, "unhappy": 2}
_IN_OWN_LANGUAGE = 0.13


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


class Speech:
    """All that is said in one sample, with its decks."""

    def __init__(self, rng: Random) -> None:
        comments, work = _read("comments.toml"), _read("work.toml")
        self._rng = rng
        self._comments = {mood: Deck(_comments(comments[mood]), rng) for mood in MOODS}
        self._at_home = {
            language: [Deck([(sentence,) for sentence in sentences], rng) for sentences in by_mood]
            for language, by_mood in comments["said_at_home"].items()
        }
        self._decks: dict[str, Deck[Any]] = {
            f"{topic}.{name}": Deck(cards, rng) for topic, by_name in work.items() for name, cards in by_name.items()
        }

    def comment(self, mood: str, person: Person, company: Company, said: set[str]) -> str:
        """A comment of somebody in that mood; now and then in the language of their country.

        Sentences of `said` were heard there before and are avoided; the new ones join them.
        """
        rng = self._rng
        home = self._at_home.get(person.language)
        deck = home[_AT_HOME[mood]] if home and rng.random() < _IN_OWN_LANGUAGE else self._comments[mood]
        for _ in range(12):
            sentences = deck.draw()
            if said.isdisjoint(sentences):
                break
        said.update(sentences)
        after = rng.randrange(28, 58)
        return " ".join(sentences).format(
            site=person.city, a=after + rng.randrange(24, 70), b=after, owner=company.owner.first
        )  # fmt: skip

    def draw(self, deck: str) -> Any:
        """The next card of a deck of work.toml, such as `notes.green`, as it is."""
        return self._decks[deck].draw()

    def text(self, deck: str, company: Company) -> str:
        """The next card of a deck of sentences, with the company's places filled in."""
        return self.fill(self.draw(deck), company)

    def fill(self, text: str, company: Company, **more: object) -> str:
        """A sentence with the company's places, a number and another company filled in."""
        return text.format(
            site=self._rng.choice(company.country.cities), n=self._rng.randrange(2, 39),
            other=self.draw("market.prospects") if "{other}" in text else "", **more,
        )  # fmt: skip


def _comments(words: dict[str, list[str]]) -> list[tuple[str, ...]]:
    """Every first sentence alone and with seven of the afterthoughts, and the longer afterthoughts alone."""
    first, then = words["first"], words["then"]
    alone = [thought for thought in then if len(thought.split()) > 3]
    cards: list[tuple[str, ...]] = [(sentence,) for sentence in first + alone]
    for number, opening in enumerate(first):
        cards += [(opening, then[(number * 5 + turn) % len(then)]) for turn in range(min(7, len(then)))]
    return cards
