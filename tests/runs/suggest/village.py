"""A village to suggest in: people at customers of every stage, with what was asked of them and what they did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tests.program.cast import TODAY, account, contact, know, owner, placed, publish
from vouch.domain.policy import load
from vouch.program.findings.rows import ApproachRow, CircumstanceRow, DeedRow
from vouch.program.people.rows import AccountRow, ContactRow
from vouch.program.suggestions.models import NextStep

POLICY = load()


def ago(days: int) -> dt.date:
    """So many days before the day of the tests."""
    return TODAY - dt.timedelta(days=days)


class Village:
    """Who lives there; `settle` writes it all down, in whatever order it was told."""

    def __init__(self) -> None:
        self.accounts: list[AccountRow] = []
        self.people: list[ContactRow] = []
        self.placements: list[Any] = []
        self.deeds: list[DeedRow] = []
        self.approaches: list[ApproachRow] = []
        self.circumstances: list[CircumstanceRow] = []

    def company(self, name: str, stage: str, *people: str, own: str = "", **more: Any) -> AccountRow:
        """A customer with people, who all stand where it stands, or at `own`."""
        made = account(len(self.accounts) + 1, name, **{"owner": f"o{1:015x}", "segment": "Food", **more})
        self.accounts.append(made)
        self.placements.append(placed(made, stage))
        for person in people:
            lives = contact(len(self.people) + 1, made, person)
            self.people.append(lives)
            self.placements.append(placed(lives, own or stage))
        return made

    def did(self, name: str, activity: str, days: int = 100) -> None:
        """An act."""
        who = self.of(name)
        self.deeds.append(
            DeedRow(account=who.account, contact=who.id, activity=activity, words=activity, done_on=ago(days))
        )

    def was_asked(self, name: str, activity: str, days: int, answer: str) -> None:
        """An ask made outside."""
        self.approaches.append(
            ApproachRow(
                contact=self.of(name).id, activity=activity, words=activity, asked_on=ago(days), answer=answer,
                answered_on=ago(days - 2) if answer else None,
            )
        )  # fmt: skip

    def trouble(self, company: AccountRow) -> None:
        """A grave case."""
        self.circumstances.append(CircumstanceRow(account=company.id, kind="escalation", since=ago(9), words="case 7"))

    def of(self, name: str) -> ContactRow:
        """Somebody, by name."""
        return next(one for one in self.people if one.name == name)

    def settle(self, *, backwards: bool = False) -> None:
        """Write it down."""

        def turned(rows: Sequence[Any]) -> list[Any]:
            return list(reversed(rows)) if backwards else list(rows)

        know(turned(self.accounts), turned(self.people), [owner(1)])
        publish(
            turned(self.placements), deeds=turned(self.deeds), approaches=turned(self.approaches),
            circumstances=turned(self.circumstances),
        )  # fmt: skip


def steps() -> dict[str, NextStep]:
    """The next steps by name."""
    return {one.contact.name: one for one in NextStep.objects.select_related("contact")}
