"""Which deals with a customer were won, and which are open? What was promised was often promised there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vouch.domain.policy import Policy
from vouch.lake.duck import quoted
from vouch.lake.view import TableFiles, look
from vouch.runs.kept.traced import connected, further

_LATEST = (
    "qualify row_number() over (partition by key order by modified_at desc, learned_at desc, batch desc, row desc) = 1"
)


@dataclass(frozen=True, kw_only=True)
class Deal:
    """A deal: its id in the source, and what the source says beside what we have names for."""

    id: str
    system: str
    name: str
    type: str
    amount: float | None
    currency: str
    closed_on: dt.date | None
    term_months: int | None
    further: Mapping[str, str] = field(default_factory=dict)


def won_deals(data: Path, ids: Collection[tuple[str, str]], policy: Policy, *, limit: int = 20) -> list[Deal]:
    """The deals won with the account that goes by these (system, id) pairs, the latest first."""
    won = [_deal(row) for row in _latest(data, ids) if _is_won(row, policy)]
    return sorted(won, key=lambda deal: (deal.closed_on or dt.date.min, deal.id), reverse=True)[:limit]


def open_deals(data: Path, ids: Collection[tuple[str, str]], policy: Policy, *, limit: int = 5) -> list[Deal]:
    """The deals with this account that are neither won nor lost yet, those expected to close first first."""
    still = [_deal(row) for row in _latest(data, ids) if not (_is_won(row, policy) or _is_closed(row, policy))]
    return sorted(still, key=lambda deal: (deal.closed_on or dt.date.max, deal.id))[:limit]


def open_by_account(data: Path, policy: Policy) -> Counter[tuple[str, str]]:
    """How many deals are neither won nor lost, by the (system, id) of their account; renewals are no such deals."""
    found: Counter[tuple[str, str]] = Counter()
    for row in versions(data):
        if row["account_id"] and not renewal(row, policy) and outcome_of(row, policy) == "open":
            found[row["system"], row["account_id"]] += 1
    return found


def renewal(row: Mapping[str, Any], policy: Policy) -> bool:
    """Whether a deal is a renewal, by its type."""
    return " ".join((row["type"] or "").lower().split()) in policy.deals.renewal_types


def outcome_of(row: Mapping[str, Any], policy: Policy) -> str:
    """`open`, `won` or `lost`, by its flags, else by its stage."""
    return "won" if _is_won(row, policy) else "lost" if _is_closed(row, policy) else "open"


def versions(data: Path) -> list[dict[str, Any]]:
    """The last version of every deal there is: id, buyer, owner, stage, worth and days."""
    view = look(data / "lake")
    files = view.tables.get("deals", TableFiles())
    paths = [file.path for file in (*files.plain, *files.searched)]
    if not paths:
        return []
    with connected(data) as connection:
        told = connection.execute(
            "select system, deal_id, account_id, owner_id, name, type, stage, amount, currency, is_closed, is_won, "
            "close_date, created_on "
            f"from read_parquet({quoted(paths)}) where not list_contains($gone, batch) {_LATEST}",
            {"gone": sorted(view.leaving)},
        ).fetch_arrow_table()
    return list(told.to_pylist())


def every_version(data: Path) -> list[dict[str, Any]]:
    """Every version of every deal that was told, oldest first: buyer, stage and closing day as they were said to be."""
    view = look(data / "lake")
    files = view.tables.get("deals", TableFiles())
    paths = [file.path for file in (*files.plain, *files.searched)]
    if not paths:
        return []
    with connected(data) as connection:
        told = connection.execute(
            "select system, deal_id, account_id, type, stage, is_closed, is_won, close_date, created_on, modified_at, "
            f"learned_at from read_parquet({quoted(paths)}) where not list_contains($gone, batch) "
            "order by system, deal_id, modified_at nulls first, learned_at, batch, row",
            {"gone": sorted(view.leaving)},
        ).fetch_arrow_table()
    return list(told.to_pylist())


def _latest(data: Path, ids: Collection[tuple[str, str]]) -> list[dict[str, Any]]:
    """The last version of every deal with this account."""
    if not ids:
        return []
    view = look(data / "lake")
    files = view.tables.get("deals", TableFiles())
    paths = [file.path for file in (*files.plain, *files.searched)]
    if not paths:
        return []
    with connected(data) as connection:
        told = connection.execute(
            f"from read_parquet({quoted(paths)}) where list_contains($ids, system || '|' || account_id) "
            f"and not list_contains($gone, batch) {_LATEST}",
            {"ids": [f"{system}|{id_}" for system, id_ in ids], "gone": sorted(view.leaving)},
        ).fetch_arrow_table()
    return list(told.to_pylist())


def _is_closed(row: Mapping[str, Any], policy: Policy) -> bool:
    if row["is_closed"] is not None:
        return bool(row["is_closed"])
    return " ".join((row["stage"] or "").lower().split()) in policy.deals.lost_stages


def _is_won(row: Mapping[str, Any], policy: Policy) -> bool:
    if row["is_won"] is not None:
        return bool(row["is_won"])
    return " ".join((row["stage"] or "").lower().split()) in policy.deals.won_stages


def _deal(row: dict[str, Any]) -> Deal:
    return Deal(
        id=row["deal_id"],
        system=row["system"],
        name=row["name"] or row["deal_id"],
        type=row["type"] or "",
        amount=row["amount"],
        currency=row["currency"] or "",
        closed_on=row["close_date"],
        term_months=row["term_months"],
        further={name: str(value) for name, value in further(row.get("attributes")) if value not in (None, "")},
    )
