"""An ask that is being composed: of whom, for what, within what; the same for every page of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import HttpRequest

from vouch.domain.letters import Start, begun_for, for_several, start
from vouch.domain.personalities import Personality
from vouch.domain.policy.asking import Rung
from vouch.program.asks import queries
from vouch.program.asks.states import AskState
from vouch.web.shared.doors import colleague
from vouch.web.shared.environment import url
from vouch.web.shared.shell import letters, policy
from vouch.web.workspace.asks.chosen import Person
from vouch.web.workspace.asks.counted import programme_of
from vouch.web.workspace.asks.known import Known, known
from vouch.web.workspace.personality.panel import sentence

if TYPE_CHECKING:
    from vouch.program.asks.models import Ask
    from vouch.program.programmes.models import Programme

PLAIN = "plain"
"""The beginning for somebody of whom nothing is assumed."""


@dataclass(frozen=True)
class Offer:
    """A beginning that can be chosen for one person: its words, its address, and whether it is the one shown."""

    words: str
    address: str
    now: bool


@dataclass(frozen=True)
class Composing:
    """One ask, or the same for several people, before anything is kept."""

    request: HttpRequest
    persons: Sequence[Person]
    activity: str
    larger: Ask | None = None

    @property
    def one(self) -> Person | None:
        """The person, where it is one."""
        return self.persons[0] if len(self.persons) == 1 else None

    @property
    def rung(self) -> Rung:
        """The rung of the ladder."""
        return policy().ladder[self.activity]

    @cached_property
    def programme(self) -> Programme | None:
        """The programme it counts to."""
        return programme_of(self.request)

    @cached_property
    def known(self) -> dict[str, Known]:
        """What is known of each of them, as far as this colleague may read it."""
        return known([one.contact for one in self.persons], self.activity, colleague(self.request))

    @property
    def names(self) -> list[str]:
        """What they and their companies are called, which are no words of a letter."""
        return [name for one in self.persons for name in (one.name, one.account.name if one.account else "") if name]

    @property
    def wanted(self) -> str:
        """The beginning that was chosen (`as` of the address); for nobody else than one whose kind may be read."""
        asked = (self.request.POST if self.request.method == "POST" else self.request.GET).get("as", "")
        of_them = self.known[self.one.contact.pk] if self.one else None
        if of_them is None or of_them.now is None:
            return PLAIN
        if asked in {PLAIN, *Personality}:
            return asked
        return of_them.personality or PLAIN

    @cached_property
    def begun(self) -> Start:
        """What the letter begins with: filled in for one person, left open for several."""
        us = policy().company.name
        if self.one is None:
            return for_several(self.activity, self.rung, us=us, templates=letters())
        kind = None if self.wanted == PLAIN else self.wanted
        begun = start(self.activity, self.rung, us=us, templates=letters(), personality=kind)
        return begun_for(begun, self.known[self.one.contact.pk].values)

    @property
    def why_so(self) -> str:
        """Why it begins as it does, in a sentence; empty where nothing is to say."""
        now = self.known[self.one.contact.pk].now if self.one else None
        if self.one is None or now is None:
            return ""
        if now.leads is None or not now.shown:
            return "How they like to take part is not known, so the words are plain."
        told = sentence(now.known, policy().personalities[now.leads].words)
        return told if now.known.counts else f"{told} Nothing rests on that yet, so the words are plain."

    @property
    def offers(self) -> list[Offer]:
        """The beginnings for this one person; none for several, or where this colleague may not read their kind."""
        if self.one is None or self.known[self.one.contact.pk].now is None:
            return []
        words = {PLAIN: "in plain words"} | {one.value: f"for {one.a}" for one in Personality}
        return [Offer(told, self.address(name), name == self.wanted) for name, told in words.items()]

    def address(self, as_: str = "") -> str:
        """The page on which it is written."""
        more = {"smaller_of": self.larger.pk if self.larger else ""}
        more |= {"programme": self.programme.pk if self.programme else "", "as": as_}
        return url("compose", activity=self.activity, contact=[one.contact.pk for one in self.persons], **more)


def larger_of(key: str, keys: Sequence[str]) -> Ask | None:
    """The ask in whose place this one person wanted something smaller, where an address names one."""
    if len(keys) != 1 or not re.fullmatch(r"[0-9a-f]{32}", key):
        return None
    one = queries.ask(key)
    return one if one.contact_id == keys[0] and one.state == AskState.SMALLER else None
