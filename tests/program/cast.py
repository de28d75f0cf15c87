"""Colleagues and customers for tests of the program and its pages, and the fixtures that keep them apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from vouch.project.start import start

start()

from django.core.cache import cache  # noqa: E402

from vouch.program.colleagues import actions as colleagues  # noqa: E402
from vouch.program.colleagues.models import User  # noqa: E402
from vouch.program.colleagues.permissions import Position  # noqa: E402
from vouch.program.findings import actions as findings  # noqa: E402
from vouch.program.findings.rows import PlacementRow, RunRow  # noqa: E402
from vouch.program.people import actions as people  # noqa: E402
from vouch.program.people.rows import AccountRow, ContactRow, OwnerRow  # noqa: E402

PASSWORD = "a quiet harbour wall"
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def fast_and_clean(settings: Any) -> Iterator[None]:
    """Passwords are quick to hash, no test meets the rate limits of another, and mails go the way they always go."""
    settings.EMAIL_BACKEND = "vouch.program.outbox.delivery.Outbox"  # Django's test runner puts its own there
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()


def ines() -> User:
    """The administrator."""
    return colleagues.create_administrator(email="ines@example.com", name="Ines Caldeira", password=PASSWORD)


def somebody(role: Position, *, owner: str = "") -> User:
    """A colleague in that role who has joined."""
    who = User(email=f"{role.value}@example.com", name=role.words.title(), role=role.value, owner=owner, joined_at=NOON)
    who.set_password(PASSWORD)
    who.save()
    return who


def owner(number: int) -> OwnerRow:
    """An owner in the CRM."""
    return OwnerRow(id=f"o{number:015x}", system="salesforce", source_id=f"005{number}", name=f"Owner {number}")


def account(number: int, name: str = "", **more: Any) -> AccountRow:
    """A customer."""
    return AccountRow(
        **{
            "id": f"a{number:015x}",
            "system": "salesforce",
            "source_id": f"001{number}",
            "name": name or f"Company {number}",
            "customer": True,
            **more,
        }
    )


def contact(number: int, at: AccountRow, name: str, **more: Any) -> ContactRow:
    """A person at a customer."""
    return ContactRow(
        **{
            "id": f"c{number:015x}",
            "system": at.system,
            "source_id": f"003{number}",
            "account": at.id,
            "name": name,
            "email": f"{name.partition(' ')[0].lower()}@example.org",
            **more,
        }
    )


def placed(of: AccountRow | ContactRow, stage: str, at_most: str = "", **more: Any) -> PlacementRow:
    """Where somebody stands."""
    is_contact = isinstance(of, ContactRow)
    low = "not_yet_satisfied" if stage == "not_known_yet" else stage
    return PlacementRow(
        **{
            "subject": of.id,
            "kind": "contact" if is_contact else "account",
            "account": of.account if isinstance(of, ContactRow) else of.id,
            "stage": stage,
            "at_least": low,
            "at_most": at_most or low,
            "coverage": 0.5,
            "confidence": 0.5,
            **more,
        }
    )


def know(
    accounts: Sequence[AccountRow] = (),
    contacts: Sequence[ContactRow] = (),
    owners: Sequence[OwnerRow] = (),
    *,
    run: str = "r1",
) -> None:
    """Project these identities."""
    people.project(run=run, owners=owners, accounts=accounts, contacts=contacts)


def publish(placements: Sequence[PlacementRow], *, run: str = "r1", as_of: dt.date = TODAY, **beside: Any) -> None:
    """Publish these placements, and what the facts tell beside them."""
    header = RunRow(
        id=run, as_of=as_of, policy="2026-11", started_at=NOON, finished_at=NOON, facts_read_at=NOON, coverage=0.5
    )
    findings.publish(run=header, placements=placements, **beside)
