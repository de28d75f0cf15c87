"""What an atom of evidence is: one signal, read under a policy, before it is laid beside a gate.

Columns of an atom table:
    atom, reads     key of the fact and the kind of evidence it is read as (a fact may be read as several)
    account, contact  whose it is (internal ids; contact null for what is the company's own)
    t, ended        when it arrived and when something took its place, in seconds; ended null for never
    v, rho          value from -1 to 1 and reliability from 0 to 1
    half_life       days in which its weight halves
    hard            whether a contradiction it decides counts at once
    tenure          years/full_years, where tenure is taken at this arrival; null elsewhere
    says            the particulars, in the source's words
    file, row       where it was read
"""

from __future__ import annotations

from collections.abc import Collection

import ibis
import ibis.expr.types as ir

from vouch.domain.policy import Evidence, Policy
from vouch.domain.stages import SCORED_GATES, Gate

COLUMNS = (
    "atom", "reads", "account", "contact", "t", "ended", "v", "rho", "half_life", "hard", "tenure", "says", "file",
    "row",
)  # fmt: skip

DAYS_A_YEAR = 365
LONGEST_TERM = 5


def atoms(
    rows: ir.Table,
    reads: ir.StringValue | str,
    *,
    t: ir.IntegerValue,
    v: ir.Value,
    rho: ir.Value | float,
    half_life: ir.Value | float,
    says: ir.Value,
    ended: ir.Value | None = None,
    hard: ir.Value | bool = False,
    tenure: ir.Value | None = None,
) -> ir.Table:
    """`rows` (resolved facts) as atoms of the kind `reads`, or of the kind that column names."""
    return rows.select(
        atom=rows.key,
        reads=ibis.literal(reads) if isinstance(reads, str) else reads,
        account=rows.account,
        contact=rows.contact,
        t=t.cast("int64"),
        ended=(ibis.null("int64") if ended is None else ended.cast("int64")),
        v=_float(v),
        rho=_float(rho),
        half_life=_float(half_life),
        hard=ibis.literal(hard) if isinstance(hard, bool) else hard,
        tenure=(ibis.null("float64") if tenure is None else _float(tenure)),
        says=says,
        file=rows.file,
        row=rows.row,
    )


def double(number: float) -> ir.FloatingValue:
    """A number as a double in every engine: written with a point alone, most of them read it as a decimal."""
    return ibis.literal(repr(float(number))).cast("float64")


def _float(value: ir.Value | float) -> ir.Value:
    return double(value) if isinstance(value, int | float) else value.cast("float64")


def fixed_half_life(kind: Evidence) -> float:
    """The half-life of a kind that has a number for it."""
    if isinstance(kind.half_life_days, str):
        raise TypeError("this kind's half-life is no number of days")
    return float(kind.half_life_days)


def half_lives(policy: Policy, gates: Collection[Gate] = SCORED_GATES) -> list[float]:
    """Every half-life an atom of these gates can have under this policy, in days, ascending."""
    found: set[float] = set()
    for kind in policy.evidence.named().values():
        if not set(kind.gates) & set(gates):
            continue
        if kind.half_life_days == "term":
            found |= {float(years * DAYS_A_YEAR) for years in range(1, LONGEST_TERM + 1)}
        elif not isinstance(kind.half_life_days, str):
            found.add(float(kind.half_life_days))
    return sorted(found)


def term_half_life(kind: Evidence, term_months: ir.Value, policy: Policy) -> ir.Value:
    """The half-life of a kind that follows the contract term: the term in whole years, from one to five."""
    if kind.half_life_days != "term":
        return double(fixed_half_life(kind))
    years = (term_months.cast("float64") / double(12)).round(0)
    whole = ibis.coalesce(years, double(policy.deals.default_term_years))
    return ibis.greatest(ibis.least(whole, double(LONGEST_TERM)), double(1)) * double(DAYS_A_YEAR)


def chosen(column: ir.Value, values: dict[str, float]) -> ir.Value:
    """The value policy gives to each word of `column`; null for any other word."""
    return ibis.cases(
        *[(column == word, double(value)) for word, value in values.items()],
        else_=ibis.null("float64"),
    )
