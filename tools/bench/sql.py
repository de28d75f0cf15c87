"""The same ranking in SQL: in DuckDB over one row a person with every column ready, and in SQLite with its text search.

Words that are looked for, and how telling each is, are worked out before and given: the clock is on the ranking alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from math import log
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from vouch.domain.policy import Policy
from vouch.matching.next_ask import Willingness
from vouch.matching.reference import SENIORITIES, Company, Need, Person, Pool, Visibility
from vouch.matching.reference.gates import last_day
from vouch.matching.reference.words import stems

Ranked = list[tuple[str, float]]


def rows(companies: Sequence[Company], people: Sequence[Person]) -> pa.Table:
    """One row a person, as wide as it takes: what is known of company and person, and what was decided."""
    firms = {firm.id: firm for firm in companies}
    columns: dict[str, list[object]] = {}

    def put(name: str, value: object) -> None:
        columns.setdefault(name, []).append(value)

    for one in people:
        firm, row = firms[one.company], one.decision
        said = row.permissions.get("reference_call")
        put("id", one.id)
        put("company", one.company)
        put("industry", firm.industry or None)
        put("log_size", log(firm.employees) if firm.employees else None)
        put("region", firm.region or None)
        put("products", sorted(firm.products))
        put("tech", sorted(firm.tech))
        put("role", one.role or None)
        put("seniority", SENIORITIES.index(one.seniority) if one.seniority else None)
        put("languages", sorted(one.languages))
        put("told", bool(one.words))
        put("away", bool(row.away))
        put("until", max(map(last_day, (*row.stops.values(), *row.holds.values())), default=0))
        put("full_until", max(map(last_day, row.full.values()), default=0))
        put("exposure", 9 if row.exposure is None else row.exposure)
        put("no_quote", "quote" in row.withdrawn)
        put("standing", row.standing)
        put("never_call", said is not None and said.allowed == "never")
        put("managers", row.visibility is Visibility.MANAGERS)
        put("willing", int(row.willing))
        put("load", row.load / row.cap)
    return pa.table(columns)


class Duck:
    """DuckDB with the rows, and the words of everybody who has told something, one row a person and word."""

    def __init__(self, table: pa.Table, pool: Pool) -> None:
        self.con = duckdb.connect()
        self.con.execute("set threads = 1")
        self.con.register("given", table)
        self.con.execute("create table people as select * from given order by id")
        ids = np.array([one.id for one in pool.people])
        parts = [
            pa.table({"word": pa.array([word] * len(of), pa.string()), "id": ids[of].tolist(), "said": said})
            for word, of, said in pool.words.postings()
        ] or [
            pa.table(
                {"word": pa.array([], pa.string()), "id": pa.array([], pa.string()), "said": pa.array([], pa.float64())}
            )
        ]
        self.con.register("posted", pa.concat_tables(parts))
        self.con.execute("create table said as select * from posted order by word, id")

    def rank(self, need: Need, pool: Pool, policy: Policy, today: date, show: int) -> Ranked:
        """The best matches, as Vouch ranks them."""
        rules = policy.reference
        found = pool.words.find(need.words, most=rules.telling_words, common=rules.common_share)
        listed = [
            f"({number}, '{stem}', {weight!r})"
            for number, (meant, (weight, *_rest)) in enumerate(zip(found.meant, found.each, strict=True))
            for stem in meant
        ]
        kept_out = sorted({pool.people[at].company for at in pool.in_conflict(need.deal).tolist()})
        query = _query(need, policy, today, ", ".join(listed) or "(0, '', 0.0)", kept_out)
        return self.con.execute(f"{query} limit {show}").fetchall()


def _query(need: Need, policy: Policy, today: date, words: str, kept_out: list[str]) -> str:
    weights, rules, rung = policy.reference.weights, policy.reference, policy.ladder[need.activity]
    products, tech = sorted(need.products), sorted(need.tech)
    highest = policy.asking.ceilings
    too_low = [
        name for name in type(highest).model_fields
        if rung.effort > getattr(highest, name).effort or rung.exposure > getattr(highest, name).exposure
    ]  # fmt: skip
    half_role, half_region = weights.role / 2, weights.region / 2
    parts = [
        (weights.product, "len(products) > 0", f"len(list_intersect(products, {products!r})) / {len(products)}.0"),
        (half_role, "role is not null", f"(role = '{need.role}')::int"),
        (half_role, "seniority is not null",
         f"1 - abs(seniority - {SENIORITIES.index(need.seniority or 'vp')}) / 4.0"),
        (weights.industry, "industry is not null", f"(industry = '{need.industry}')::int"),
        (weights.size, "log_size is not null",
         f"greatest(0, 1 - abs(log_size - {log(need.employees or 1)}) / {log(rules.size_range)})"),
        (half_region, "region is not null", f"(region = '{need.region}')::int"),
        (half_region, "len(languages) > 0", f"list_contains(languages, '{need.language}')::int"),
        (weights.tech, "len(tech) > 0", f"len(list_intersect(tech, {tech!r})) / {len(tech)}.0"),
        (weights.words, "told", "coalesce(likeness, 0)"),
    ]  # fmt: skip
    like = " + ".join(f"case when {known} then {weight} * ({likeness}) else 0 end" for weight, known, likeness in parts)
    known = " + ".join(f"case when {known} then {weight} else 0 end" for weight, known, _likeness in parts)
    passion = f"case willing when {int(Willingness.GUARDED)} then {rules.passion.guarded} when "
    passion += f"{int(Willingness.WILLING)} then {rules.passion.willing} else 0 end"
    day = today.toordinal()
    gates = [
        "not managers", "not away", f"until < {day}", f"exposure >= {rung.exposure}",
        f"standing not in {(*too_low, '')!r}",
        f"company not in {(*kept_out, '')!r}",
    ]  # fmt: skip
    gates += [f"full_until < {day}"] if rung.live else []
    gates += ["not no_quote"] if "quote" in rung.consents else []
    gates += ["not never_call"] if need.activity == "reference_call" else []
    must = {
        "region": f"region = '{need.region}'",
        "product": f"len(list_intersect(products, {products!r})) = {len(products)}",
        "language": f"list_contains(languages, '{need.language}')",
    }
    gates += [must[name] for name in sorted(need.must)]
    return f"""
        with asked(number, word, weight) as (values {words}),
        had as (
            select id, number, max(said * weight) as likeness from said join asked using (word) group by id, number
        ),
        texts as (select id, sum(likeness) as likeness from had group by id)
        select id, round(({like} + {rules.doubt / 2}) / ({known} + {rules.doubt}) + {passion}
                         - {rules.cost.load} * load, 6) as score
        from people left join texts using (id) where {" and ".join(gates)}
        order by score desc, id"""


class TextSearch:
    """SQLite's own text search (FTS5) over everybody's words, joined with the rows, the best by its bm25."""

    def __init__(self, table: pa.Table, people: Sequence[Person], file: Path) -> None:
        self.con = sqlite3.connect(file)
        self.con.execute("create virtual table texts using fts5(id unindexed, words)")
        self.con.executemany(
            "insert into texts values (?, ?)", ((one.id, " ".join(stems(one.words))) for one in people)
        )
        names = ["id", "away", "until", "full_until", "standing", "managers"]
        self.con.execute(f"create table people ({', '.join(names)}, primary key (id))")
        self.con.executemany(
            "insert into people values (?, ?, ?, ?, ?, ?)",
            zip(*(table[name].to_pylist() for name in names), strict=True),
        )
        self.con.commit()

    def rank(self, need: Need, today: date, show: int) -> Ranked:
        """The best by their words alone, of those who pass the gates; only who has a word is looked at."""
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(stems(need.words)))
        day = today.toordinal()
        return self.con.execute(
            "select people.id, bm25(texts) from texts join people on people.id = texts.id where texts match ? "
            "and not away and not managers and until < ? and full_until < ? and standing in ('loyal', 'advocate') "
            "order by bm25(texts), people.id limit ?",
            (words, day, day, show),
        ).fetchall()
