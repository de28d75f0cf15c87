"""Use, rolled up: of each batch one row an account and day, or a person and day where no account is named.

That is all that a placement reads of use (`insight.usage`): sums of whole days, and the first moment of an account or
a person. Whoever is named beside an account is read once, as somebody that facts know of; one row of no quantity keeps
that for each address. So a placement as of any day, before the horizon too, is what it was. What is gone is which
events they were, and at what moment of the day: how many ways an account used the product is not known of days before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from vouch.domain.policy import Policy
from vouch.insight.calendar import end_of_day, every_day, months_before
from vouch.lake.store import Lake

MARK = '{"rolled_up": "day"}'
"""What stands in the attributes of such a row."""
_RAW = f"attributes IS DISTINCT FROM '{MARK}' AND happened_at >= TIMESTAMPTZ '1970-01-02 00:00:00+00:00'"
_SAME = (
    "NULL AS event_id, {who}, NULL AS event, min(happened_at) AS happened_at, {quantity} AS quantity, "
    "md5(concat_ws('|', '{kind}', min(key), max(key))) AS key, (hash(min(key), count(*)) >> 1)::BIGINT AS row_hash, "
    "system, max(modified_at) AS modified_at, max(learned_at) AS learned_at, batch, min(file) AS file, "
    'min("row") AS "row", \'{mark}\' AS attributes'
)
_USED = "sum(coalesce(quantity, 1.0))"
_FEWER = f"""
WITH told AS (
  SELECT o.*, d.n + (o.t > d.ends)::INT - (o.t < d.begins)::INT AS day
  FROM (SELECT *, epoch_us(happened_at) // 1000000 AS t FROM old) o JOIN days d ON o.t // 86400 = d.n)
SELECT {_SAME.format(who="account_id, NULL AS contact_id, NULL AS email", mark=MARK, quantity=_USED, kind="account")}
FROM told WHERE account_id IS NOT NULL GROUP BY system, account_id, day, batch
UNION ALL BY NAME
SELECT {_SAME.format(who="NULL AS account_id, contact_id, email", mark=MARK, quantity=_USED, kind="person")}
FROM told WHERE account_id IS NULL GROUP BY system, contact_id, email, day, batch
UNION ALL BY NAME
SELECT {
    _SAME.format(
        who="arg_min(account_id, (happened_at, key)) AS account_id, NULL AS contact_id, email",
        mark=MARK,
        quantity="0.0",
        kind="named",
    )
}
FROM told WHERE account_id IS NOT NULL AND email IS NOT NULL GROUP BY system, email, batch
"""


@dataclass(frozen=True, kw_only=True)
class Rolled:
    """Use of before a day: how many events there are, and how many rows they become or became."""

    before: date
    events: int
    rows: int


def horizon(policy: Policy, today: date) -> date | None:
    """The first day whose events are kept as they came: the first of a month; None where all are.

    Never so late that events are missing of the days by which use is judged today.
    """
    months, rule = policy.retention.usage_months, policy.at_risk.usage
    if not months:
        return None
    judged = timedelta(days=rule.recent_days + rule.baseline_days + rule.feed_stopped_after_days + 3)
    return min(months_before(today.replace(day=1), months), (today - judged).replace(day=1))


def what_would(data: Path, policy: Policy, today: date) -> Rolled | None:
    """What rolling up would do; None where policy keeps everything."""
    before = horizon(policy, today)
    if before is None:
        return None
    events, rows = Lake(data).would_shorten(
        "usage", before=_moment(before, policy), raw=_RAW, fewer=_FEWER, beside=_beside(policy)
    )
    return Rolled(before=before, events=events, rows=rows)


def roll_up(data: Path, policy: Policy, today: date, *, patience: float = 5.0) -> Rolled | None:
    """Rolls up use of before the horizon; None where policy keeps everything.

    Raises Conflict while somebody imports for longer than `patience` seconds.
    """
    before = horizon(policy, today)
    if before is None:
        return None
    events, rows = Lake(data, patience=patience).shorten(
        "usage", before=_moment(before, policy), raw=_RAW, fewer=_FEWER, beside=_beside(policy)
    )
    return Rolled(before=before, events=events, rows=rows)


def _moment(day: date, policy: Policy) -> datetime:
    """The first moment of a day in the company's zone."""
    return datetime.fromtimestamp(end_of_day(date.fromordinal(day.toordinal() - 1), policy.zone) + 1, UTC)


def _beside(policy: Policy) -> dict[str, pa.Table]:
    days = every_day(policy.zone)
    return {"days": pa.table({"n": range(len(days["day"])), "begins": days["begins"], "ends": days["ends"]})}
