"""Which columns can a list of customers or people have, on a page and in a file? One list of them, by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vouch.program.findings.models import Placement
from vouch.program.people.models import Account, Contact

Cell = str | int | float | bool | dt.date | None


@dataclass(frozen=True)
class Column:
    """One column: its name in files and addresses, its head on a page, its type, and what a row has there.

    `type` is text, number, day or yes. `always`: it stands in every list and cannot be chosen. `needs` is the
    permission it takes, which may reach to one's own accounts only: ask it of each row. `value` is None where only the
    page can tell what stands there.
    """

    name: str
    words: str
    value: Callable[[Placement], Cell] | None
    type: str = "text"
    always: bool = False
    needs: str = ""


def _account(read: Callable[[Account], Cell]) -> Callable[[Placement], Cell]:
    return lambda row: read(row.account) if row.account else None


def _contact(read: Callable[[Contact], Cell]) -> Callable[[Placement], Cell]:
    return lambda row: read(row.contact) if row.contact else None


def _owner(account: Account) -> Cell:
    return account.owner.name if account.owner_id and account.owner else ""


def _why(row: Placement) -> Cell:
    if not row.at_risk:
        return ""
    raised = [reason for reason in row.reasons if reason.get("flagged", True)]
    return "; ".join(f"{reason['reason']} since {reason['since']}" for reason in raised)


_STANDS = (
    Column("stage", "Stands", lambda row: row.stage, always=True),
    Column("at_least", "At least", lambda row: row.at_least, always=True),
    Column("at_most", "At most", lambda row: row.at_most, always=True),
    Column("at_risk", "At risk", lambda row: row.at_risk, "yes", always=True),
    Column("flags", "Flags", lambda row: "; ".join(row.flags), always=True),
)
_KNOWN = (
    Column("missing", "Missing or grown old", lambda row: "; ".join(row.missing)),
    Column("stale", "Grown old", lambda row: "; ".join(row.stale), always=True),
    Column("coverage", "Known, in 100", lambda row: row.coverage, "number"),
    Column("confidence", "Fresh, in 100", lambda row: row.confidence, "number"),
    Column("progress", "Met of the next stage, in 100", lambda row: row.progress, "number"),
)
_ACCOUNT = (
    Column("id", "Id", lambda row: row.account.source_id if row.account else row.subject, always=True),
    Column("name", "Customer", _account(lambda one: one.name), always=True),
    Column("segment", "Segment", _account(lambda one: one.segment)),
    Column("region", "Region", _account(lambda one: one.region)),
    Column("country", "Country", _account(lambda one: one.country)),
    Column("owner", "Owner", _account(_owner)),
    Column("yearly_value", "Yearly value", _account(lambda one: one.yearly_value), "number"),
    Column("currency", "Currency", _account(lambda one: one.currency), always=True),
    Column("customer_since", "Customer since", _account(lambda one: one.customer_since), "day"),
    *_STANDS,
    Column("why_at_risk", "Why at risk", _why),
    *_KNOWN,
)
_CONTACT = (
    Column("id", "Id", lambda row: row.contact.source_id if row.contact else row.subject, always=True),
    Column("name", "Person", _contact(lambda one: one.name), always=True),
    Column("email", "E-mail", _contact(lambda one: one.email), needs="see_addresses"),
    Column("title", "What they do there", _contact(lambda one: one.title)),
    Column("account", "Company", _account(lambda one: one.name)),
    Column("account_id", "Id of the company", _account(lambda one: one.source_id), always=True),
    Column("country", "Country", _account(lambda one: one.country)),
    Column("owner", "Owner", _account(_owner)),
    *_STANDS,
    *(one for one in _KNOWN if one.name != "progress"),
    Column("personality", "How they take part", None, needs="see_personalities"),
)
COLUMNS: dict[str, tuple[Column, ...]] = {"account": _ACCOUNT, "contact": _CONTACT}
"""By the kind of list, in the order of a file. What only a page can tell is in no file."""

USUAL: dict[str, tuple[str, ...]] = {
    "account": ("missing", "coverage", "yearly_value", "owner"),
    "contact": ("account", "coverage", "owner"),
}
"""What a list shows where nobody chose."""


def choosable(kind: str, may: Callable[[str], bool] = lambda _permission: True) -> tuple[Column, ...]:
    """The columns that somebody with these permissions can choose, in their order on a page."""
    usual = USUAL[kind]
    found = [one for one in COLUMNS[kind] if not one.always and (not one.needs or may(one.needs))]
    return tuple(sorted(found, key=lambda one: usual.index(one.name) if one.name in usual else len(usual)))


Sees = Callable[[str, str], bool]
"""Whether somebody with this permission sees it at a customer of this owner (empty: of nobody)."""


def seen(column: Column, row: Placement, sees: Sees) -> bool:
    """Whether a column of this row is for whoever reads."""
    return not column.needs or sees(column.needs, (row.account.owner_id or "") if row.account else "")


def of_file(kind: str, chosen: Iterable[str] | None = None) -> tuple[Column, ...]:
    """The columns of a file: all of them, or beside those that always stand there only the chosen ones."""
    every = tuple(one for one in COLUMNS[kind] if one.value is not None)
    if chosen is None:
        return every
    wanted = set(chosen)
    return tuple(one for one in every if one.always or one.name in wanted)
