"""A database of so many people whom the desk may ask for something, ten to a company, with what was asked before.

Run as a program of its own, because a process of Django knows one database: `python -m tools.bench.desk.laid FOLDER N`.
Every second person was asked for something in the last two years; every sixth company is at risk.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

BUYER, WORDS = "Norden", ("rollout", "audit", "onboarding", "reporting", "migration", "integration", "security")
INDUSTRIES, REGIONS = [f"industry {number}" for number in range(12)], ("DACH", "Nordics", "Benelux", "UKI")
TITLES = ("CFO", "Head of IT", "VP Operations", "Controller", "Sales Director", "Buyer", "Head of Finance", "Engineer")
STAGES = ("satisfied", "satisfied", "loyal", "loyal", "advocate")


def ready(data: Path, people: int) -> None:
    """Lays the company where it is not laid yet."""
    os.environ["VOUCH_DATA"] = str(data)
    from vouch.project.start import prepare

    prepare()
    from vouch.program.findings.models import Run

    if not Run.objects.filter(current=True).exists():
        _lay(people)


def _lay(people: int) -> None:
    from django.utils import timezone

    from vouch.domain.policy import load
    from vouch.program.access import slack
    from vouch.program.colleagues.models import User
    from vouch.program.findings import actions as findings
    from vouch.program.findings.particulars import publish_particulars
    from vouch.program.findings.rows import ApproachRow, CircumstanceRow, DeedRow, PlacementRow, RunRow
    from vouch.program.people import actions
    from vouch.program.people.rows import AccountRow, ContactRow

    now, policy, firms = timezone.now(), load(), range(max(people // 10, 1))
    today, chance = now.astimezone(policy.zone).date(), random.Random(7)
    accounts = [
        AccountRow(
            id=f"a{number:015x}", system="crm", source_id=f"A{number}", name=f"Firm {number}", customer=True,
            domain=f"firm{number}.example", industry=chance.choice(INDUSTRIES), region=chance.choice(REGIONS),
            employees=10 + int(5000 * chance.random() ** 2),
        )
        for number in firms
    ]  # fmt: skip
    contacts = [
        ContactRow(
            id=f"c{number:015x}", system="crm", source_id=f"C{number}", account=f"a{number // 10 % len(firms):015x}",
            name=f"Per {number}", email=f"per{number}@example.org", title=chance.choice(TITLES),
            language=chance.choice(("", "de", "en")),
        )
        for number in range(people)
    ]  # fmt: skip

    def places() -> Iterator[PlacementRow]:
        subjects = [("account", one.id, one.id) for one in accounts]
        subjects += [("contact", one.id, one.account or "") for one in contacts]
        for kind, subject, at in subjects:
            stage = chance.choice(STAGES)
            yield PlacementRow(
                subject=subject, kind=kind, account=at, stage=stage, at_least=stage, at_most=stage, coverage=0.5,
                confidence=0.5, at_risk=kind == "account" and chance.random() < 1 / 6,
            )  # fmt: skip

    def ago(days: int) -> dt.date:
        return today - dt.timedelta(days=chance.randrange(days))

    actions.project(run="bench", owners=[], accounts=accounts, contacts=contacts)
    publish_particulars(roles=[], products=[(one.id, f"product {chance.randrange(6)}") for one in accounts])
    header = RunRow(id="bench", as_of=today, policy=policy.version, started_at=now, finished_at=now,
                    counts={"customers": len(accounts), "people": len(contacts)})  # fmt: skip
    findings.publish(
        run=header,
        placements=places(),
        circumstances=[CircumstanceRow(account=one.id, kind="renewal", until=ago(1) + dt.timedelta(days=at % 365))
                       for at, one in enumerate(accounts)],
        deeds=[DeedRow(account=one.account, contact=one.id, activity="private_quote",
                       words=f"about {chance.choice(WORDS)} and {chance.choice(WORDS)}", done_on=ago(700))
               for one in contacts[::8]],
        approaches=[ApproachRow(contact=one.id, activity="private_quote", words="A quote.", asked_on=ago(730),
                                answer=chance.choice(("accepted", "declined", ""))) for one in contacts[::2]],
    )  # fmt: skip
    user = User.objects.create(email="bench@vendor.example", name="Bench", role="administrator", joined_at=now)
    slack.link_by_code(team="T1", slack="U1", code=slack.make_code(by=user))


if __name__ == "__main__":
    ready(Path(sys.argv[1]), int(sys.argv[2]))
