"""What customers answered: NPS, satisfaction, effort, and whether it met their expectations."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.evidence.atom import atoms, chosen, fixed_half_life
from vouch.insight.words import as_word


def survey_atoms(answers: ir.Table, policy: Policy) -> list[ir.Table]:
    """The resolved survey answers (with `t`) as atoms, one table for each kind the policy reads."""
    return [_nps(answers, policy), *[_scaled(answers, reads, policy) for reads in ("csat", "ces", "expectations")]]


def nps_answers(answers: ir.Table, policy: Policy) -> ir.Table:
    """The answers to *how likely are you to recommend us*, with `point`: a whole number from 0 to 10."""
    rows = _answers_to(answers, "nps", policy).mutate(point=_.score.round(0).cast("int64"))
    return rows.filter((_.point >= 0) & (_.point <= 10))


def _answers_to(answers: ir.Table, reads: str, policy: Policy) -> ir.Table:
    word = as_word(answers.item).re_replace(r"[?.! ]+$", "")
    items = [item.rstrip("?.! ") for item, kind in policy.surveys.items.items() if kind == reads]
    return answers.filter(answers.score.notnull() & (word.isin(items) if items else ibis.literal(False)))


def _nps(answers: ir.Table, policy: Policy) -> ir.Table:
    kind = policy.evidence.nps
    rows = nps_answers(answers, policy).mutate(point=_.point.cast("string"))
    rows = rows.mutate(v=chosen(_.point, kind.values))
    return atoms(
        rows,
        "nps",
        t=rows.t,
        v=rows.v,
        rho=kind.reliability,
        half_life=fixed_half_life(kind),
        says=rows.point + " of 10" + _quoted(rows),
    )


def _scaled(answers: ir.Table, reads: str, policy: Policy) -> ir.Table:
    kind = policy.evidence.named()[reads]
    low, high = policy.surveys.scales[reads]  # type: ignore[index]
    rows = (
        _answers_to(answers, reads, policy)
        .mutate(
            low=ibis.coalesce(_.scale_low, ibis.literal(low, "float64")),
            high=ibis.coalesce(_.scale_high, ibis.literal(high, "float64")),
        )
        .filter((_.high > _.low) & (_.score >= _.low) & (_.score <= _.high))
    )
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
