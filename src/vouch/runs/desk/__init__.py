"""What the desk is told by facts and findings: the deals, who fits a request, what asking somebody now costs later, and
what the pipeline will need."""

from __future__ import annotations

from vouch.runs.desk.deals import renew_deals
from vouch.runs.desk.matching import fit_for, matches_for, need_of

__all__ = ["fit_for", "matches_for", "need_of", "renew_deals"]
