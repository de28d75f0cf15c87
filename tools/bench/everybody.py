"""What it costs to look at everybody: the suggestions and the month, the criteria of an opening, who is ideal.

Run as a program of its own, because a process of Django knows one database:
`python -m tools.bench.everybody FOLDER ACCOUNTS [ROUNDS]`. The floor of each line reads the people (or the customers)
it is about from the same database, and nothing else. VOUCH_DATABASE_URL names PostgreSQL, as for Vouch itself.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DAY = dt.date(2026, 11, 22)
EACH = 10
"""Contacts of an account."""
_STAGES = ("not_known_yet", "not_yet_satisfied", "satisfied", "satisfied", "loyal", "advocate")
_WORDS = {
    "industry": ("Logistics", "Retail", "Food", "Steel", "Paper"), "segment": ("Small", "Middle", "Large"),
    "region": ("North", "South", "East", "West"), "country": ("DE", "PT", "NO", "IN"),
}  # fmt: skip


def lay(accounts: int) -> None:
    """So many customers with their people, placed, where none are there yet."""
    from vouch.program.findings import actions as findings
    from vouch.program.findings.particulars import publish_particulars
    from vouch.program.findings.rows import DeedRow, PlacementRow, RunRow
    from vouch.program.people import actions as people
    from vouch.program.people.models import Account
    from vouch.program.people.rows import AccountRow, ContactRow, OwnerRow

    if Account.objects.exists():
        return
    chance = random.Random(7)
    noon = dt.datetime.combine(DAY, dt.time(12), dt.UTC)

    def account(number: int) -> AccountRow:
        told: dict[str, Any] = {name: words[number % len(words)] for name, words in _WORDS.items()}
        return AccountRow(
            id=f"a{number:015x}", system="crm", source_id=f"A{number}", name=f"Company {number}", customer=True,
            employees=10 + number * 37 % 9000, customer_since=DAY - dt.timedelta(days=number * 13 % 3000),
            owner=f"o{number % 100:015x}", **told,
        )  # fmt: skip

    def contact(number: int) -> ContactRow:
        return ContactRow(
            id=f"c{number:015x}", system="crm", source_id=f"C{number}", account=f"a{number // EACH:015x}",
            name=f"Person {number}", email=f"p{number}@example.com", suggested_role="daily_user" if number % 3 else "",
        )  # fmt: skip

    def places() -> Iterator[PlacementRow]:
        for number in range(accounts):
            stage = chance.choice(_STAGES)
            low = "not_yet_satisfied" if stage == "not_known_yet" else stage
            common: dict[str, Any] = {
                "account": f"a{number:015x}", "stage": stage, "at_least": low, "at_most": low, "confidence": 0.5,
                "coverage": 0.3 if number % 2 else 0.8,
            }  # fmt: skip
            yield PlacementRow(subject=f"a{number:015x}", kind="account", **common)
            for person in range(EACH):
                yield PlacementRow(subject=f"c{number * EACH + person:015x}", kind="contact", **common)

    people.project(
        run="bench", owners=[OwnerRow(id=f"o{n:015x}", system="crm", source_id=f"O{n}", name=f"Owner {n}") for n in
                             range(100)],
        accounts=(account(number) for number in range(accounts)),
        contacts=(contact(number) for number in range(accounts * EACH)),
    )  # fmt: skip
    findings.publish(
        run=RunRow(
            id="bench", as_of=DAY, policy="2026-11", started_at=noon, finished_at=noon, facts_read_at=noon, coverage=0.5
        ),
        placements=places(),
        deeds=(
            DeedRow(
                account=f"a{number // EACH:015x}", contact=f"c{number:015x}", activity="webinar", words="webinar",
                done_on=DAY - dt.timedelta(days=200 + number % 400),
            )
            for number in range(0, accounts * EACH, 41)
        ),
    )  # fmt: skip
    publish_particulars(
        roles=[(f"c{number:015x}", "daily_user") for number in range(0, accounts * EACH, 3)],
        products=[(f"a{number:015x}", ("Yard", "Dock", "Gate")[number % 3]) for number in range(accounts)],
        breadth=[(f"a{number:015x}", 1 + number % 7) for number in range(accounts)],
        solved=[(f"a{number:015x}", 60 + number % 41) for number in range(0, accounts, 2)],
    )


def lines(data: Path) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Each line with its floor."""
    from vouch.domain.openings import Criteria
    from vouch.domain.policy import load
    from vouch.program.ideal.models import IdealProfile
    from vouch.program.ideal.queries import ranking
    from vouch.program.openings.queries.facts import everybody
    from vouch.program.openings.queries.fitting import how_many
    from vouch.program.people.models import Account
    from vouch.runs.suggest import suggest

    policy = load()
    wanted: dict[str, list[str]] = {
        "industry": ["Food", "Steel"], "size": ["100"], "tenure": ["2"], "role": ["daily user"], "product": ["Yard"],
        "breadth": ["3"], "solved": ["80"],
    }  # fmt: skip
    profile = IdealProfile(version=1, traits={name: {"importance": 2, "wanted": one} for name, one in wanted.items()})
    criteria = Criteria(stage="loyal", industries=("Food", "Steel"), products=("Yard", "Dock"), acts=1)

    def people() -> object:
        return list(everybody())

    def customers() -> object:
        return list(Account.objects.filter(customer=True).select_related("owner"))

    return {
        "who is ideal": (customers, lambda: ranking(profile, policy, DAY)),
        "the criteria of an opening": (people, lambda: how_many(criteria, kind="dinner", today=DAY)),
        "suggestions and the month, written down": (people, lambda: suggest(data, policy, DAY)),
    }


def main() -> None:
    """Lays the company, measures each line beside its floor, prints a table."""
    data, accounts = Path(sys.argv[1]), int(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    data.mkdir(parents=True, exist_ok=True)
    os.environ["VOUCH_DATA"] = str(data)
    from vouch.project.start import prepare

    prepare()
    from django.db import connection

    begun = time.process_time()
    lay(accounts)
    laid = time.process_time() - begun
    print(f"\n{connection.vendor}; {accounts:,} accounts, {accounts * EACH:,} contacts (laid in {laid:.0f} s)")
    print(f"medians of {rounds} rounds, processor time of this process\n")
    print("| what | floor, s | s | ratio |\n| --- | ---: | ---: | ---: |", flush=True)
    for name, (floor, line) in lines(data).items():
        taken: tuple[list[float], list[float]] = ([], [])
        for _round in range(rounds):
            for times, do in zip(taken, (floor, line), strict=True):
                begun = time.process_time()
                do()
                times.append(time.process_time() - begun)
        low, high = (statistics.median(times) for times in taken)
        print(f"| {name} | {low:.2f} | {high:.2f} | {high / low:.1f} |", flush=True)


if __name__ == "__main__":
    main()
