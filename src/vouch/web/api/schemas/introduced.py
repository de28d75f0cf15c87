"""Whom customers introduced: what goes in, what comes out."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from vouch.web.api.words import Key, Limit, Line, Thanks, Told, Words

Fate = Literal["new", "qualified", "won", "lost", "disqualified"]


class IntroducedOf(Told):
    """Which introductions: of one fate, those the caller follows; `after` is the `next` of the page before."""

    fate: Fate | None = None
    mine: bool = False
    after: Key | None = None
    limit: Limit = 50


class FollowIn(Told):
    """Who follows it: a colleague's e-mail; empty: the caller."""

    colleague: Line = ""


class FateIn(Told):
    """What came of it. `deal`: its id in the CRM, or ours (system:id). `words` are for us alone."""

    fate: Fate
    deal: Line = ""
    words: Annotated[Words, Field(description="For us alone: the customer does not read it")] = ""


class ThankForIn(Told):
    """Thanks, as they read them."""

    words: Thanks


class IntroducedOut(Schema):
    """Somebody whom a customer introduced. `email` only where the other `agreed`."""

    key: str
    name: str
    company: str
    email: str
    agreed: bool
    note: str
    by: str
    by_company: str
    follows: str
    fate: str
    fate_words: str
    deal: str
    words: str
    thanked_at: dt.datetime | None
    at: dt.datetime
    changed_at: dt.datetime


class IntroducedPage(Schema):
    """A page of introductions; `next` goes on where it ends, null at the last."""

    introductions: list[IntroducedOut]
    next: str | None
