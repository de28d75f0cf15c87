"""What customers answered: NPS, satisfaction, effort, and whether it met their expectations."""

from __future__ import annotations

from collections.abc import Callable

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.evidence.atom import atoms, chosen, double, fixed_half_life
from vouch.insight.words import as_word, by_text

SCALED = ("csat", "ces", "expectations")
"""The kinds whose value is how far from the middle of its scale an answer lies."""
READS = ("nps", *SCALED)
"""The kinds that answers are read as."""


def survey_atoms(answers: ir.Table, policy: Policy) -> list[ir.Table]:
    """The resolved survey answers (with `t`) as atoms."""
    return [_nps(answers, policy), _scaled(answers, policy)]


def nps_answers(answers: ir.Table, policy: Policy) -> ir.Table:
    """The answers to *how likely are you to recommend us*, with `point`: a whole number from 0 to 10."""
    rows = _meant(answers, policy).filter(_.means == "nps").mutate(point=_.score.round(0).cast("int64"))
    return rows.filter((_.point >= 0) & (_.point <= 10))


def _meant(answers: ir.Table, policy: Policy) -> ir.Table:
    """The answers with `means`: the kind that policy reads their item as, null for none."""
    items = {item.rstrip("?.! "): kind for item, kind in policy.surveys.items.items()}

    def means(item: ir.StringValue) -> ir.Value:
        word = as_word(item).re_replace(r"[?.! ]+$", "")
        return ibis.cases(*[(word == known, kind) for known, kind in items.items()], else_=ibis.null("string"))

    if not items:
        return answers.mutate(means=ibis.null("string")).filter(_.score.notnull())
    return by_text(answers, "item", means=means).filter(_.score.notnull())


def _nps(answers: ir.Table, policy: Policy) -> ir.Table:
    kind = policy.evidence.nps
    rows = nps_answers(answers, policy).mutate(point=_.point.cast("string"))
    return atoms(
        rows, "nps", t=rows.t, v=chosen(rows.point, kind.values), rho=kind.reliability,
        half_life=fixed_half_life(kind), says=rows.point + " of 10" + _quoted(rows),
    )  # fmt: skip


def _scaled(answers: ir.Table, policy: Policy) -> ir.Table:
    kinds = policy.evidence.named()

    def by_kind(of: Callable[[str], float]) -> ir.FloatingValue:
        return chosen(_.means, {reads: of(reads) for reads in SCALED})

    rows = _meant(answers, policy).mutate(
        low=ibis.coalesce(_.scale_low, by_kind(lambda reads: policy.surveys.scales[reads][0])),  # type: ignore[index]
        high=ibis.coalesce(_.scale_high, by_kind(lambda reads: policy.surveys.scales[reads][1])),  # type: ignore[index]
        rho=by_kind(lambda reads: kinds[reads].reliability),
        half_life=by_kind(lambda reads: fixed_half_life(kinds[reads])),
    )
    rows = rows.filter(_.means.isin(SCALED) & (_.high > _.low) & (_.score >= _.low) & (_.score <= _.high))
    middle, half = (rows.low + rows.high) / double(2), (rows.high - rows.low) / double(2)
    return atoms(
        rows, rows.means, t=rows.t, v=(rows.score - middle) / half, rho=rows.rho, half_life=rows.half_life,
        says=_number(rows.score) + " on a scale of " + _number(rows.low) + "–" + _number(rows.high) + _quoted(rows),
    )  # fmt: skip


def _number(value: ir.Value) -> ir.StringValue:
    whole = value.round(0)
    return (whole == value).ifelse(whole.cast("int64").cast("string"), value.round(2).cast("string"))


def _quoted(rows: ir.Table) -> ir.StringValue:
    said = rows.comment.strip().nullif("")
    return ibis.coalesce(": “" + said + "”", "")
