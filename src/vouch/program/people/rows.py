"""What a run says about one identity: the rows that `actions.project` writes.

Plain values, so that `runs` builds them without knowing how they are kept. Ids are internal ids; `also` names the
same identity in other sources.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnerRow:
    """One of us who looks after customers: `o` and 15 hex digits."""

    id: str
    system: str
    source_id: str
    name: str
    email: str = ""
    active: bool = True
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountRow:
    """A company: `a` and 15 hex digits. `owner` and `parent` are internal ids; `yearly_value` is in `currency`."""

    id: str
    system: str
    source_id: str
    name: str
    customer: bool = False
    type: str = ""
    domain: str = ""
    industry: str = ""
    segment: str = ""
    region: str = ""
    country: str = ""
    employees: int | None = None
    yearly_value: float | None = None
    currency: str = ""
    customer_since: dt.date | None = None
    customer_until: dt.date | None = None
    parent: str | None = None
    owner: str | None = None
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactRow:
    """A person: `c` and 15 hex digits. `account` and `owner` are internal ids."""

    id: str
    system: str
    source_id: str
    account: str | None = None
    name: str = ""
    email: str = ""
    title: str = ""
    department: str = ""
    country: str = ""
    language: str = ""
    suggested_role: str = ""
    opted_out: bool = False
    left_on: dt.date | None = None
    owner: str | None = None
    also: tuple[tuple[str, str], ...] = ()
