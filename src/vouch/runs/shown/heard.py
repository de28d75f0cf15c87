"""Whose word do the stages rest on? How many customers of each stage answered a survey in the last year.

Those who are silent are not like those who answer, so a mix of stages is never shown without this beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from vouch.domain.estimate import Share, share
from vouch.domain.stages import Stage
from vouch.runs.shown.found import Found

YEAR = 365

_HEARD = """
select p.stage, count(*) as n, count(h.subject) as heard
from (select subject, stage from {placements} where kind = 'account' and as_of = $day) p
left join (
  select distinct subject from {evidence}
  where kind = 'account' and reads in ('nps', 'csat', 'ces', 'expectations') and t > $since and t <= $at) h
using (subject) group by p.stage
"""


@dataclass(frozen=True)
class Heard:
    """Of all customers and of each stage: how many answered at least one survey, or rated a ticket, in a year."""

    everyone: Share
    by_stage: dict[str, Share]


@lru_cache(maxsize=16)
def heard(of: Found, day: date) -> Heard | None:
    """How many customers answered in the year up to a day; None where nobody ever did: then there is no survey here."""
    rows = of.rows(_HEARD, day=day, since=of.end(day - timedelta(days=YEAR)), at=of.end(day))
    if not any(row["heard"] for row in rows):
        return None
    total, answered = sum(row["n"] for row in rows), sum(row["heard"] for row in rows)
    by_stage = {row["stage"]: share(row["heard"], row["n"]) for row in rows}
    ordered = {stage.value: by_stage[stage.value] for stage in Stage if stage.value in by_stage}
    return Heard(share(answered, total), ordered)
