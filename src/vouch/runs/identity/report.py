"""Who was taken for whom, whole, as people and programs read it: the answer of `vouch identity`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import pyarrow as pa

from vouch.runs.identity.joined import joined
from vouch.runs.identity.nobodys import nobodys
from vouch.runs.identity.proposed import proposed
from vouch.runs.place.run import Run

RECORDS = """
select 'account' as kind, account as subject, system, account_id as id, name, domain_key as domain,
  cast(null as varchar) as email, place, head_system = system and head_id = account_id as head
from {found_records} where account in (select subject from wanted)
union all
select 'contact', r.contact, r.system, r.contact_id, v.name, null, v.email, r.place,
  r.head_system = r.system and r.head_id = r.contact_id
from {people_records} r join (
  select system, contact_id, arg_max(full_name, (since, changed)) as name, arg_max(email, (since, changed)) as email
  from step_contact_versions group by all) v using (system, contact_id)
where r.contact in (select subject from wanted)
order by kind, subject, head desc, place, system, id
"""


def report(run: Run) -> dict[str, Any]:
    """Everything about who is who in a run, in the shape that `docs/ideas/identity.md` gives; ids are the sources'."""
    ones, pairs = joined(run).to_pylist(), proposed(run).to_pylist()
    records = records_of(
        run, {row["subject"] for row in ones} | {row[end] for row in pairs for end in ("one", "other")}
    )
    return {
        "run": run.id,
        "as_of": run.as_of.isoformat(),
        "policy": run.policy.version,
        "records": counts(run),
        "joined": [
            {"kind": row["kind"], "how": row["how"], "name": _name(found), "records": [_told(one) for one in found]}
            for row in ones
            for found in [records[row["subject"]]]
        ],
        "proposed": [
            {
                "kind": row["kind"],
                "score": row["score"],
                "reasons": row["reasons"],
                **{
                    end: {
                        "name": _name(records[row[end]]),
                        "facts": row[f"{end}_facts"],
                        "records": [_told(one) for one in records[row[end]]],
                    }
                    for end in ("one", "other")
                },
            }
            for row in pairs
        ],
        "settled": [
            {"kind": one.one.kind, "verdict": one.verdict.value, "one": str(one.one), "other": str(one.other)}
            for one in run.settled
        ],
        "nobodys": nobodys(run).to_pylist(),
    }


def counts(run: Run) -> dict[str, dict[str, int]]:
    """How many records there are of either kind, and how many accounts and people they are."""
    (row,) = run.rows(
        "select a.records, a.accounts, p.records as of_people, p.people "
        "from (select count(*) as records, count(distinct account) as accounts from {found_records}) a, "
        "(select count(*) as records, count(distinct contact) as people from {people_records}) p"
    )
    return {
        "accounts": {"records": row["records"], "accounts": row["accounts"]},
        "people": {"records": row["of_people"], "people": row["people"]},
    }


def records_of(run: Run, subjects: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The records that these accounts and people are, each list with the one it goes by first."""
    con = run.facts.con.con
    con.register("wanted", pa.table({"subject": pa.array(sorted(subjects), pa.string())}))
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    try:
        for row in run.rows(RECORDS):
            found[row["subject"]].append(row)
    finally:
        con.unregister("wanted")
    return found


def _told(row: dict[str, Any]) -> dict[str, Any]:
    beside = "domain" if row["kind"] == "account" else "email"
    return {"system": row["system"], "id": row["id"], "name": row["name"], beside: row[beside]}


def _name(records: list[dict[str, Any]]) -> str:
    return str(next((row["name"] for row in records if row["name"]), records[0]["id"]))
