"""What one thing costs in a process of its own: `python -m tools.bench.desk.asked FOLDER WHAT ROUNDS`.

`lay` lays the pool. `begin` is the first answer of a process, `pages` a request and its page, `prices` what using
somebody now costs the quarter, `slack` a line in Slack, its button and the list that follows. Milliseconds, of the
processor and by the clock.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from tools.bench.desk.laid import BUYER, INDUSTRIES, REGIONS, TITLES, WORDS

T = TypeVar("T")
Times = dict[str, list[tuple[float, float]]]
SECRET = "a secret of the bench"


def clock(times: Times, what: str, run: Callable[[], T]) -> T:
    """Does it, and writes down what it took."""
    used, begun = time.process_time(), time.perf_counter()
    found = run()
    times.setdefault(what, []).append((1e3 * (time.process_time() - used), 1e3 * (time.perf_counter() - begun)))
    return found


def lay(_rounds: int, times: Times) -> dict[str, Any]:
    """The pool from the database, beside reading one column of the same people."""
    from django.conf import settings

    from vouch.program.people.models import Contact
    from vouch.runs.desk import lay_pool
    from vouch.runs.desk.kept import FOLDER
    from vouch.web.shared.day import today
    from vouch.web.shared.shell import policy

    rows = Contact.objects.filter(account__customer=True).values_list("pk", "account_id", "name", "title", "email")
    clock(times, "read", lambda: sum(1 for _row in rows.iterator(chunk_size=5000)))
    before = _memory()
    standing = clock(times, "lay", lambda: lay_pool(settings.DATA, policy(), today()))
    size = sum(path.stat().st_size for path in (settings.DATA / FOLDER).iterdir())
    return {"people": len(standing.pool), "bytes": size, "before": before, "peak": _memory()}


def begin(_rounds: int, times: Times) -> dict[str, Any]:
    """The first answer of a process, and what it holds then."""
    before = _memory()
    client = _client()
    address = clock(times, "first request", lambda: _ask(client, 0))
    clock(times, "first page", lambda: client.get(address))
    return {"before": before, "peak": _memory()}


def pages(rounds: int, times: Times) -> dict[str, Any]:
    """A request handed in, and the page of those who fit, beside the ranking alone."""
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from vouch.program.references.models import Request
    from vouch.runs.desk import matches_for
    from vouch.web.shared.day import today
    from vouch.web.shared.shell import policy

    client, counts = _client(), {}
    client.get(_ask(client, 0))
    for number in range(20 * rounds):
        address = clock(times, "request", lambda number=number: _ask(client, number))  # type: ignore[misc]
        reply = clock(times, "page", lambda address=address: client.get(address))  # type: ignore[misc]
        assert reply.status_code == 200, reply.status_code
        row = Request.objects.get(pk=address.split("/")[2])
        told = {"policy": policy(), "today": today(), "sees_all": True}
        clock(times, "ranking", lambda row=row, told=told: matches_for(settings.DATA, row, **told))  # type: ignore[misc]
    for what, run in (("request", lambda: _ask(client, 0)), ("page", lambda: client.get(address))):
        with CaptureQueriesContext(connection) as seen:
            run()
        counts[what] = len(seen)
    return {"statements": counts}


def prices(_rounds: int, times: Times) -> dict[str, Any]:
    """What using everybody now costs, from what is expected of twelve segments and three activity types in each month,
    beside as many rankings as there are kinds of requests to come."""
    from django.conf import settings

    from vouch.matching.reference import rank
    from vouch.program.references.models import Coverage, Price
    from vouch.runs.desk import renew_prices
    from vouch.runs.desk.expected import coming
    from vouch.runs.desk.pool import ready
    from vouch.web.shared.day import today
    from vouch.web.shared.shell import policy

    day, rules = today(), policy()
    Coverage.objects.all().delete()
    Coverage.objects.bulk_create(
        Coverage(
            segment=segment, activity=activity, month=day + dt.timedelta(days=30 * month), expected=1.5 + number,
            low=0, high=40, n=40, words="", pool=1, hours=0, needed_hours=0, computed_on=day, run="bench",
        )
        for number, segment in enumerate(INDUSTRIES)
        for activity in ("reference_call", "site_visit", "private_quote")
        for month in range(3)
    )  # fmt: skip
    pool, _lock = ready(settings.DATA, rules, day)
    kinds = coming(pool, rules, day).kinds
    clock(times, "rankings", lambda: [rank(one.need, pool, rules, day, show=50, sees_all=True) for one in kinds])
    found = clock(times, "prices", lambda: renew_prices(settings.DATA, rules, day))
    told = [list(one) for one in Price.objects.order_by("contact").values_list("contact", "price", "words")]
    Price.objects.all().delete()  # the other lines are without
    Coverage.objects.all().delete()
    return {"kinds": len(kinds), "priced": found, "told": told}


def slack(rounds: int, times: Times) -> dict[str, Any]:
    """A line in Slack and its button are answered at once; the list is posted by the worker."""
    from vouch.program.references.models import Request
    from vouch.web.slack import later, press

    posted: list[Mapping[str, Any]] = []

    def post(address: str, message: Mapping[str, Any]) -> bool:
        posted.append(message)
        return bool(address)

    vars(press)["wake"], vars(later)["post"] = (lambda: None), post  # nothing leaves this machine
    client, hook = _client(), "https://hooks.slack.com/commands/T1/1/1"
    for number in range(20 * rounds):
        line = f"reference {BUYER} needs a call with a CFO about {WORDS[number % len(WORDS)]} in two weeks"
        told = {"team_id": "T1", "user_id": "U1", "command": "/vouch", "text": line, "response_url": hook,
                "trigger_id": f"line {number}"}  # fmt: skip
        name = "first" if number == 0 else "next"
        said = clock(times, f"{name} line", lambda told=told: _signed(client, "command", told)).json()  # type: ignore[misc]
        shown = [one for block in said["blocks"] if block["type"] == "actions" for one in block["elements"]]
        button = next(one for one in shown if one["action_id"] == "hand_in")
        Request.objects.filter(state="draft").update(although="They decide soon.")  # as the seller writes at the page
        payload = {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "actions": [button],
                   "response_url": hook, "trigger_id": str(number)}  # fmt: skip
        pressed = {"payload": json.dumps(payload)}
        reply = clock(times, f"{name} press", lambda told=pressed: _signed(client, "press", told))  # type: ignore[misc]
        assert reply.status_code == 200, reply.status_code
        assert clock(times, f"{name} list", later.step)
        assert "fit" in json.dumps(posted[-1]), posted[-1]
    return {}


def _client() -> Any:
    from django.test import Client

    from vouch.program.colleagues.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="bench@vendor.example"))
    return client


def _ask(client: Any, number: int) -> str:
    """Hands in a request; where its page is."""
    form = {
        "activity": ("reference_call", "site_visit", "private_quote")[number % 3], "buyer": BUYER,
        "words": f"{WORDS[number % 7]} and {WORDS[number % 5]}", "although": "They decide soon.",
        "needed_by": (dt.date.today() + dt.timedelta(days=20)).isoformat(), "how_many": "1",  # noqa: DTZ011
        "industry": INDUSTRIES[number % 12], "region": REGIONS[number % 4], "role": TITLES[number % 8],
        "employees": str(50 + 90 * number), "language": "en", "must": (["region"], [], ["language"])[number % 3],
    }  # fmt: skip
    reply = client.post("/references/new/", form)
    assert reply.status_code == 302, reply.status_code
    return str(reply["Location"])


def _signed(client: Any, door: str, told: dict[str, str]) -> Any:
    from slack_sdk.signature import SignatureVerifier

    body, at = urlencode(told), str(int(time.time()))
    sign = SignatureVerifier(SECRET).generate_signature(timestamp=at, body=body) or ""
    headers = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": sign}
    return client.post(f"/slack/{door}/", body, content_type="application/x-www-form-urlencoded", headers=headers)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    os.environ["VOUCH_DATA"], os.environ["VOUCH_SLACK_SIGNING_SECRET"] = sys.argv[1], SECRET
    from vouch.project.start import prepare, ready_to_answer

    took: Times = {}
    clock(took, "start", prepare)
    clock(took, "load", ready_to_answer)
    found = {"lay": lay, "begin": begin, "pages": pages, "slack": slack, "prices": prices}[sys.argv[2]](
        int(sys.argv[3]), took
    )
    print(json.dumps({"times": took} | found))
