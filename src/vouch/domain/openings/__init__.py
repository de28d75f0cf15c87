"""Who qualifies for something scarce? Criteria that people can read, and three answers: `docs/ideas/openings.md`."""

from __future__ import annotations

from vouch.domain.openings.criteria import Criteria
from vouch.domain.openings.facts import Facts
from vouch.domain.openings.free import free_to_be_given
from vouch.domain.openings.judge import Answer, Finding, Verdict, judge
from vouch.domain.openings.lot import STRIPS, Lot, drawn

__all__ = ["STRIPS", "Answer", "Criteria", "Facts", "Finding", "Lot", "Verdict", "drawn", "free_to_be_given", "judge"]
