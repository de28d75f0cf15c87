"""Which records of which systems were taken as one account or one person, and by what?"""

from __future__ import annotations

import pyarrow as pa

from vouch.domain.identity import Record, Verdict, components
from vouch.runs.place.run import Run

JOINED = """
with linked as (
  select 'account' as kind, account as subject, system, account_id as source_id, domain_key as link, place
  from {found_records}
  union all
  select 'contact', contact, system, contact_id, own_email, place from {people_records}),
whole as (
  select kind, subject, count(*) as records, count(distinct system) as systems, count(distinct link) as links,
    count(link) as named, min(link) as link
  from linked group by kind, subject having count(*) > 1),
settled as (select distinct l.subject from linked l join said s using (kind, system, source_id))
select w.kind, w.subject, w.records,
  case when s.subject is not null then 'settled' when w.kind = 'account' then 'domain' else 'address' end as how
from whole w left join settled s using (subject)
order by w.kind, how = 'settled' desc, w.records desc, w.subject
"""


def joined(run: Run) -> pa.Table:
    """Every account and person that several records are, as a table: place, kind, subject, records, how.

    `how`: by mail domain, by e-mail address, or because people settled that two of its records are the same.
    """
    con = run.facts.con.con
    same = components((one.one, one.other) for one in run.settled if one.verdict is Verdict.SAME)
    con.register("said", records_table(sorted(same)))
    try:
        return run.arrow(f"select row_number() over () as place, * from ({JOINED})")
    finally:
        con.unregister("said")


def records_table(records: list[Record]) -> pa.Table:
    """Records as a table: kind, system, source_id."""
    names = ("kind", "system", "source_id")
    return pa.table({name: pa.array([row[at] for row in records], pa.string()) for at, name in enumerate(names)})
