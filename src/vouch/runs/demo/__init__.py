"""A sample company to look at: what a maker of yard and dock software might have in its tools, and the truth about it.

`write` writes the exports into a folder, to be imported like anybody's, and returns the plan behind them. What
happens to a customer is planned as behaviour (answers, renewals, cases, acts); nothing here knows how any of it will
be weighed, and the truth is read off the plan alone.
"""

from __future__ import annotations

from vouch.runs.demo.found import Found, compare, confusion, table
from vouch.runs.demo.plan import BadRow, Plan, Truth
from vouch.runs.demo.tell import tell
from vouch.runs.demo.write import FEWEST, write

__all__ = ["FEWEST", "BadRow", "Found", "Plan", "Truth", "compare", "confusion", "table", "tell", "write"]
