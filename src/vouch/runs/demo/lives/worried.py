"""Which customers should worry somebody? The captive, the open escalation, those who leave, fade or cool off."""

from __future__ import annotations

from vouch.runs.demo.lives.life import Life
from vouch.runs.demo.lives.told import SATISFIED, UNSATISFIED, Kind, Told
from vouch.runs.demo.lives.usual import colleagues, good_help, in_touch, owner_feels, satisfied_years


def captive_renewer(life: Life) -> Told:
    """Renews because leaving is hard; the people there are unhappy and have said so again and again."""
    life.signs(life.some(1_500, 2_100), months=life.rng.choice((12, 24)))
    hero = life.hero("outcome_owner")
    sponsor, decider, user = colleagues(life, "sponsor", "renewal_decider", "daily_user")
    life.promised("met", life.age - life.some(90, 150))
    life.promised("met", life.some(500, 700))
    life.promised("late", life.some(200, 300), signed=False)
    life.says(hero, "lukewarm", life.some(720, 780))
    for person in (hero, sponsor, decider):
        life.keeps_saying(person, "unhappy", 520, life.some(12, 50), every=90)
    life.keeps_saying(user, "grumbling", 500, life.some(30, 80), every=140)
    owner_feels(life, "red", 420, life.some(15, 50))
    for ago in (life.some(60, 90), life.some(160, 230)):
        life.asks_for_help(ago, rated=False)
    life.uses(1.02)
    return Told(
        says=f"{life.company.name} renews because leaving is hard. {hero.name} and the others there are unhappy "
        "and have told us so for more than a year.",
        stage=(UNSATISFIED,), person=hero, at_risk=True, flags=("captive",), no_acts=True,
    )  # fmt: skip


def open_escalation(life: Life) -> Told:
    """Work has stood still there for weeks, and the case is still open."""
    hero = satisfied_years(life)
    life.answers = [answer for answer in life.answers if (life.today - answer.on).days > 80]
    life.breaks_down(life.some(46, 68), days=None)
    return Told(
        says=f"{hero.name}'s gates have been in trouble for weeks and the case is still open. Nothing else matters "
        f"to {life.company.name} until it is closed.",
        stage=(UNSATISFIED,), person=hero, at_risk=True, no_acts=True,
    )  # fmt: skip


def leaving(life: Life) -> Told:
    """Nothing to complain of: a group that runs its own system has bought them, and they have given notice."""
    hero = satisfied_years(life)
    good_help(life)
    life.gives_notice(life.some(14, 45))
    life.sees_competitor(life.some(20, 90))
    return Told(
        says=f"{life.company.name} is content, but a group with a system of its own bought it, and it gave notice.",
        stage=(SATISFIED,), person=hero, at_risk=True, no_acts=True,
    )  # fmt: skip


def sponsor_gone(life: Life) -> Told:
    """The person who wanted us there has left, and nobody has taken their place."""
    hero = satisfied_years(life)
    good_help(life)
    sponsor = next(one for one in life.company.people if one.part == "sponsor")
    gone = life.some(85, 140)
    life.leaves(sponsor, gone)
    life.answers = [a for a in life.answers if a.person is not sponsor or (life.today - a.on).days > gone]
    life.letters = [a for a in life.letters if a.person is not sponsor or (life.today - a.on).days > gone + 10]
    return Told(
        says=f"{sponsor.name}, who wanted us at {life.company.name}, left months ago. Nobody has followed.",
        stage=(SATISFIED,), person=hero, at_risk=True, no_acts=True,
    )  # fmt: skip


def fading(life: Life) -> Told:
    """They use it far less than they did a few weeks ago, and their account owner is uneasy."""
    hero = satisfied_years(life)
    good_help(life)
    life.uses(1.0, drop=0.25, drop_ago=life.some(36, 44))
    life.feels("amber", life.some(12, 28))
    return Told(
        says=f"{life.company.name} has used us far less for a month, and {life.company.owner.name} does not know why.",
        stage=(SATISFIED,), person=hero, at_risk=True, no_acts=True,
    )  # fmt: skip


def cooled_off(life: Life) -> Told:
    """They were glad once; for most of a year everybody there has grown more disappointed."""
    life.signs(life.some(1_100, 1_600))
    hero = life.hero("outcome_owner")
    others = colleagues(life, "sponsor", "daily_user")
    life.promised("met", life.age - life.some(80, 120))
    life.promised("met", life.some(600, 700))
    life.promised("missed", life.some(260, 320))
    life.reaches(life.some(600, 740), promise=1)
    for person in (hero, *others):
        life.keeps_saying(person, "pleased", 790, life.some(430, 470), every=120)
        for ago in (life.some(270, 300), life.some(180, 210), life.some(100, 130), life.some(15, 45)):
            life.says(person, "unhappy", ago)
    owner_feels(life, "green", 700, 430)
    owner_feels(life, "red", 250, life.some(20, 50))
    in_touch(life, others[0])
    life.uses(0.9)
    return Told(
        says=f"{life.company.name} was glad to have us. Then a promise was missed, and every answer since is worse.",
        stage=(UNSATISFIED,), person=hero, at_risk=True, no_acts=True,
    )  # fmt: skip


KINDS = (
    Kind("captive_renewer", 22, (400, 4_000), captive_renewer),
    Kind("open_escalation", 15, (150, 3_000), open_escalation),
    Kind("leaving", 8, (80, 1_500), leaving),
    Kind("sponsor_gone", 10, (120, 2_500), sponsor_gone),
    Kind("fading", 10, (60, 1_500), fading),
    Kind("cooled_off", 15, (60, 1_800), cooled_off),
)
