"""What a run found, as the rows the program keeps: who the customers are, and where each stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from vouch.program.findings.rows import PlacementRow
from vouch.program.people.rows import AccountRow, ContactRow, OwnerRow
from vouch.runs.place.run import Run
from vouch.runs.refresh.zoned import local_day

PROGRESS = """
with gates as (
  select subject, gate, state from {gates} where as_of = $as_of
  union all select subject, 'acts', state from {acts} where as_of = $as_of),
placed as (from {accounts} where as_of = $as_of union all from {contacts} where as_of = $as_of),
needs(stage, gate) as (values ('not_known_yet', 'promises_kept'), ('not_known_yet', 'attitude'),
  ('not_known_yet', 'service'), ('not_yet_satisfied', 'promises_kept'), ('not_yet_satisfied', 'attitude'),
  ('not_yet_satisfied', 'service'), ('satisfied', 'attitude'), ('satisfied', 'exceeds_expectations'),
  ('satisfied', 'patronage'), ('loyal', 'acts'), ('advocate', 'acts')),
asked as (
  select p.subject, n.gate, case when n.gate in ('promises_kept', 'exceeds_expectations', 'patronage')
    then p.account else p.subject end as whose
  from placed p join needs n on n.stage = p.stage),
shares as (
  select a.subject, avg(case when g.state = 'met' then 1.0 else 0.0 end) as progress
  from asked a left join gates g on g.gate = a.gate and g.subject = a.whose group by a.subject)
select placed.*, shares.progress from placed left join shares using (subject)
"""

_OPTED_OUT = """
select contact, bool_or(opted_out) as opted_out from (
  select v.contact, coalesce(v.opted_out, false) as opted_out, row_number() over (
    partition by v.system, v.contact_id order by v.since <= a.at desc, v.since desc, v.changed desc, v.row_hash) as n
  from step_contact_versions v, as_of a where a.as_of = $as_of)
where n = 1 group by contact
"""
"""Who asked not to be approached, whichever source says so in its present version."""


def owner_id(system: str, source_id: str) -> str:
    """The internal id of an owner: follows from the source's own."""
    return "o" + hashlib.sha256(f"{system}|{source_id}".encode()).hexdigest()[:15]


def owners(run: Run) -> Iterator[OwnerRow]:
    """Everyone of ours who looks after customers, in their latest version; also those an account only names."""
    rows = run.rows(
        "select system, owner_id, arg_max(name, happened_at) as name, arg_max(email, happened_at) as email, "
        "bool_or(coalesce(active, true)) as active from owners group by all order by all"
    )
    known = set()
    for row in rows:
        known |= {row["owner_id"], row["email"], row["name"]}
        yield OwnerRow(
            id=owner_id(row["system"], row["owner_id"]), system=row["system"], source_id=row["owner_id"],
            name=row["name"] or row["owner_id"], email=row["email"] or "", active=row["active"],
        )  # fmt: skip
    for row in run.rows(
        "select distinct owner_id from {described_accounts} where as_of = $as_of and owner_id is not null order by 1",
        as_of=run.as_of,
    ):
        if row["owner_id"] not in known:
            yield OwnerRow(
                id=owner_id("named", row["owner_id"]), system="named", source_id=row["owner_id"], name=row["owner_id"]
            )


def _owner_ids(run: Run) -> dict[str, str]:
    ids: dict[str, str] = {}
    for row in owners(run):
        for way in (row.source_id, row.email, row.name):
            if way:
                ids.setdefault(way, row.id)
    return ids


def accounts(run: Run) -> Iterator[AccountRow]:
    """Every account, customer or not."""
    own = _owner_ids(run)
    named = {row["source_id"]: row["subject"] for row in _also(run, "account")}
    for row in run.stream(
        "select d.*, k.also, k.system, k.source_id, k.domain, s.is, s.since, s.until "
        f"from {{described_accounts}} d join ({_known('account')}) k on k.subject = d.account "
        "left join {standing} s on s.account = d.account and s.as_of = d.as_of where d.as_of = $as_of",
        as_of=run.as_of,
    ):
        yield AccountRow(
            id=row["account"], system=row["system"], source_id=row["source_id"], name=row["name"] or row["source_id"],
            customer=row["is"] == "customer", type=row["type"] or "", domain=row["domain"] or "",
            industry=row["industry"] or "", segment=row["segment"] or "", region=row["region"] or "",
            country=row["country"] or "", employees=row["employees"], yearly_value=row["yearly_value"],
            currency=row["currency"] or run.policy.company.currency, customer_since=local_day(run, row["since"]),
            customer_until=local_day(run, row["until"]), parent=named.get(row["parent_id"]),
            owner=own.get(row["owner_id"]), also=tuple((system, key) for system, key in row["also"]),
        )  # fmt: skip


def contacts(run: Run) -> Iterator[ContactRow]:
    """Every person, at a customer or not."""
    for row in run.stream(
        "select d.*, k.also, k.system, k.source_id, w.workplace, o.opted_out "
        f"from {{described_contacts}} d join ({_known('contact')}) k on k.subject = d.contact "
        "left join as_of a on a.as_of = d.as_of "
        f"left join ({_OPTED_OUT}) o on o.contact = d.contact "
        "left join step_workplaces w on w.contact = d.contact and a.at >= w.begins and a.at < w.ends "
        "where d.as_of = $as_of",
        as_of=run.as_of,
    ):
        yield ContactRow(
            id=row["contact"], system=row["system"], source_id=row["source_id"], account=row["workplace"],
            name=row["name"] or "", email=row["email"] or "", title=row["title"] or "",
            suggested_role=row["suggested_role"] or "", opted_out=bool(row["opted_out"]),
            also=tuple((system, key) for system, key in row["also"]),
        )  # fmt: skip


def placements(run: Run) -> Iterator[PlacementRow]:
    """Where every customer stands on the run's last day."""
    reasons: dict[str, list[dict[str, Any]]] = {}
    for row in run.rows(
        "select account, reason, hard, flagged, since, ends from {reasons} where as_of = $as_of "
        "order by account, hard desc, since",
        as_of=run.as_of,
    ):
        told = {"reason": row["reason"], "hard": row["hard"], "ends": row["ends"], "flagged": row["flagged"]}
        since = local_day(run, row["since"])
        reasons.setdefault(row["account"], []).append(told | {"since": since.isoformat() if since else None})
    for row in run.stream(PROGRESS, as_of=run.as_of):
        why = reasons.get(row["account"], [])
        flagged = any(reason["flagged"] for reason in why)
        yield PlacementRow(
            subject=row["subject"], kind=row["kind"], account=row["account"], stage=row["stage"],
            at_least=row["at_least"], at_most=row["at_most"], coverage=row["coverage"], confidence=row["confidence"],
            progress=row["progress"] or 0.0, captive=row["captive"], latent=row["latent"],
            personal_advocate=row["personal_advocate"], at_risk=flagged, missing=row["missing"], stale=row["stale"],
            reasons=why,
        )  # fmt: skip


def _also(run: Run, kind: str) -> list[dict[str, Any]]:
    return run.rows(_known(kind))


def _known(kind: str) -> str:
    if kind == "account":
        return (
            "select account as subject, list([system, account_id] order by system, account_id) as also, "
            "min(head_system) as system, min(head_id) as source_id, min(domain_key) as domain "
            "from {found_records} group by account"
        )
    return (
        "select contact as subject, list([system, contact_id] order by system, contact_id) as also, "
        "min(head_system) as system, min(head_id) as source_id from {people_records} group by contact"
    )
