"""Who is meant by a name, a source's id, an e-mail address or an internal id."""

from __future__ import annotations

from typing import Any

from rapidfuzz import process

from vouch.domain.errors import Ambiguous, NotFound
from vouch.runs.place.run import Run

KNOWN = """
select 'account' as kind, r.account as subject, r.account_id as source_id, d.name, cast(null as varchar) as email,
  s.is, s.since, s.until, d.type
from {found_records} r
left join {described_accounts} d on d.account = r.account and d.as_of = $as_of
left join {standing} s on s.account = r.account and s.as_of = $as_of
union all
select 'contact', r.contact, r.contact_id, d.name, d.email, null, null, null, null
from {people_records} r left join {described_contacts} d on d.contact = r.contact and d.as_of = $as_of
"""

MATCHES = (
    "source_id = $text or subject = $text",
    "lower(email) = $low",
    "lower(name) = $low",
    "starts_with(lower(name), $low)",
    "contains(lower(name), $low)",
)
"""What is tried, in this order; the first that finds anybody decides."""

SHOWN = 6


def find(run: Run, name_or_id: str) -> dict[str, Any]:
    """The one account or contact that is meant: kind, subject, name, source_id, is, since, until, type.

    Raises NotFound with the nearest names, or Ambiguous with the candidates.
    """
    text = " ".join(name_or_id.split())
    for match in MATCHES:
        rows = run.rows(
            f"select kind, subject, any_value(name) as name, min(source_id) as source_id, any_value(\"is\") as \"is\", "
            f"any_value(since) as since, any_value(until) as until, any_value(\"type\") as \"type\" "
            f"from ({KNOWN}) where ({match}) and ($text = $text and $low = $low) group by kind, subject "
            "order by kind, name, source_id limit 50",
            as_of=run.as_of, text=text, low=text.lower(),
        )  # fmt: skip
        if len(rows) == 1:
            return rows[0]
        if rows:
            raise Ambiguous("ambiguous", _several(text, rows), candidates=[row["source_id"] for row in rows])
    raise NotFound("not_found", _nobody(run, text), name=text)


def _several(text: str, rows: list[dict[str, Any]]) -> str:
    told = [f"{row['name']} ({row['kind']} {row['source_id']})" for row in rows[:SHOWN]]
    more = "" if len(rows) <= SHOWN else " and others"
    return f"“{text}” can mean {', '.join(told)}{more}. Name one by its id."


def _nobody(run: Run, text: str) -> str:
    names = [
        row["name"] for row in run.rows(f"select distinct name from ({KNOWN}) where name is not null", as_of=run.as_of)
    ]
    if not names:
        return f"Nobody is known by “{text}”, as no customers have been imported yet. Begin with: vouch import FILE"
    near = [name for name, _score, _place in process.extract(text, names, limit=3, score_cutoff=60)]
    hint = f" Did you mean {', '.join(near)}?" if near else " Names, source ids and e-mail addresses are understood."
    return f"Nobody is known by “{text}”.{hint}"
