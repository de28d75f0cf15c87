"""A large company's facts, laid into a lake as importers would: random, seeded, sorted in time like a feed.

The rows are made by DuckDB from their number alone, so that a company of a hundred million events needs no memory. Who
is busy is skewed, as it is: a tenth of the people make a third of the use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from vouch.lake.batches import Covers, Head, Summary
from vouch.lake.store import Lake

DAYS = 730
END = datetime(2026, 11, 20, tzinfo=UTC)
_CHUNK = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large the company is. Ten contacts an account; the rest follows unless said."""

    accounts: int = 50_000
    events: int = 10_000_000
    seed: int = 7

    @property
    def contacts(self) -> int:
        """Its people."""
        return self.accounts * 10

    @property
    def tickets(self) -> int:
        """Its support cases."""
        return self.accounts * 40

    @property
    def answers(self) -> int:
        """Its survey answers."""
        return self.accounts * 20

    @property
    def name(self) -> str:
        """A folder name that says what it holds."""
        return f"company-{self.accounts}-{self.events}-{self.seed}"


# names of people are letters that follow from their number: numbers in names would make everybody nearly alike
_WORD = "translate(left(md5('{what}' || i), {letters}), '0123456789', 'ghijklmnop')"
_NAME = " || ' ' || ".join([_WORD.format(what="given", letters=5), _WORD.format(what="family", letters=7)])

# {i} is the number of a row, {u1}, {u2} ... even numbers from 0 to 1 that follow from it, {t} a moment in order
_TABLES = {
    "accounts": (
        "select 'A' || i as account_id, 'Company ' || i as name, "
        "case when u1 < .92 then 'Customer' else 'Prospect' end as type, "
        "'company' || i || '.example' as domain, 'industry ' || (i % 12) as industry, "
        "'segment ' || (i % 5) as segment, 'region ' || (i % 4) as region, (10 + 5000 * u2 * u2)::bigint as employees, "
        "round(5000 + 200000 * u3 * u3) as yearly_value, 'EUR' as currency, 'O' || (i % 200) as owner_id"
    ),
    "owners": (
        "select 'O' || i as owner_id, 'Owner ' || i as name, 'owner' || i || '@vendor.example' as email, true as active"
    ),
    "contacts": (
        "select 'C' || i as contact_id, 'A' || (i // 10) as account_id, {name} as name, "
        "'person' || i || '@company' || (i // 10) || '.example' as email, 'title ' || (i % 30) as title"
    ),
    "roles": (
        "select 'C' || ((i // 3) * 10 + i % 3) as contact_id, "
        "['outcome_owner', 'sponsor', 'daily_user'][1 + i % 3] as role, date '2024-11-20' as from_on"
    ),
    "subscriptions": (
        "select 'S' || i as subscription_id, 'A' || i as account_id, (t - interval 700 day)::date as starts_on, "
        "12 as term_months, u1 < .5 as renews_automatically"
    ),
    "renewals": (
        "select 'R' || i as renewal_id, 'A' || i as account_id, t::date as happened_on, "
        "case when u1 < .8 then 'renewal' when u1 < .95 then 'expansion' else 'downsell' end as kind, "
        "u2 < .4 as automatic, 12 as term_months"
    ),
    "promises": (
        "select 'P' || i as promise_id, 'A' || (i // 2) as account_id, 'Promise ' || i as text, t::date as due_on, "
        "case when u1 < .7 then 'met' when u1 < .8 then 'late' when u1 < .9 then 'missed' else 'open' end as status, "
        "case when u1 < .9 then t::date end as decided_on, case when u2 < .5 then t::date end as signed_off_on"
    ),
    "results": (
        "select 'Q' || i as result_id, 'A' || i as account_id, 'Result ' || i as text, t::date as reached_on, "
        "100 * u1 as number, case when u2 < .6 then t::date end as signed_off_on"
    ),
    "sentiment": (
        "select 'A' || i as account_id, case when u1 < .6 then 'green' when u1 < .85 then 'amber' else 'red' end "
        "as rating, t::date as rated_on, 'Owner ' || (i % 200) as by"
    ),
    "acts": (
        "select 'X' || i as act_id, 'C' || (i * 7 % {contacts}) as contact_id, 'reference call' as activity_type, "
        "t as done_at, case when u1 < .3 then 'unprompted' else 'asked' end as prompted, "
        "case when u2 < .2 then 'voucher' end as reward_announced"
    ),
    "messages": (
        "select 'M' || i as message_id, 'C' || (i * 3 % {contacts}) as contact_id, t as sent_at, 'ask' as kind, "
        "case when u1 < .5 then t + interval 3 day end as answered_at, "
        "case when u1 < .3 then 'accepted' when u1 < .5 then 'declined' end as answer"
    ),
    "survey_answers": (
        "select 'V' || i as response_id, 'C' || (floor({contacts} * u1)::bigint) as contact_id, 'Pulse' as survey, "
        "case when u2 < .7 then 'nps' else 'csat' end as item, "
        "case when u2 < .7 then floor(11 * sqrt(u3)) else 1 + floor(5 * sqrt(u3)) end as score, t as answered_at"
    ),
    "tickets": (
        "select 'T' || i as ticket_id, 'C' || (floor({contacts} * u1)::bigint) as contact_id, 'Subject ' || i as "
        "subject, case when u2 < .02 then 'urgent' else 'normal' end as priority, t as opened_at, "
        "case when u3 < .995 then t + interval 1 hour * (1 + 400 * u4)::int end as closed_at, u2 > .99 as escalated, "
        "case when u4 < .1 then 'good' when u4 < .12 then 'bad' end as satisfaction"
    ),
    "usage": (
        "select 'E' || i as event_id, 'A' || (c // 10) as account_id, 'C' || c as contact_id, "
        "['signed in', 'report opened', 'export made', 'rule changed'][1 + (i % 4)::int] as event, t as happened_at "
        "from (select *, floor({contacts} * u1 * u1)::bigint as c from numbers)"
    ),
}


