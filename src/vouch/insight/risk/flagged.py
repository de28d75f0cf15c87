"""All reasons of one kind and another, hard or soft as policy says, and whether they raise the flag."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.domain.policy.model import RISK_REASONS
from vouch.insight.calendar import on_day


def reasons(tables: Sequence[ir.Table], days: ir.Table, policy: Policy) -> ir.Table:
    """The reasons that stand, with `hard` and `flagged` (whether together they put the account at risk).

    Columns: as_of, account, reason, since, ends (the last day it stands, or what has to happen), hard, flagged.
    """
    force = {name: policy.at_risk.force(name) for name in RISK_REASONS}
    rows = ibis.union(*tables)
    # the last day that is over by then is the one before the day in which the next second lies
    rows = on_day(rows.mutate(after=rows["last"] + 1), days, after="after")
    over = days.select("day", _after=days.day.epoch_days().cast("int64") + 1)
    rows = rows.left_join(over, rows.after == over._after)
    rows = rows.select("as_of", "account", "reason", "since", ends=ibis.coalesce(_.until, _.day.cast("string")))
    rows = rows.filter(_.reason.isin([name for name, word in force.items() if word != "off"]))
    rows = rows.mutate(hard=_.reason.isin([name for name, word in force.items() if word == "hard"]))
    together = rows.group_by("as_of", "account").agg(hards=_.hard.sum(), softs=(~_.hard).sum())
    together = together.mutate(flagged=(_.hards > 0) | (_.softs >= policy.at_risk.soft_needed))
    return rows.join(together.select("as_of", "account", "flagged"), ["as_of", "account"])
