"""How long facts are kept as they came."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from vouch.domain.policy.section import Section


class Retention(Section):
    """After how many months single events of use become sums by day; 0 for never."""

    usage_months: Annotated[int, Field(ge=0, le=1200)]
