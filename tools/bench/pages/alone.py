"""What a page costs by itself: its statements, and its time beside the least that the same list could take.

The floor reads the keys of fifty rows, then the rows of those keys, counts the list once, and fills a plain table with
the same template engine. Run as a program of its own: `python -m tools.bench.pages.alone FOLDER ROUNDS`, with the names
and addresses of pages on its input.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from tools.bench.pages.spent import spent

_TABLE = """<!doctype html><title>Customers</title><p>{{ total }} customers</p><table>{% for row in rows %}
<tr><td><a href="/customers/{{ row[0] }}/">{{ row[1] }}</a></td><td>{{ row[2] }}</td><td>{{ row[3] }}</td>
<td>{{ row[4] }}</td><td>{{ row[5] }}</td><td>{{ row[6] }}</td></tr>{% endfor %}</table>"""
_KEYS = """select p.subject from program_placement p join program_account a on a.id = p.account_id
where p.kind = 'account' and not p.former order by a.folded, p.subject limit 51"""
_ROWS = """select p.subject, a.name, p.stage, p.missing, p.coverage, a.yearly_value, o.name
from program_placement p join program_account a on a.id = p.account_id left join program_owner o on o.id = a.owner_id
where p.subject in ({}) order by a.folded, p.subject"""
_COUNT = "select count(*) from program_placement where kind = 'account' and not former"


def alone(pages: dict[str, str], rounds: int) -> dict[str, Any]:
    """Of each page its medians by the clock and of processor time, in seconds, and its statements; so of the floor."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from vouch.program.colleagues.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="bench@vendor.example"))
    lines: dict[str, Callable[[], object]] = {"floor": _floor()}
    counted, size = {}, {}
    for name, address in pages.items():
        lines[name] = lambda address=address: client.get(address)  # type: ignore[misc]
        reply = client.get(address)
        if reply.status_code != 200:
            raise SystemExit(f"{address} answered {reply.status_code}")
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        counted[name], size[name] = len(seen), len(reply.content)
    taken: dict[str, list[float]] = {name: [] for name in lines}
    worked: dict[str, list[float]] = {name: [] for name in lines}
    for _round in range(rounds):
        for name, line in lines.items():
            begun, used = time.perf_counter(), spent()
            line()
            taken[name].append(time.perf_counter() - begun)
            worked[name].append(spent() - used)
    return {
        "seconds": {name: statistics.median(times) for name, times in taken.items()},
        "processor": {name: statistics.median(times) for name, times in worked.items()},
        "statements": counted,
        "bytes": size,
    }


def _floor() -> Callable[[], object]:
    from django.db import connection
    from jinja2 import Environment

    template = Environment(autoescape=True).from_string(_TABLE)

    def once() -> str:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT)
            total = cursor.fetchone()[0]
            cursor.execute(_KEYS)
            keys = [row[0] for row in cursor.fetchall()]
            cursor.execute(_ROWS.format(", ".join(["%s"] * len(keys))), keys)
            return template.render(rows=cursor.fetchall()[:50], total=total)

    return once


if __name__ == "__main__":
    os.environ["VOUCH_DATA"] = sys.argv[1]
    from vouch.project.start import prepare

    prepare()
    print(json.dumps(alone(json.load(sys.stdin), int(sys.argv[2]))))
