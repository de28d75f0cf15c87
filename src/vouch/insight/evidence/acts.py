"""What customers did for others: acts of advocacy, and help given where customers meet."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.calendar import seconds
from vouch.insight.evidence.atom import atoms, chosen, fixed_half_life
from vouch.insight.words import as_word, lower


def act_rows(acts: ir.Table, community: ir.Table, policy: Policy) -> ir.Table:
    """Completed acts and help given, in one table: key, account, contact, t, quality, rewarded, reads, says, ...

    Help in the community counts as an act for which no reward was announced.
    """
    done = acts.filter(ibis.coalesce(_.completed, True)).mutate(
        t=seconds(_.done_at),
        rewarded=_.reward_announced.strip().nullif("").notnull()
        & ~lower(_.reward_announced).strip().isin(["no", "none", "false", "0", "-"]),
        reads=ibis.literal("act"),
        says=_.activity_type
        + ibis.ifelse(ibis.coalesce(_.prompted == "unprompted", False), ", unprompted", "")
        + _about(_.text),
    )
    helped = community.filter(as_word(_["kind"]).isin(list(policy.community.helping_kinds))).mutate(
        t=seconds(_.happened_at),
        rewarded=ibis.literal(False),
        reads=ibis.literal("community"),
        says=_["kind"] + " in the community" + _about(_.text),
    )
    columns = ("key", "account", "contact", "t", "quality", "rewarded", "reads", "says", "file", "row")
    rows = done.select(*columns).union(helped.select(*columns))
    return rows.mutate(
        quality=ibis.coalesce(_.quality, 1.0),
        rewarded=ibis.coalesce(_.rewarded, False),
    ).filter(_.quality > 0)


def act_atoms(rows: ir.Table, policy: Policy) -> ir.Table:
    """Acts as atoms: shown with their weight like any other, though their gate is counted and not scored."""
    kinds = {reads: policy.evidence.named()[reads] for reads in ("act", "community")}
    return atoms(
        rows,
        rows.reads,
        t=rows.t,
        v=rows.quality,
        rho=chosen(rows.reads, {reads: kind.reliability for reads, kind in kinds.items()}),
        half_life=chosen(rows.reads, {reads: fixed_half_life(kind) for reads, kind in kinds.items()}),
        says=rows.says + ibis.ifelse(rows.rewarded, ", for an announced reward", ""),
    )


def _about(text: ir.Value) -> ir.StringValue:
    said = text.strip().nullif("")
    return ibis.coalesce(": " + said, "")
