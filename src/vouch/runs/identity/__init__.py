"""Who was taken for whom in a run: what was joined and by what, what may be the same, and which facts are nobody's."""

from __future__ import annotations

from vouch.runs.identity.joined import joined
from vouch.runs.identity.nobodys import nobodys
from vouch.runs.identity.proposed import proposed

__all__ = ["joined", "nobodys", "proposed"]
