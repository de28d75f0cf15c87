"""What files say was promised, a state at a time: the lists behind the figures of the page of promises."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from vouch.program.people import queries as people
from vouch.runs import kept
from vouch.web.shared.environment import plural

TABS = {
    "overdue": "Overdue",
    "missed": "Missed",
    "unsigned": "Kept, to be confirmed",
    "open": "Open",
    "signed": "Kept and confirmed",
}
PAGE = 20


def of_files(request: HttpRequest, today: dt.date) -> dict[str, Any]:
    """The promises of files in the state that is asked for; else in the first that wants somebody."""
    data = Path(settings.DATA)
    counts = kept.pledged(data, today=today)
    state = request.GET.get("files", "")
    if state not in TABS:
        state = next((name for name in TABS if getattr(counts, name)), "open")
    skip = _number(request.GET.get("from", ""))
    rows = kept.of_files(data, state, today=today, skip=skip, limit=PAGE)
    total = int(getattr(counts, state))
    return {
        "files": counts,
        "told_of_files": sentence(counts),
        "file_tabs": [(name, words, getattr(counts, name)) for name, words in TABS.items() if getattr(counts, name)],
        "file_state": state,
        "file_rows": rows,
        "skip": skip,
        "older": skip + PAGE if skip + PAGE < total else None,
        "accounts": people.by_source({(one.system, one.account_id) for one in rows}),
    }


def sentence(counts: kept.Pledged) -> str:
    """How the promises of files went: “579 promises came with files: 542 were kept, 472 in the customer’s word.”"""
    if not counts.kept:
        return f"{plural(counts.all, 'promise')} came with files; none was kept yet"
    told = f"{plural(counts.all, 'promise')} came with files: {plural(counts.kept, 'was', 'were')} kept"
    return f"{told}, {plural(counts.signed, 'by', 'by')} the customer’s own word" if counts.signed else told


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
