"""What the desk is told by facts and findings: the deals, who fits a request, what asking somebody now costs later, and
what the pipeline will need."""

from __future__ import annotations

from vouch.runs.desk.deals import renew_deals
from vouch.runs.desk.kept import drop as drop_pool
from vouch.runs.desk.matching import fit_for, matches_for, need_of
from vouch.runs.desk.outlook import renew_outlook
from vouch.runs.desk.plan import plan_all, renew_prices
from vouch.runs.desk.pool import due as pool_due
from vouch.runs.desk.pool import lay as lay_pool

__all__ = [
    "drop_pool", "fit_for", "lay_pool", "matches_for", "need_of", "plan_all", "pool_due", "renew_deals",
    "renew_outlook", "renew_prices",
]  # fmt: skip
