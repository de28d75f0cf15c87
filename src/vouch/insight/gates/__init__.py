"""What the evidence decides: a score at each arrival, a decision that is held, and what is in force on a day.

`arrivals.py` sums decayed weights, `decisions.py` turns them into decisions in one pass over time, `standing.py` reads
off what stands on any days, `counted.py` has the one gate that is counted.
"""

from __future__ import annotations

from vouch.insight.gates.arrivals import arrivals, gate_groups
from vouch.insight.gates.counted import counted_gates
from vouch.insight.gates.decisions import decisions
from vouch.insight.gates.standing import standing_gates

__all__ = ["arrivals", "counted_gates", "decisions", "gate_groups", "standing_gates"]