def _rows(size: Size) -> dict[str, int]:
    shares = {
        "accounts": 1, "contacts": 10, "roles": 3, "subscriptions": 1, "renewals": 1, "promises": 1, "results": 0.4,
        "sentiment": 1, "acts": 1.2, "messages": 6,
    }  # fmt: skip
    counts = {name: int(size.accounts * share) for name, share in shares.items()}
    return counts | {
        "owners": 200, "survey_answers": size.answers, "tickets": size.tickets, "usage": size.events,
    }  # fmt: skip


def lay(data: Path, size: Size, *, usage_from: int = 0, usage_to: int | None = None) -> None:
    """Lays the company's facts into the lake of `data`, a batch a table; with `usage_from` that use alone."""
    for name, count in _rows(size).items():
        if usage_from and name != "usage":
            continue
        first, last = (usage_from, usage_to or count) if name == "usage" else (0, count)
        head = Head(
            id=f"b{hash_of(name, first):012x}", file=f"{name}.csv", sha256=f"{hash_of(name, last):064x}",
            kind="plain", mapping="plain", imported_at=END,
        )  # fmt: skip
        with Lake(data).begin(head) as writer:
            for part in _parts(name, size, count, first, last):
                writer.append(name, part)
            begins = datetime.fromtimestamp(END.timestamp() - DAYS * 86_400, UTC)
            covers = (Covers(table=name, system="plain", since=begins, until=END),)
            writer.commit(Summary(rows_read=last - first, rows_kept=last - first, covers=covers))


DAILY = ("usage", "tickets", "survey_answers", "messages", "acts", "sentiment")
"""What goes on every day."""


def lay_day(data: Path, size: Size, number: int) -> datetime:
    """Lays one more day of what goes on, the first after the company's last where `number` is 0; gives its end."""
    end = END + timedelta(days=number + 1)
    for name in DAILY:
        count = _rows(size)[name]
        first, last = (count + count * day // DAYS for day in (number, number + 1))
        head = Head(
            id=f"b{hash_of(name, first):012x}", file=f"{name}-{number}.csv", sha256=f"{hash_of(name, last):064x}",
            kind="plain", mapping="plain", imported_at=end,
        )  # fmt: skip
        with Lake(data).begin(head) as writer:
            for part in _parts(name, size, count, first, last):
                writer.append(name, part)
            covers = (Covers(table=name, system="plain", since=END, until=end),)
            writer.commit(Summary(rows_read=last - first, rows_kept=last - first, covers=covers))
    return end


def hash_of(name: str, number: int) -> int:
    """Twelve hex digits that follow from a name and a number."""
    with duckdb.connect() as connection:
        (found,) = connection.execute("select hash(?, ?) & 281474976710655", [name, number]).fetchone() or (0,)
    return int(found)


def _parts(name: str, size: Size, count: int, first: int, last: int) -> Iterator[pa.Table]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        for begin in range(first, last, _CHUNK):
            end = min(last, begin + _CHUNK)
            even = ", ".join(f"(hash(i, {size.seed}, {n}) >> 11) / 9007199254740992.0 as u{n}" for n in (1, 2, 3, 4))
            connection.execute(
                f"create or replace temp view numbers as select i, {even}, "
                f"to_timestamp({END.timestamp()} - {DAYS * 86_400} * (1 - i / {count}::double)) as t "
                f"from range({begin}, {end}) r(i)"
            )
            own = _TABLES[name].replace("{contacts}", str(size.contacts)).replace("{name}", _NAME)
            own = own if " from " in own else f"{own} from numbers"
            yield connection.execute(
                f"with own as ({own.replace('select ', 'select i, t, ', 1) if name != 'usage' else own}) "
                f"select {'* exclude (i, t)' if name != 'usage' else '*'}, "
                f"md5('{name}|' || {_number(name)}) as key, (hash({_number(name)}) >> 1)::bigint as row_hash, "
                f"'plain' as system, {'' if name == 'usage' else 't as happened_at, '}"
                f"{'happened_at' if name == 'usage' else 't'} as modified_at, "
                f"to_timestamp({END.timestamp()}) as learned_at, '{name}.csv' as file, "
                f"2 + row_number() over () as row from own"
            ).fetch_arrow_table()


def _number(name: str) -> str:
    return "event_id" if name == "usage" else "i"
