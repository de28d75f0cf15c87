"""Which satisfied customers are easily misread? The guarded giant, the personal advocate, the gift actor ..."""

from __future__ import annotations

from vouch.runs.demo.lives.life import Life
from vouch.runs.demo.lives.told import ADVOCATE, LOYAL, SATISFIED, Kind, Told
from vouch.runs.demo.lives.usual import colleagues, good_help, in_touch, owner_feels, satisfied_years


def guarded_giant(life: Life) -> Told:
    """A very big name that tells nobody anything: content at most, no figures, no names, no."""
    life.signs(life.some(1_000, 1_900), months=36)
    hero = life.hero("outcome_owner")
    buyer, *_ = colleagues(life, "renewal_decider", "administrator", "daily_user")
    life.gets_going(life.some(60, 85))
    life.promised("met", life.age - life.some(150, 220))
    life.promised("met", life.some(150, 400))
    life.keeps_saying(buyer, "lukewarm", 700, life.some(60, 150), every=330)
    life.is_asked(hero, life.some(380, 470), "declined")
    life.is_asked(buyer, life.some(160, 220), "declined")
    life.asks_for_help(life.some(90, 200))
    life.uses(1.03)
    return Told(
        says=f"{life.company.name} employs {life.company.employees:,} people and tells nobody anything. "
        "What was promised was kept; whether they are glad, they keep to themselves.",
        stage=(SATISFIED,), person=hero, at_risk=False, not_flags=("personal_advocate", "captive"), no_acts=True,
    )  # fmt: skip


def personal_advocate(life: Life) -> Told:
    """One enthusiast in a company that merely finds it fine."""
    hero = satisfied_years(life, life.rng.choice(("trainer", "administrator")))
    life.answers = [answer for answer in life.answers if answer.person is not hero]
    life.keeps_saying(hero, "delighted", 700, life.some(15, 45), every=100)
    good_help(life)
    life.acts_unasked(hero, life.some(25, 80))
    life.acts_unasked(hero, life.some(130, 260))
    for ago in range(life.some(10, 30), 360, 38):
        life.helps_peers(hero, ago)
    return Told(
        says=f"{hero.name} would go on any stage for us; the rest of {life.company.name} finds us all right.",
        stage=(SATISFIED,), person=hero, person_stage=(ADVOCATE,), at_risk=False, flags=("personal_advocate",),
        no_acts=False,
    )  # fmt: skip


def gift_actor(life: Life) -> Told:
    """Somebody who does things for us when a voucher is announced, and otherwise has no time."""
    hero = satisfied_years(life, "administrator", mood="lukewarm")
    day = life.some(24, 34)
    for turn in range(14):
        with_gift = turn % 2 == 0
        answer = "accepted" if with_gift else ("declined", "", "not_now")[turn // 2 % 3]
        life.is_asked(hero, day, answer, reward=with_gift)
        day += life.some(38, 46)
    return Told(
        says=f"{hero.name} has done something for us seven times, each time for an announced reward, "
        "and never without one.",
        stage=(SATISFIED,), person=hero, person_stage=(SATISFIED,), at_risk=False, not_flags=("personal_advocate",),
        no_acts=False,
    )  # fmt: skip


def unsigned_result(life: Life) -> Told:
    """Probably more than satisfied, but the proof is something said in a meeting."""
    hero = satisfied_years(life, mood="pleased")
    good_help(life)
    life.reaches(life.some(120, 200), signed=False)
    return Told(
        says=f"{hero.name} says it helped a lot. Nobody has written the number down, let alone signed it.",
        stage=(SATISFIED, LOYAL), person=hero, at_risk=False, no_acts=True,
    )  # fmt: skip


def eights_only(life: Life) -> Told:
    """Everybody gives an eight, year after year, and nobody has measured anything."""
    hero = satisfied_years(life)
    life.answers = [
        answer._replace(score=8) if answer.item == "nps" else answer for answer in life.answers
    ]  # fmt: skip
    return Told(
        says=f"Eight, eight and eight again: {life.company.name} likes us well enough and has measured nothing.",
        stage=(SATISFIED,), person=hero, at_risk=False, no_acts=True,
    )  # fmt: skip


def late_but_kept(life: Life) -> Told:
    """One promise came late; it came, though, and everything else was on time."""
    hero = satisfied_years(life)
    good_help(life)
    life.promised("late", life.some(90, 180))
    return Told(
        says=f"One thing came three weeks late to {life.company.name}. It came, and they are over it.",
        stage=(SATISFIED,), person=hero, at_risk=False, no_acts=True,
    )  # fmt: skip


def one_amber(life: Life) -> Told:
    """Their account owner has a slightly uneasy feeling, and there is nothing else to it."""
    hero = satisfied_years(life)
    good_help(life)
    life.feels("green", life.some(200, 260))
    life.feels("amber", life.some(25, 60))
    return Told(
        says=f"{life.company.owner.name} feels slightly uneasy about {life.company.name}. That is all there is.",
        stage=(SATISFIED,), person=hero, at_risk=False, no_acts=True,
    )  # fmt: skip


def turned_around(life: Life) -> Told:
    """They were cross, we made good, and they have said so since."""
    life.signs(life.some(1_050, 1_500))
    hero = life.hero("outcome_owner")
    others = colleagues(life, "sponsor", "daily_user")
    life.promised("met", life.age - life.some(80, 120))
    life.promised("missed", life.some(640, 700))
    for ago in (life.some(420, 460), life.some(250, 290), life.some(70, 150)):
        life.promised("met", ago)
    for person in (hero, *others):
        for ago in (life.some(690, 760), life.some(590, 650), life.some(500, 540)):
            life.says(person, "unhappy", ago)
        life.keeps_saying(person, "pleased", 380, life.some(18, 45), every=95)
    owner_feels(life, "red", 720, 560)
    owner_feels(life, "green", 300, life.some(20, 50))
    good_help(life, rated_until=10)
    life.cases = [
        case._replace(satisfied=None) if (life.today - case.opened).days > 420 else case for case in life.cases
    ]
    in_touch(life, others[0])
    life.uses(1.15)
    return Told(
        says=f"Two years ago {hero.name} wanted to leave. We made good what we had promised, and they say so.",
        stage=(SATISFIED,), person=hero, at_risk=False, no_acts=True,
    )  # fmt: skip


KINDS = (
    Kind("guarded_giant", 10, (18_000, 90_000), guarded_giant),
    Kind("personal_advocate", 20, (80, 1_800), personal_advocate),
    Kind("gift_actor", 10, (60, 1_200), gift_actor),
    Kind("unsigned_result", 15, (60, 1_500), unsigned_result),
    Kind("eights_only", 12, (60, 1_500), eights_only),
    Kind("late_but_kept", 12, (60, 1_500), late_but_kept),
    Kind("one_amber", 12, (60, 1_500), one_amber),
    Kind("turned_around", 12, (60, 1_500), turned_around),
)
