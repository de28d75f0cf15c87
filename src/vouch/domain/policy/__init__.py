"""Policy: every threshold, half-life, weight and word list by which Vouch decides, as versioned data.

A default ships in the package; a company overrides it key by key in `policy.toml` of its data folder. A finding names
the version it was made under, so it can be made again.
"""

from __future__ import annotations

from vouch.domain.policy.load import default_text, load, read
from vouch.domain.policy.model import Evidence, Policy

__all__ = ["Evidence", "Policy", "default_text", "load", "read"]
