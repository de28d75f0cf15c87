"""Every page of the workspace, link by link, as each role: the first time, the second, and in how many statements.

Run as a program of its own on a data folder that `make bench ARGS="--only pages"` has laid:
`python -m tools.bench.pages.walk FOLDER [ROLE ...]`. VOUCH_DATABASE_URL names PostgreSQL, as for Vouch itself. It only
opens pages; nothing is decided, but for colleagues who are written down so that somebody of each role can look.
"""

from __future__ import annotations

import html
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.bench.pages.spent import spent

if TYPE_CHECKING:
    from django.test import Client

OF_A_KIND = 2
"""Pages that differ only in whom they are about: so many of each are opened; one where they differ in a filter."""
SLOW, MANY = 300, 30
"""Milliseconds and statements from which a page is one to look at."""
MOST_ASKED = 1
"""Filters combine without end: so many `&` of an address are followed."""
_BEGIN = {"/", "/customers/", "/customers/people/", "/search/?q=company", "/week/month/", "/openings/new/"}


@dataclass(frozen=True)
class Opened:
    """One page: milliseconds of the processor the first time and the second, and by the clock the second time."""

    role: str
    address: str
    status: int
    first: float
    again: float
    clock: float
    statements: int
    size: int


def kind_of(address: str) -> str:
    """An address without whom it is about, and with the names of what it asks for."""
    path, _, query = address.partition("?")
    path = re.sub(r"/evidence/[0-9a-f]{32}/", "/evidence/*/", path)
    path = re.sub(r"/([ac][0-9a-f]{15}|b[0-9a-f]{12}|[0-9a-f]{32}|\d+)(?=/)", "/*", path)
    asked = ",".join(sorted(part.partition("=")[0] for part in query.split("&") if part))
    return f"{path}?{asked}" if asked else path


def walk(client: Client, role: str) -> Iterator[Opened]:
    """Every page that this colleague finds by following links."""
    seen: Counter[str] = Counter()
    known = set(_BEGIN)
    waiting = sorted(known)
    while waiting:
        address = waiting.pop(0)
        if address.count("&") > MOST_ASKED or seen[kind_of(address)] >= (1 if "?" in address else OF_A_KIND):
            continue
        seen[kind_of(address)] += 1
        opened, page = _open(client, role, address)
        yield opened
        for link in _links(page, address):
            if link not in known:
                known.add(link)
                waiting.append(link)


def _open(client: Client, role: str, address: str) -> tuple[Opened, str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    used = spent()
    client.get(address, follow=True)
    first = spent() - used
    begun, used = time.perf_counter(), spent()
    reply: Any = client.get(address, follow=True)
    clock, again = time.perf_counter() - begun, spent() - used
    with CaptureQueriesContext(connection) as asked:
        client.get(address, follow=True)
    whole = b"".join(reply.streaming_content) if reply.streaming else reply.content
    told = (1e3 * first, 1e3 * again, 1e3 * clock)
    is_page = "text/html" in reply.headers.get("Content-Type", "")
    opened = Opened(role, address, reply.status_code, *told, len(asked), len(whole))
    return opened, whole.decode() if is_page else ""


def _links(page: str, here: str) -> list[str]:
    found = [html.unescape(link).partition("#")[0] for link in re.findall(r'href="([^"]*)"', page)]
    inside = [here.partition("?")[0] + link if link.startswith("?") else link for link in found]
    return [link for link in inside if link.startswith("/") and not link.startswith("/static/")]


def client_of(role: str) -> Client:
    """Somebody of this role, signed in; an account owner is the one who looks after most."""
    from django.db.models import Count
    from django.test import Client

    from vouch.program.colleagues.models import User
    from vouch.program.people.models import Account

    owner = ""
    if role == "account_owner":
        busiest = (
            Account.objects.exclude(owner=None).values_list("owner").annotate(n=Count("pk")).order_by("-n").first()
        )
        owner = busiest[0] if busiest else ""
    told = {"name": role.replace("_", " ").title(), "role": role, "owner": owner}
    user, _new = User.objects.get_or_create(email=f"{role}@vendor.example", defaults=told)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def main() -> None:
    """Walks as each role that is named (all where none is), and prints what is slow, slowest first."""
    os.environ["VOUCH_DATA"], os.environ["VOUCH_WAKE_WORKER"] = str(Path(sys.argv[1]).absolute()), "no"
    from vouch.project.start import prepare

    prepare()
    from vouch.program.colleagues.permissions import Position

    pages: list[Opened] = []
    for role in sys.argv[2:] or [position.value for position in Position]:
        for one in walk(client_of(role), role):
            pages.append(one)
            print(f"{one.first:8.0f} {one.again:8.0f} {one.statements:5} {one.role} {one.address}", file=sys.stderr)
    print(f"{len(pages)} pages\n")
    print("| page | role | first, ms | again, ms | by the clock | statements | kB |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for one in sorted(_worst_of_a_kind(pages), key=lambda page: -max(page.first, page.again)):
        if one.status != 200 or max(one.first, one.again) > SLOW or one.statements > MANY:
            said = "" if one.status == 200 else f" ({one.status})"
            times = f"{one.first:,.0f} | {one.again:,.0f} | {one.clock:,.0f}"
            print(f"| `{kind_of(one.address)}`{said} | {one.role} | {times} | {one.statements} | {one.size // 1000} |")


def _worst_of_a_kind(pages: list[Opened]) -> list[Opened]:
    worst: dict[str, Opened] = {}
    for one in pages:
        before = worst.get(kind_of(one.address))
        if before is None or (one.again, one.statements) > (before.again, before.statements):
            worst[kind_of(one.address)] = one
    return list(worst.values())


if __name__ == "__main__":
    main()
