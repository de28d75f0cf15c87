"""What it takes to put a placement in force: the first time, once more, and after a day on which little changed.

Run as a program of its own: `python -m tools.bench.pages.publishing FOLDER`, FOLDER being a company that
`make bench ARGS="--only pages"` has laid and published in its file of SQLite. Rows are read from there and published in
an empty database: SQLite, or the PostgreSQL that VOUCH_DATABASE_URL names.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.bench.pages.found import Found
from tools.bench.pages.spent import backend, ours

CHANGED = 100
"""On the day on which little changed: every so many-th customer and person stands elsewhere, and has another title."""


@dataclass
class Spent:
    """Seconds: of the processor, ours and PostgreSQL's, and by the clock; and those by the clock of each statement."""

    ours: float
    theirs: float
    clock: float
    statements: Counter[str] = field(default_factory=Counter)


@contextmanager
def _timed(line: str) -> Iterator[None]:
    from django.db import connection

    statements: Counter[str] = Counter()

    def one(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, *rest)
        finally:
            statements[" ".join(sql.split())[:90]] += time.perf_counter() - begun  # type: ignore[assignment]

    begun, mine, theirs, log = time.perf_counter(), ours(), backend(), _log()
    with connection.execute_wrapper(one):
        yield
    took = Spent(ours() - mine, backend() - theirs, time.perf_counter() - begun, statements)
    written = f"{(_log() - log) / 1e6:,.0f}"
    print(f"| {line} | {took.ours:.1f} | {took.theirs:.1f} | {took.clock:.1f} | {written} |", flush=True)
    for name, seconds in statements.most_common(8):
        print(f"    {seconds:7.2f} {name}", file=sys.stderr, flush=True)


def _log() -> int:
    """Bytes that the database has written ahead until now; nothing is known of SQLite's."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
        return int(cursor.fetchone()[0])


def publish(found: Found, run: str) -> None:
    """As a refresh does it: everything ready first, then put in force in one transaction."""
    from django.db import transaction

    from vouch.program.findings import actions as findings
    from vouch.program.findings.particulars import publish_particulars
    from vouch.program.people.actions import put, ready

    with _timed("ready, while nobody waits"):
        who = ready(run=run, owners=found.owners(), accounts=found.accounts(), contacts=found.contacts())
        stands = findings.ready(
            found.placements(),
            circumstances=found.circumstances(),
            deeds=found.deeds(),
            approaches=found.approaches(),
        )
    with _timed("put in force"), transaction.atomic():
        put(who)
        findings.publish(run=found.run(run), placements=stands)
    roles, products = found.particulars()
    with _timed("roles and products"):
        publish_particulars(roles=roles, products=products)


def main() -> None:
    """Publishes three times, and prints what each took."""
    source = Path(sys.argv[1]).absolute() / "vouch.sqlite3"
    with tempfile.TemporaryDirectory(prefix="vouch-bench-") as folder:
        os.environ["VOUCH_DATA"], os.environ["VOUCH_WAKE_WORKER"] = folder, "no"
        from vouch.project.start import prepare

        prepare()
        from vouch.program.findings.models import Run

        if Run.objects.exists():
            raise SystemExit("Something is published in this database already: name an empty one.")
        print("| what | of ours | of PostgreSQL | by the clock | written ahead, MB |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for name, run, each in (("first", "r1", 0), ("the same again", "r2", 0), ("little changed", "r3", CHANGED)):
            print(f"| **{name}** | | | | |")
            publish(Found(source, changed=each), run)
        print(f"\nLoad: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
