"""Which interactions move people on, by where they stand and the part they play?

The shipped playbook is data, a file a stage; a company changes it in the browser. A suggestion is something given or
done together, never a favour that is asked for: the words that beg are refused, shipped or not.
"""

from __future__ import annotations

from vouch.domain.playbook.load import read, shipped
from vouch.domain.playbook.suggestion import KINDS, MOST, Suggestion, check

__all__ = ["KINDS", "MOST", "Suggestion", "check", "read", "shipped"]
