"""Which terms does a member agree to?

The words of the terms are a page of the portal; a change of what they say is a change of `TERMS`, and members are asked
again. What they are asked on joining is policy: `personality.questions`.
"""

from __future__ import annotations

TERMS = "2026-12"
"""The version of the terms that joining agrees to."""
