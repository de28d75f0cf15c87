"""What do most customers have in common? The stretches of life that several plans share."""

from __future__ import annotations

from vouch.runs.demo.cast.people import Person
from vouch.runs.demo.lives.life import Life


def colleagues(life: Life, *parts: str) -> list[Person]:
    """More people at the company, one for each part."""
    return [life.joins(part) for part in parts]


def word_kept(life: Life) -> None:
    """What was promised was done: at the start, last year and lately, each time confirmed by the customer."""
    life.gets_going(life.some(35, 75))
    life.promised("met", life.age - life.some(80, 140))
    if life.age > 700:
        life.promised("met", life.some(420, 600))
    life.promised("met", life.some(60, 220))


def good_help(life: Life, *, rated_until: int = 20) -> None:
    """Ordinary cases now and then, solved within days; those who rate them rate them good."""
    ago = life.some(15, 60)
    while ago < min(life.age - 20, 1000):
        rated = True if ago >= rated_until and life.rng.random() < 0.5 else None
        life.asks_for_help(ago, rated=rated)
        ago += life.some(70, 160)


def in_touch(life: Life, *people: Person) -> None:
    """Letters of ours that they answer, the latest within a season."""
    for person in people:
        ago = life.some(18, 55)
        while ago < min(500, life.age - 10):
            life.hears_from_us(person, ago)
            ago += life.some(85, 150)


def owner_feels(life: Life, rating: str, first: int, last: int) -> None:
    """Their account owner's word on them, quarter by quarter."""
    ago = last
    while ago <= min(first, life.age - 30):
        life.feels(rating, ago)
        ago += life.some(80, 105)


def loyal_years(
    life: Life, hero_part: str = "outcome_owner", *, voices_until: int | None = None, no_talks: bool = False
) -> Person:
    """Years of a customer who got more than they expected, has come back by their own decision, and says so.

    `voices_until`: days ago of the last survey they were sent; about a month where not given. `no_talks`: their
    contract does not end within the next season, so that nothing of that kind stands against asking them.
    """
    ago = life.some(1_150, 2_000)
    soon = (ago - 5) % 365 > 280  # leap days make so many years a little longer
    life.signs(ago - 80 if no_talks and soon else ago)
    hero = life.hero(hero_part)
    rest = [part for part in ("outcome_owner", "sponsor", "daily_user") if part != hero_part]
    others = colleagues(life, *rest)
    word_kept(life)
    if life.rng.random() < 0.7:
        life.reaches(life.some(400, min(life.age - 200, 1_050)), promise=1)
    life.reaches(life.some(90, 330))
    last = life.some(18, 55) if voices_until is None else voices_until
    life.keeps_saying(hero, "delighted", 790, last)
    for person in others:
        life.keeps_saying(person, "pleased", 760, last + life.some(5, 40), every=150)
    for year in (0, 365):
        life.expected(hero, life.rng.choice((5, 5, 4)), max(life.some(60, 200), last) + year)
    in_touch(life, *others[:1])
    if life.rng.random() < 0.5:
        life.grows(life.some(200, 700))
    life.uses(life.rng.uniform(1.02, 1.3))
    return hero


def satisfied_years(life: Life, hero_part: str = "outcome_owner", *, mood: str = "content") -> Person:
    """Years of a customer who gets what was promised, thinks it fine, and has measured nothing beyond."""
    life.signs(life.some(800, 1_900), decided=life.rng.random() < 0.6)
    hero = life.hero(hero_part)
    rest = [part for part in ("outcome_owner", "sponsor", "daily_user") if part != hero_part]
    others = colleagues(life, *rest)
    word_kept(life)
    for person in (hero, *others):
        life.keeps_saying(person, mood, 780, life.some(25, 80), every=140)
    life.expected(hero, 4, life.some(60, 220))
    in_touch(life, *others[:1])
    life.uses(life.rng.uniform(0.98, 1.12))
    return hero
