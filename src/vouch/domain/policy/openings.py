"""What can be opened to customers, and how long somebody who moves up has to answer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from vouch.domain.policy.section import Section

Words = Annotated[str, Field(min_length=2, max_length=60)]


class Openings(Section):
    """The rules of openings. `docs/ideas/openings.md` tells what each is for."""

    kinds: dict[Annotated[str, Field(pattern="^[a-z][a-z0-9_]{1,23}$")], Words]
    offer_days: Annotated[int, Field(ge=1, le=60)]
    personality_is_a_criterion: bool
