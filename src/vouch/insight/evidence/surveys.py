"""What customers answered: NPS, satisfaction, effort, and whether it met their expectations."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.evidence.atom import atoms, chosen, fixed_half_life


def survey_atoms(answers: ir.Table, policy: Policy) -> list[ir.Table]:
    """The resolved survey answers (with `t`) as atoms, one table for each kind the policy reads."""
    normal = answers.mutate(
        word=_.item.lower().strip().re_replace(r"\s+", " ").re_replace(r"[?.!]+$", "").strip()
    ).filter(_.score.notnull())
    tables = []
    for reads in ("nps", "csat", "ces", "expectations"):
        items = [item for item, kind in policy.surveys.items.items() if kind == reads]
        rows = normal.filter(_.word.isin(items)) if items else normal.filter(ibis.literal(False))
        tables.append(_nps(rows, policy) if reads == "nps" else _scaled(rows, reads, policy))
    return tables


def _nps(rows: ir.Table, policy: Policy) -> ir.Table:
    kind = policy.evidence.nps
    rows = rows.mutate(point=_.score.round(0).cast("int64").cast("string"))
    rows = rows.mutate(v=chosen(_.point, kind.values)).filter(_.v.notnull())
    return atoms(
        rows,
        "nps",
        t=rows.t,
        v=rows.v,
        rho=kind.reliability,
        half_life=fixed_half_life(kind),
        says=rows.point + " of 10" + _quoted(rows),
    )


def _scaled(rows: ir.Table, reads: str, policy: Policy) -> ir.Table:
    kind = policy.evidence.named()[reads]
    low, high = policy.surveys.scales[reads]  # type: ignore[index]
    rows = rows.mutate(
        low=ibis.coalesce(_.scale_low, ibis.literal(low, "float64")),
        high=ibis.coalesce(_.scale_high, ibis.literal(high, "float64")),
    ).filter((_.high > _.low) & (_.score >= _.low) & (_.score <= _.high))
    middle = (rows.low + rows.high) / ibis.literal(2.0, "float64")
    half = (rows.high - rows.low) / ibis.literal(2.0, "float64")
    return atoms(
        rows,
        reads,
        t=rows.t,
        v=(rows.score - middle) / half,
        rho=kind.reliability,
        half_life=fixed_half_life(kind),
        says=_number(rows.score) + " on a scale of " + _number(rows.low) + "–" + _number(rows.high) + _quoted(rows),
    )


def _number(value: ir.Value) -> ir.StringValue:
    whole = value.round(0)
    return (whole == value).ifelse(whole.cast("int64").cast("string"), value.round(2).cast("string"))


def _quoted(rows: ir.Table) -> ir.StringValue:
    said = rows.comment.strip().nullif("")
    return ibis.coalesce(": “" + said + "”", "")
