"""How does everybody else fare? Customers up and down the scale whose mood changes over the quarters, with noise.

Each has a plan (where they are today) and a past (where they came from), so that months differ. Unlike the planted
lives these are not kept clear of accidents: somebody who knows them might hesitate.
"""

from __future__ import annotations

from collections.abc import Callable

from vouch.runs.demo.cast.people import Person
from vouch.runs.demo.lives.life import SURVEYS_SINCE, Life
from vouch.runs.demo.lives.told import ADVOCATE, LOYAL, NOT_KNOWN, SATISFIED, UNSATISFIED, Kind, Told
from vouch.runs.demo.lives.usual import colleagues

_QUARTER = 91
_SCALE = ("unhappy", "grumbling", "content", "pleased", "delighted")
_ANSWERS = {"unhappy": 0.5, "grumbling": 0.34, "content": 0.3, "pleased": 0.4, "delighted": 0.5}
_RATED = {"unhappy": 0.1, "grumbling": 0.4, "content": 0.8, "pleased": 0.93, "delighted": 0.98}
_FEELING = {"unhappy": "red", "grumbling": "amber", "content": "green", "pleased": "green", "delighted": "green"}
_KEPT = {
    "unhappy": (3, 4, 3),
    "grumbling": (6, 3, 1),
    "content": (14, 2, 0),
    "pleased": (1, 0, 0),
    "delighted": (1, 0, 0),
}
_EXPECTED = {"unhappy": (1, 2, 2), "grumbling": (2, 3), "content": (4, 4, 3), "pleased": (4, 5), "delighted": (5, 5, 4)}


