"""The deals of the CRM for the desk: open ones, and those decided in the last years, by the ids used here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils import timezone

from vouch.domain.policy import Policy
from vouch.program.findings.queries import current_run
from vouch.program.people.sources import accounts_by_source, owners_by_source
from vouch.program.references.actions import DealRow, publish_deals
from vouch.program.references.states import Outcome
from vouch.runs.kept.deals import outcome_of, renewal, versions

YEARS = 2
"""How long ago a deal may have been decided: what was asked for it tells what others will need."""


def renew_deals(data: Path, policy: Policy, today: dt.date) -> int:
    """Publish them anew; nothing before anybody was placed. Returns how many there are."""
    run = current_run()
    if run is None:
        return 0
    rows = versions(data)
    since = today - dt.timedelta(days=365 * YEARS)
    return publish_deals(_rows(rows, policy, since), run=run.id, at=timezone.now())


def _rows(rows: Iterable[dict[str, Any]], policy: Policy, since: dt.date) -> Iterator[DealRow]:
    buyers, owners = accounts_by_source(), owners_by_source()
    seen: set[str] = set()
    for row in rows:
        outcome = Outcome(outcome_of(row, policy))
        closes: dt.date | None = row["close_date"]
        if outcome is not Outcome.OPEN and (closes is None or closes < since):
            continue
        buyer, company = buyers.get((row["system"], row["account_id"] or ""), ("", ""))
        made = DealRow(
            system=row["system"],
            source_id=row["deal_id"],
            name=row["name"] or row["deal_id"],
            account=buyer,
            company=company,
            owner=_owner(owners, row["system"], row["owner_id"]),
            type=row["type"] or "",
            stage=row["stage"] or "",
            amount=row["amount"],
            currency=row["currency"] or "",
            created_on=row["created_on"],
            closes_on=closes,
            renewal=renewal(row, policy),
            outcome=outcome,
        )
        if made.id not in seen:
            seen.add(made.id)
            yield made


def _owner(owners: Mapping[tuple[str, str], str], system: str, named: str | None) -> str:
    """An owner is named by id, by address or by name, as the source likes."""
    plain = (named or "").strip()
    return owners.get((system, plain)) or owners.get(("", plain.casefold())) or ""
