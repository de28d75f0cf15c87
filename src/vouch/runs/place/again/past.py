"""What a day that is over sees of a table: what began later is not there yet, and what ends later has not ended.

Most of what comes in a day happened in it. It changes tables that no day decides, and nothing that a day before it was
decided by: those days need not be placed again for it. What is said here of each table is what the steps for a day read
of it, column by column; `tests/runs/again/test_past.py` places days from nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vouch.runs.place.again.desk import Desk


@dataclass(frozen=True)
class Past:
    """The last of the days that are over: its date, and its last second since 1970."""

    day: date
    at: int


@dataclass(frozen=True)
class _Seen:
    """Which rows are there by then, and what is read of them. {at}: the last second, {day}: the date.

    `columns`: what alone is read, where that is not everything; the rest is empty. `otherwise`: columns as they are by
    then.
    """

    rows: str
    columns: tuple[str, ...] = ()
    otherwise: Mapping[str, str] = field(default_factory=dict)


_ENDS = {"ends": "least(ends, {at} + 1)"}
_SEEN = {
    "step_acted": _Seen("t <= {at}"),
    "step_bought": _Seen("t <= {at}"),
    "step_used_first": _Seen("t <= {at}"),
    "step_role_spans": _Seen("begins <= {at}", otherwise=_ENDS),
    "step_account_spans": _Seen("begins <= {at}", otherwise=_ENDS),
    "step_workplaces": _Seen("begins <= {at}", otherwise=_ENDS),
    "step_contact_spans": _Seen("begins <= {at}", otherwise=_ENDS),
    # grave cases are reasons; all else of tickets is evidence
    "step_tickets_read": _Seen(
        "grave_from <= {at}",
        ("account", "grave_from", "closed"),
        {"closed": "case when closed <= {at} then closed end"},
    ),
    "step_resolved_survey_answers": _Seen("t <= {at}"),
    "step_resolved_sentiment": _Seen("t <= {at}"),
    "step_resolved_competitors": _Seen("t <= {at}"),
    "step_resolved_subscriptions": _Seen("starts_on <= {day}"),
    "step_resolved_renewals": _Seen(
        "happened_on <= {day} and kind in ('cancellation_notice', 'downsell_notice', 'withdrawn')"
    ),
    "step_resolved_promises": _Seen("status = 'missed' and coalesce(decided_on, due_on, signed_off_on) <= {day}"),
    "step_resolved_messages": _Seen(
        "t <= {at} or epoch(answered_at) < {at} + 1",
        ("key", "account", "contact", "t", "kind", "answer", "answered_at"),
        {
            "answer": "case when answered_at is null or epoch(answered_at) < {at} + 1 then answer end",
            "answered_at": "case when epoch(answered_at) < {at} + 1 then answered_at end",
        },
    ),
}
_DECIDED = "step_decided_"
_HELD = _Seen(
    "t <= {at}", otherwise={"until": "least(until, {at} + 1)", "K_end": "case when until <= {at} then K_end end"}
)
_SUM = re.compile(r"w\d+")
_TWELVE_DIGITS = "round({0} / pow(2, floor(log2({0}))), 11)"
"""A running sum as far as it tells something: how the engine adds it up changes the sixteenth digit."""


def seen(desk: Desk, name: str, rows: str, past: Past) -> str:
    """What is seen of `rows` of the table `name`, a table of its columns, as a query."""
    rule = _HELD if name.startswith(_DECIDED) else _SEEN.get(name)
    if rule is None:
        return f'from "{rows}"'
    every = desk.columns(rows)
    read = {column: "null" for column in every if column not in (rule.columns or every)} | dict(rule.otherwise)
    columns = ", ".join(
        # a null of the column's own type
        f'case when true then {read[column]} else "{column}" end as "{column}"' if column in read else f'"{column}"'
        for column in every
    )
    return f'select {columns} from "{rows}" where {rule.rows}'.format(at=past.at, day=f"date '{past.day}'")


def differ(desk: Desk, name: str, past: Past) -> str:
    """Lays what is seen to differ of a step whose differences are in `diff_...`; gives the name of that table."""
    for rows, which in (("came", "not gone"), ("went", "gone")):
        desk.view(f"{rows}_{name}", f'select * exclude (gone) from "diff_{name}" where {which}')
    came, went = (
        f"select {_told(desk, name)} from ({seen(desk, name, f'{rows}_{name}', past)})" for rows in ("came", "went")
    )
    desk.table(f"seen_{name}", f"(({came}) except all ({went})) union all (({went}) except all ({came}))")
    return f"seen_{name}"


def _told(desk: Desk, name: str) -> str:
    sums = [column for column in desk.columns(name) if name.startswith(_DECIDED) and _SUM.fullmatch(column)]
    digits = ", ".join(
        f"case when {column} > 0 then {_TWELVE_DIGITS.format(column)} end as {column}" for column in sums
    )
    return f"* replace ({digits})" if sums else "*"
