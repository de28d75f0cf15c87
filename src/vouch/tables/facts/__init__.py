"""The fact tables: what happened, as importers write it and evidence reads it.

`TABLES` holds them by name in the order a template folder lists them. Every stored row also carries the columns of
`ENVELOPE`: its identity, its times, and the exact row of the file it came from.
"""

from __future__ import annotations

from vouch.tables.facts.company import ACCOUNTS, CONTACTS, OWNERS, ROLES
from vouch.tables.facts.contract import DEAL_CONTACTS, DEALS, RENEWALS, SUBSCRIPTIONS
from vouch.tables.facts.envelope import ENVELOPE
from vouch.tables.facts.proof import ACTS, COMMUNITY, NOMINATIONS, PROMISES, RESULTS, SENTIMENT
from vouch.tables.facts.signals import COMPETITORS, MESSAGES, MILESTONES, SURVEY_ANSWERS, TICKETS, USAGE
from vouch.tables.shape import Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ACCOUNTS,
        CONTACTS,
        OWNERS,
        ROLES,
        DEALS,
        DEAL_CONTACTS,
        SUBSCRIPTIONS,
        RENEWALS,
        USAGE,
        TICKETS,
        SURVEY_ANSWERS,
        PROMISES,
        RESULTS,
        NOMINATIONS,
        SENTIMENT,
        ACTS,
        COMMUNITY,
        MESSAGES,
        MILESTONES,
        COMPETITORS,
    )
}

__all__ = ["ENVELOPE", "TABLES"]
