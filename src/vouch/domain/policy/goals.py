"""What people may want for themselves, in kinds: so that an ask can say which goal of theirs it serves."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from vouch.domain.policy.section import Section

Words = Annotated[str, Field(min_length=2, max_length=120)]


class GoalKind(Section):
    """One kind of goal: `words` as the person picks it, `about` as colleagues read it, and the rungs that serve it."""

    words: Words
    about: Words
    served_by: tuple[str, ...] = ()
