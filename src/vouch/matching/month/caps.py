"""How much a month may hold: of one account, one owner's week, one activity, and in all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Caps:
    """The most asks of a month; one a person always. None is as many as one likes.

    `account`: of any one account, `accounts` of those that may have another number (less, where some are open).
    `owner_week`: of one owner of accounts in a week, since they clear each; `owners` of those with another number.
    `activity`: of each activity named. `asks`: in all.
    """

    account: int | None = 2
    accounts: Mapping[str, int] = field(default_factory=dict)
    owner_week: int | None = None
    owners: Mapping[str, int] = field(default_factory=dict)
    activity: Mapping[str, int] = field(default_factory=dict)
    asks: int | None = None
    weeks: int = 4

    def __post_init__(self) -> None:
        given = [self.account, self.owner_week, self.asks, *self.accounts.values(), *self.owners.values()]
        if any(cap is not None and cap < 0 for cap in (*given, *self.activity.values())) or self.weeks < 1:
            raise ValueError("a cap is 0 or more, and a month has a week at least")

    def of_account(self, account: str) -> int | None:
        """The most of this account."""
        return self.accounts.get(account, self.account)

    def of_owner_week(self, owner: str) -> int | None:
        """The most of this owner in a week; an account without an owner waits for nobody."""
        return self.owners.get(owner, self.owner_week) if owner else None
