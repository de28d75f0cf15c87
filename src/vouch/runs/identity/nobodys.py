"""Which facts are no account's, and why not?"""

from __future__ import annotations

import pyarrow as pa

from vouch.insight.place import RESOLVED
from vouch.runs.place.run import Run

WHY = """
with named as ({named}),
lost as (
  select n.*, r.account_id is not null as is_record, o.system as stranger, d.accounts as at_domain
  from named n
  left join (select distinct account_id from {found_records}) r using (account_id)
  left join (select contact, any_value(system) as system from {people_records} where system = 'email' group by 1) o
    using (contact)
  left join (select domain_key as domain, count(distinct account) as accounts from {found_records} group by 1) d
    on d.domain = regexp_extract(n.email, '@([^@]*)$', 1)),
told as (
  select fact, system, facts, case
    when account_id is not null and not is_record then 'unknown_account'
    when account_id is not null then 'account_of_several'
    when contact is not null and stranger is null then 'person_without_company'
    when regexp_extract(email, '@([^@]*)$', 1) in (select unnest($free)) then 'free_mail'
    when split_part(email, '@', 1) in (select unnest($shared)) then 'shared_mailbox'
    when email is not null and at_domain > 1 then 'domain_of_several'
    when email is not null and stranger is null then 'address_of_several'
    when email is not null then 'domain_of_nobody'
    when contact_id is not null then 'unknown_person'
    when organization is not null then 'unknown_name'
    else 'names_nobody' end as why
  from lost)
select fact, system, why, cast(sum(facts) as bigint) as facts from told group by all
order by facts desc, fact, system, why
"""

_KEYS = ("account_id", "contact_id", "email", "organization")


def nobodys(run: Run) -> pa.Table:
    """Facts that are no account's, counted: fact (its table), system, why, facts; the most first."""
    return run.arrow(
        WHY.replace("{named}", " union all ".join(_named(run, name) for name in RESOLVED)),
        free=list(run.policy.identity.free_mail_domains),
        shared=list(run.policy.identity.shared_mailboxes),
    )


def _named(run: Run, name: str) -> str:
    table = "{resolved_" + name + "}"
    has = set(run.arrow(f"select * from {table} limit 0").column_names)
    keys = ", ".join(key if key in has else f"cast(null as varchar) as {key}" for key in _KEYS)
    return (
        f"select '{name}' as fact, system, {keys}, contact, count(*) as facts from {table} "
        "where account is null group by all"
    )
