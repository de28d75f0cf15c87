"""A pool of made-up customers as large as one likes: 10 people a company, texts of words as rare and as common as real
ones, and every third person with something in their way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from vouch.domain.asking import Allowed, HoldKind, PermissionSaid
from vouch.matching.next_ask import Willingness
from vouch.matching.reference import SENIORITIES, Company, Deal, Decision, Need, Person, Visibility

TODAY = date(2026, 11, 25)
INDUSTRIES = [f"industry {number}" for number in range(20)]
REGIONS = ("DACH", "Nordics", "Benelux", "UKI", "Iberia", "NA East", "NA West", "APAC")
ROLES = [f"role {number}" for number in range(12)]
LANGUAGES = ("de", "en", "fr", "es", "sv", "nl", "ja")
PRODUCTS = [f"product {number}" for number in range(12)]
TECH = [f"tech {number}" for number in range(30)]
WORDS = 20_000
_ALLOWED = (Allowed.NEVER, Allowed.ASK_FIRST, Allowed.YES)


def pool_of(people: int, seed: int = 7) -> tuple[list[Company], list[Person]]:
    """So many people and a tenth as many companies."""
    chance = np.random.default_rng(seed)
    firms = [_company(number, chance) for number in range(max(people // 10, 1))]
    texts = _texts(people, chance)
    return firms, [_person(number, number // 10 % len(firms), texts[number], chance) for number in range(people)]


def requests(count: int, seed: int = 11) -> list[Need]:
    """Requests as sellers make them: most fields named, one filter or two, some words."""
    chance = np.random.default_rng(seed)
    return [_request(number, chance) for number in range(count)]


def _request(number: int, chance: np.random.Generator) -> Need:
    return Need(
        activity=("reference_call", "private_quote", "site_visit")[number % 3],
        products=frozenset({_one(PRODUCTS, chance), _one(PRODUCTS, chance)}),
        industry=_one(INDUSTRIES, chance),
        employees=float(np.exp(chance.normal(6, 1.8))),
        region=_one(REGIONS, chance),
        language=_one(LANGUAGES[:3], chance),
        role=_one(ROLES, chance),
        seniority=_one(SENIORITIES, chance),
        tech=frozenset({_one(TECH, chance)}),
        words=" ".join(_word(int(chance.zipf(1.3))) for _ in range(6)),
        must=(frozenset[str](), frozenset({"region"}), frozenset({"product", "language"}))[number // 3 % 3],
        deal=Deal(account=f"c{int(chance.integers(1000)):06}", names=frozenset({_one(["Firm 12", "Firm 77"], chance)})),
    )


def _company(number: int, chance: np.random.Generator) -> Company:
    def some(words: Sequence[str], most: int) -> frozenset[str]:
        return frozenset(words[int(at)] for at in chance.integers(len(words), size=int(chance.integers(most + 1))))

    return Company(
        id=f"c{number:06}",
        name=f"Firm {number}",
        domains=frozenset({f"firm{number}.example"}),
        parent=f"c{number // 20:06}" if number % 20 == 1 else "",
        industry=INDUSTRIES[int(chance.integers(20))] if chance.random() < 0.9 else "",
        employees=float(np.exp(chance.normal(6, 1.8))) if chance.random() < 0.8 else None,
        region=REGIONS[int(chance.integers(8))],
        products=some(PRODUCTS, 5),
        tech=some(TECH, 3),
    )


def _person(number: int, firm: int, text: str, chance: np.random.Generator) -> Person:
    return Person(
        id=f"p{number:07}",
        company=f"c{firm:06}",
        name=f"Person {number}",
        role=ROLES[int(chance.integers(12))] if chance.random() < 0.9 else "",
        seniority=SENIORITIES[int(chance.integers(5))] if chance.random() < 0.7 else "",
        languages=frozenset({LANGUAGES[int(chance.integers(7))], "en"}) if chance.random() < 0.6 else frozenset(),
        words=text,
        decision=decision(chance),
    )


def decision(chance: np.random.Generator) -> Decision:
    """What was decided about one person."""
    kind = chance.random()
    day = TODAY + timedelta(days=int(chance.integers(-60, 60)))
    said = _ALLOWED[int(chance.integers(3))]
    return Decision(
        standing=("advocate", "loyal", "loyal", "latent", "satisfied")[int(chance.integers(5))],
        away=frozenset({"opted_out"}) if kind < 0.03 else frozenset(),
        withdrawn=frozenset({"quote"}) if 0.03 < kind < 0.06 else frozenset(),
        exposure=2 if 0.06 < kind < 0.1 else None,
        permissions={"reference_call": PermissionSaid(activity="reference_call", allowed=said)} if kind > 0.8 else {},
        holds={HoldKind.ESCALATION: None} if 0.1 < kind < 0.15 else {},
        stops={"rests_after_ask": day} if 0.15 < kind < 0.3 else {},
        full={"live_in_quarter": day} if 0.3 < kind < 0.35 else {},
        load=float(chance.integers(3)),
        last_asked=day if kind < 0.3 else None,
        willing=Willingness(int(chance.integers(3))),
        visibility=Visibility.MANAGERS if 0.35 < kind < 0.37 else Visibility.OPEN,
    )


def _texts(people: int, chance: np.random.Generator) -> list[str]:
    """Half of the people have told something: 5 to 40 words, as rare and common as words are."""
    lengths = np.where(chance.random(people) < 0.5, 0, chance.integers(5, 41, size=people))
    ranks = chance.zipf(1.3, size=int(lengths.sum()))
    ends = np.cumsum(lengths)
    return [" ".join(map(_word, ranks[end - length : end].tolist())) for end, length in zip(ends, lengths, strict=True)]


def _one(words: Sequence[str], chance: np.random.Generator) -> str:
    return words[int(chance.integers(len(words)))]


def _word(rank: int) -> str:
    """The word that is so many-th in how common it is."""
    number, letters = rank % WORDS, ""
    for base in ("bdfgklmnprstvz", "aeiou") * 3:
        number, at = divmod(number, len(base))
        letters += base[at]
    return letters
