"""A workspace of a size, made ready to be looked at: facts laid, everybody placed, an administrator signed in.

Run as a program of its own, because a process of Django knows one database: `python -m tools.bench.pages.laid FOLDER`.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.bench.company import END, Size, lay

if TYPE_CHECKING:
    from vouch.domain.policy import Policy

EVENTS_PER_ACCOUNT = 20
"""Use of each account: pages do not read it, placements do."""


MONTHS = 2
"""Ends of months that are placed: pages read the last ones alone."""


def _parts(data: Path, policy: Policy, today: date) -> tuple[str, ...]:
    """Roles and products, which lists and openings read. Suggestions have a line of their own: `everybody`."""
    from vouch.runs.particulars import particulars

    particulars(data, policy, today)
    return ()


def company(folder: Path, accounts: int) -> Path:
    """The data folder of a company of so many accounts; laid where it is not there yet."""
    size = Size(accounts=accounts, events=accounts * EVENTS_PER_ACCOUNT)
    data = folder / f"pages-{size.name}"
    if not (data / "lake" / "usage").exists():
        lay(data, size)
    return data


def ready(data: Path) -> dict[str, Any]:
    """Places everybody where nobody is placed yet, signs somebody in; the cookie, and whom to look at."""
    os.environ["VOUCH_DATA"] = str(data)
    from vouch.project.start import prepare

    prepare()
    from django.test import Client

    from vouch.domain.policy import load
    from vouch.program.colleagues.models import User
    from vouch.program.findings.models import Placement, Run
    from vouch.runs.refresh import refresh

    if not Run.objects.filter(current=True).exists():
        refresh(data, load(), as_of=END.date(), months=MONTHS, then=_parts)
    user, _new = User.objects.get_or_create(
        email="bench@vendor.example", defaults={"name": "Bench", "role": "administrator"}
    )
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    subjects = Placement.objects.filter(former=False).order_by("-coverage", "subject")
    return {
        "cookie": client.cookies["sessionid"].value if "sessionid" in client.cookies else _only(client),
        "name": next((key for key in client.cookies if "session" in key), "sessionid"),
        "accounts": list(subjects.filter(kind="account").values_list("pk", flat=True)[:200]),
        "people": list(subjects.filter(kind="contact").values_list("pk", flat=True)[:200]),
        "owner": str(Placement.objects.filter(kind="account").values_list("account__owner_id", flat=True)[0]),
    }


def _only(client: Any) -> str:
    return str(next(iter(client.cookies.values())).value)


if __name__ == "__main__":
    print(json.dumps(ready(Path(sys.argv[1]))))
