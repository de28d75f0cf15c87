"""Of whom is little to be said? Accounts nobody knows much about, those who left, those who never bought."""

from __future__ import annotations

from vouch.runs.demo.lives.life import Life
from vouch.runs.demo.lives.told import NOT_KNOWN, Kind, Told
from vouch.runs.demo.lives.usual import colleagues


def little_known(life: Life) -> Told:
    """They pay, the contract goes on by itself, and nobody here could say more."""
    life.signs(life.some(500, 2_000), decided=False)
    hero = life.hero("administrator")
    life.parts.clear()
    if life.rng.random() < 0.5:
        life.uses(1.0)
    return Told(
        says=f"{life.company.name} pays its invoices. That is all anybody here knows.",
        stage=(NOT_KNOWN,), person=hero, no_acts=True,
    )  # fmt: skip


def former(life: Life) -> Told:
    """They left."""
    gone = life.some(40, 420)
    life.signs(gone + 365 * life.some(2, 3) + life.some(1, 20), ended=gone)
    hero = life.hero("outcome_owner")
    colleagues(life, "sponsor")
    life.promised("met", life.age - 100)
    life.promised("missed", gone + life.some(150, 260))
    life.keeps_saying(hero, "grumbling", gone + 500, gone + life.some(70, 120))
    life.gives_notice(gone + life.some(70, 100))
    life.company.crm_type = "Former Customer"
    return Told(
        says=f"{life.company.name} left us {gone} days ago.", stage=(), person=hero, no_acts=True, customer="former"
    )


def prospect(life: Life) -> Told:
    """Not a customer, or not yet."""
    hero = life.hero(life.rng.choice(("sponsor", "outcome_owner")))
    life.parts.clear()
    if life.rng.random() < 0.6:
        colleagues(life, "renewal_decider")
        life.parts.clear()
    if life.rng.random() < 0.75 or life.lead:
        life.considers("New Customer")
    life.company.crm_type = "Prospect"
    return Told(says=f"{life.company.name} may buy one day.", stage=(), person=hero, no_acts=True, customer="no")


def partner(life: Life) -> Told:
    """They sell or connect our software and do not use it."""
    hero = life.hero("administrator")
    life.parts.clear()
    life.company.crm_type = life.rng.choice(("Channel Partner / Reseller", "Technology Partner"))
    return Told(
        says=f"{life.company.name} works with us and buys nothing.", stage=(), person=hero, no_acts=True, customer="no"
    )  # fmt: skip


KINDS = (
    Kind("little_known", 55, (15, 900), little_known),
    Kind("former", 25, (40, 1_200), former),
    Kind("prospect", 80, (40, 6_000), prospect),
    Kind("partner", 25, (15, 400), partner),
)