def _moods(life: Life, today: str) -> list[str]:
    """The mood of each quarter, latest first: settled for half a year or longer, and before that on the way here."""
    rng, now = life.rng, _SCALE.index(today)
    settled, came_from = life.some(2, 6), min(4, max(0, now + rng.choice((-2, -1, -1, 0, 0, 0, 1))))
    moods, level = [], now
    for quarter in range(min(life.age, SURVEYS_SINCE + 200) // _QUARTER + 1):
        if quarter >= settled and level != came_from and rng.random() < 0.7:
            level += 1 if came_from > level else -1
        moods.append(_SCALE[level])
    return moods


def _quarters(life: Life, moods: list[str]) -> None:
    """What such moods bring: answers, cases, promises, letters, feelings."""
    rng, company = life.rng, life.company
    cases = min(2.2, 0.35 + company.employees**0.3 / 8)
    for number, mood in enumerate(moods):

        def within(number: int = number) -> int:
            return max(2, min(number * _QUARTER + rng.randrange(3, _QUARTER), life.age - 5))

        for person in company.people:
            if rng.random() < _ANSWERS[mood]:
                life.says(person, mood, within())
        for _ in range(int(cases + rng.random())):
            rated = rng.random() < _RATED[mood] if rng.random() < 0.4 else None
            life.asks_for_help(within(), rated=rated, days=rng.randrange(0, 5 if mood in _SCALE[2:] else 12))
        if rng.random() < 0.28 and number:
            life.promised(rng.choices(("met", "late", "missed"), _KEPT[mood])[0], within(), signed=rng.random() < 0.7)
        if rng.random() < 0.5:
            life.feels(_FEELING[mood] if rng.random() < 0.9 else "amber", within())
        if rng.random() < 0.55:
            life.hears_from_us(rng.choice(company.people), within(), answers=rng.random() < 0.8)
        if mood in _SCALE[:2] and rng.random() < 0.12:
            life.sees_competitor(within())
        if mood == "unhappy" and rng.random() < 0.15:
            life.breaks_down(within() + 12, days=rng.randrange(2, 12), rated=rng.random() < 0.3)
        if number % 4 == 1 and rng.random() < 0.6:
            life.expected(company.people[0], rng.choice(_EXPECTED[mood]), within())


def _customer(
    life: Life,
    mood: str,
    *,
    age: tuple[int, int] = (500, 2_200),
    months: tuple[int, ...] = (12, 12, 12, 24, 36),
    started: bool = True,
) -> Person:
    """A customer whose mood today is given; people by size, a contract, and the quarters they went through."""
    rng = life.rng
    life.signs(life.some(*age), months=rng.choice(months), decided=rng.random() < 0.65)
    known = rng.random() < 0.85
    hero = life.joins("outcome_owner", known=known)
    more = ("sponsor", "daily_user", "administrator", "renewal_decider", "trainer", "daily_user", "daily_user")
    for part in more[: 1 + int((life.company.employees / 45) ** 0.42 * rng.uniform(0.6, 1.5))]:
        life.joins(part, known=known and rng.random() < 0.8)
    if rng.random() < 0.12:
        life.company.people[-1].opted_out = len(life.company.people) > 1
    if started:
        life.gets_going(life.some(30, 130))
        life.promised("met", max(20, life.age - life.some(60, 160)), signed=rng.random() < 0.8)
    _quarters(life, _moods(life, mood))
    if rng.random() < 0.18:
        life.considers()
    if rng.random() < 0.3:
        life.wonders(rng.choice(life.company.people), life.some(20, 500))
    life.uses({"unhappy": 0.9, "grumbling": 0.97}.get(mood, rng.uniform(1.0, 1.3)))
    return hero


def _promised_lately(life: Life) -> None:
    life.promised("met", life.some(40, 330))
    if life.rng.random() < 0.12:
        life.promised("open", -life.some(20, 120))


def active_advocate(life: Life) -> Told:
    """Loyal, and somebody there speaks for us."""
    hero = _customer(life, "delighted", age=(800, 2_200))
    _promised_lately(life)
    life.reaches(life.some(300, min(life.age - 150, 950)), promise=1)
    if life.rng.random() < 0.5:
        life.reaches(life.some(40, 300))
    life.grows(life.some(120, 700))
    for _ in range(life.some(1, 3)):
        life.acts_unasked(hero, life.some(15, 640))
    life.is_asked(hero, life.some(60, 500), "accepted", reward=life.rng.random() < 0.2)
    life.is_nominated(hero, life.some(30, 300))
    for _ in range(life.some(0, 5)):
        life.helps_peers(life.rng.choice(life.company.people), life.some(10, 500))
    return Told(
        says=f"{hero.name} of {life.company.name} speaks for us, and gladly.",
        stage=(ADVOCATE,), person=hero, person_stage=(ADVOCATE,),
    )  # fmt: skip


def loyal(life: Life) -> Told:
    """More than satisfied, with something to show for it, and back by choice."""
    hero = _customer(life, life.rng.choice(("pleased", "delighted")), age=(700, 2_200))
    _promised_lately(life)
    life.reaches(life.some(60, min(life.age - 150, 900)), promise=1)
    if life.rng.random() < 0.3:
        life.reaches(life.some(40, 300))
    life.grows(life.some(60, 650))
    if life.rng.random() < 0.25:
        life.is_nominated(hero, life.some(30, 300))
    if life.rng.random() < 0.15:
        life.is_asked(hero, life.some(60, 300), life.rng.choice(("declined", "not_now")))
    return Told(says=f"{life.company.name} is loyal, and we can show why.", stage=(LOYAL,), person=hero)


def satisfied(life: Life) -> Told:
    """What was promised is there; more has not been shown."""
    hero = _customer(life, life.rng.choice(("content", "content", "pleased")))
    _promised_lately(life)
    if life.rng.random() < 0.1:
        life.reaches(life.some(60, 500), signed=False)
    if life.rng.random() < 0.06:
        life.is_asked(hero, life.some(30, 300), "accepted", reward=True)
    return Told(says=f"{life.company.name} has what it was promised.", stage=(SATISFIED, LOYAL), person=hero)


def of_two_minds(life: Life) -> Told:
    """Some there are content, some are not; it depends on whom you ask."""
    hero = _customer(life, "content")
    for ago in (life.some(15, 80), life.some(120, 200)):
        life.says(hero, "grumbling", ago)
    return Told(
        says=f"It depends on whom you ask at {life.company.name}.",
        stage=(SATISFIED, UNSATISFIED, NOT_KNOWN), person=hero,
    )  # fmt: skip


def unhappy(life: Life) -> Told:
    """They are unhappy and say so."""
    if life.rng.random() < 0.65:  # in their first long contract, with no occasion to leave so far
        hero = _customer(life, "unhappy", age=(240, 650), months=(24, 36))
    else:
        hero = _customer(life, "unhappy")
    life.says(hero, "unhappy", life.some(15, 80))
    if life.rng.random() < 0.2:
        life.reaches(life.some(350, 900))
    if life.rng.random() < 0.25:
        life.gives_notice(life.some(10, 60), life.rng.choice(("cancellation_notice", "downsell_notice")))
    return Told(says=f"{life.company.name} is unhappy.", stage=(UNSATISFIED,), person=hero, at_risk=True)


def newcomer(life: Life) -> Told:
    """They signed within the last months; most is still to come."""
    started = life.rng.random() < 0.5
    mood = life.rng.choice(("content", "pleased", "pleased"))
    hero = _customer(life, mood, age=(40, 200), started=started)
    life.promises = [promise for promise in life.promises if started and promise.due < life.today]
    life.promised("open", -life.some(20, 90))
    return Told(
        says=f"{life.company.name} has only just begun{', and well' if started else ''}.",
        stage=(SATISFIED, NOT_KNOWN) if started else (NOT_KNOWN, SATISFIED), person=hero, no_acts=True,
    )  # fmt: skip


def hardly_heard(life: Life) -> Told:
    """A customer of whom one hears a case now and then, and little else."""
    life.signs(life.some(400, 1_800), decided=False)
    hero = life.joins("administrator", known=False)
    colleagues(life, "daily_user")
    for _ in range(life.some(1, 3)):
        life.asks_for_help(life.some(30, 400))
    life.uses(1.0)
    return Told(
        says=f"One hears little from {life.company.name}.", stage=(NOT_KNOWN, SATISFIED), person=hero, no_acts=True
    )


_PLANS: tuple[tuple[str, int, Callable[[Life], Told]], ...] = (
    ("ordinary_advocate", 45, active_advocate),
    ("ordinary_loyal", 115, loyal),
    ("ordinary_satisfied", 235, satisfied),
    ("ordinary_of_two_minds", 45, of_two_minds),
    ("ordinary_unhappy", 55, unhappy),
    ("ordinary_newcomer", 40, newcomer),
    ("ordinary_hardly_heard", 30, hardly_heard),
)
KINDS = tuple(Kind(name, share, (25, 4_500), plan, planted=False) for name, share, plan in _PLANS)
