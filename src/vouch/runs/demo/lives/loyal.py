"""Which loyal customers must a visitor meet? The silent one, the small champion, the over-asked, and their likes."""

from __future__ import annotations

from vouch.runs.demo.lives.life import Life
from vouch.runs.demo.lives.told import ADVOCATE, LOYAL, SATISFIED, Kind, Told
from vouch.runs.demo.lives.usual import colleagues, good_help, in_touch, loyal_years, owner_feels, word_kept


def silent_loyalist(life: Life) -> Told:
    """Loyal in every respect, and nobody has ever asked them for anything."""
    hero = loyal_years(life, no_talks=True)
    good_help(life)
    owner_feels(life, "green", 700, life.some(15, 60))
    return Told(
        says=f"{life.company.name} got more than it expected, renewed by choice and says so every time. "
        f"Nobody has ever asked {hero.name} for anything.",
        stage=(LOYAL,), person=hero, person_stage=(LOYAL,), at_risk=False, no_acts=True,
    )  # fmt: skip


def small_firm_champion(life: Life) -> Told:
    """A small company, and one person in it who gladly tells everybody, unasked."""
    hero = loyal_years(life, no_talks=True)
    good_help(life)
    for ago in (life.some(30, 90), life.some(150, 260), life.some(300, 420)):
        life.acts_unasked(hero, ago)
    if life.rng.random() < 0.6:
        life.acts_unasked(hero, life.some(480, 700))
    for ago in range(life.some(12, 30), 420, 47):
        life.helps_peers(hero, ago)
    life.is_nominated(hero, life.some(20, 110))
    return Told(
        says=f"Only {life.company.employees} people work at {life.company.name}, and {hero.name} does more for us "
        "than firms a hundred times the size: unasked, and with pleasure.",
        stage=(ADVOCATE,), person=hero, person_stage=(ADVOCATE,), at_risk=False, no_acts=False,
    )  # fmt: skip


def over_asked(life: Life) -> Told:
    """Someone who said yes every time, until we had asked too often."""
    hero = loyal_years(life)
    good_help(life)
    for ago in (
        life.some(300, 330),
        life.some(245, 270),
        life.some(190, 215),
        life.some(140, 160),
        life.some(110, 120),
    ):
        life.is_asked(hero, ago, "accepted")
    for ago in (life.some(78, 90), life.some(46, 58), life.some(16, 28)):
        life.is_asked(hero, ago, "declined")
    return Told(
        says=f"{hero.name} said yes five times within a year; the last three times the answer was no. "
        "Asked too often: leave alone.",
        stage=(LOYAL,), person=hero, person_stage=(LOYAL,), at_risk=False, no_acts=False,
    )  # fmt: skip


def stopped_feed(life: Life) -> Told:
    """A loyal customer whose usage we stopped hearing about, because the feed broke on our side."""
    hero = loyal_years(life)
    good_help(life)
    life.uses(1.08, feed="gate kiosk")
    return Told(
        says=f"{life.company.name} works as ever. It is our kiosk feed that stopped; nobody there used less.",
        stage=(LOYAL,), person=hero, person_stage=(LOYAL,), at_risk=False, no_acts=True,
    )  # fmt: skip


def one_decline(life: Life) -> Told:
    """An advocate who once said no: nothing more than that."""
    hero = loyal_years(life)
    good_help(life)
    life.is_asked(hero, life.some(240, 300), "accepted")
    life.acts_unasked(hero, life.some(150, 200))
    life.is_asked(hero, life.some(35, 60), "declined")
    return Told(
        says=f"{hero.name} has spoken for us twice and declined once, for a good reason. Still an advocate.",
        stage=(ADVOCATE,), person=hero, person_stage=(ADVOCATE,), at_risk=False, no_acts=False,
    )  # fmt: skip


def outage_closed_well(life: Life) -> Told:
    """A loyal customer whose gates stood still, and who was helped within a day or two."""
    hero = loyal_years(life)
    life.breaks_down(life.some(45, 100), days=life.some(1, 2), rated=True)
    return Told(
        says=f"The gates of {life.company.name} stood still once this season. It was mended within two days, "
        "and they said it was handled well.",
        stage=(LOYAL,), person=hero, at_risk=False, no_acts=True,
    )  # fmt: skip


def old_survey(life: Life) -> Told:
    """Loyal as far as anybody knows; nobody has asked them how they feel for well over a year."""
    hero = loyal_years(life, voices_until=life.some(450, 510))
    return Told(
        says=f"{life.company.name} was delighted when last asked, and that was more than a year ago. "
        "Nothing speaks against it since.",
        stage=(LOYAL,), person=hero, at_risk=False, no_acts=True,
    )  # fmt: skip


def latent(life: Life) -> Told:
    """Delighted, with a measured result, and the first renewal is still to come."""
    life.signs(life.some(250, 380), months=life.rng.choice((24, 36)))
    hero = life.hero("outcome_owner")
    others = colleagues(life, "sponsor", "daily_user")
    word_kept(life)
    life.reaches(life.some(30, 110), promise=1)
    life.keeps_saying(hero, "delighted", 320, life.some(14, 40), every=70)
    for person in others:
        life.keeps_saying(person, "delighted", 240, life.some(20, 60), every=90)
    good_help(life)
    in_touch(life, others[0])
    owner_feels(life, "green", 240, life.some(15, 50))
    life.uses(1.35)
    return Told(
        says=f"{life.company.name} is delighted and can show the figures. The first contract still runs, "
        "so they have had no occasion to come back.",
        stage=(SATISFIED,), person=hero, at_risk=False, flags=("latent",), no_acts=True,
    )  # fmt: skip


KINDS = (
    Kind("silent_loyalist", 30, (60, 2_500), silent_loyalist),
    Kind("small_firm_champion", 20, (12, 48), small_firm_champion),
    Kind("over_asked", 10, (120, 1_800), over_asked),
    Kind("stopped_feed", 25, (60, 1_500), stopped_feed),
    Kind("one_decline", 10, (80, 1_500), one_decline),
    Kind("outage_closed_well", 10, (80, 1_500), outage_closed_well),
    Kind("old_survey", 12, (40, 900), old_survey),
    Kind("latent", 25, (40, 1_400), latent),
)
