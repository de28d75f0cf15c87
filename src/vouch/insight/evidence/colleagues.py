"""What our own people say of a customer, and how far each of them is to be trusted.

A colleague's word counts by what followed their earlier nominations: a Beta prior, moved by each nominated person who
later gave an act (right) or declined one (wrong). Who nominates somebody again says nothing new.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from vouch.domain.policy import Policy
from vouch.insight.evidence.atom import atoms, chosen, double, fixed_half_life
from vouch.insight.words import lower


def colleague_atoms(sentiment: ir.Table, nominations: ir.Table, record: ir.Table, policy: Policy) -> ir.Table:
    """Sentiment and nominations (resolved, with `t`) as atoms, each trusted by its author's `nominated` so far."""
    felt, named = policy.evidence.sentiment, policy.evidence.nomination
    columns = ("key", "account", "contact", "t", "by", "v", "half_life", "reads", "says", "file", "row")
    words = ibis.union(
        sentiment.mutate(
            reads=ibis.literal("sentiment"),
            v=chosen(_.rating, felt.values),
            half_life=double(fixed_half_life(felt)),
            says=_.by + ": " + _.rating + _because(_.note),
        ).select(*columns),
        nominations.mutate(
            reads=ibis.literal("nomination"),
            v=double(named.values["nominated"]),
            half_life=double(fixed_half_life(named)),
            says=_.by + _because(_.why),
        ).select(*columns),
    )
    words = _trusted(words, record, policy)
    return atoms(
        words, words.reads, t=words.t, v=words.v, rho=words.trusted, half_life=words.half_life, says=words.says
    )


def nominated(nominations: ir.Table, given: ir.Table, declined: ir.Table) -> ir.Table:
    """Whom each colleague put forward, and when that was proven right or wrong.

    `given` and `declined` say when a contact did an act or declined an ask: contact, t. One row a colleague and
    person: who (their name in lower case), named_contact, named_at, right_at, wrong_at.
    """
    named = nominations.filter(_.contact.notnull()).mutate(who=lower(_.by).strip())
    named = named.group_by("who", named_contact="contact").agg(named_at=_.t.min())
    acts = given.select(_contact="contact", gave_at="t")
    noes = declined.select(__contact="contact", declined_at="t")
    right = named.left_join(acts, (named.named_contact == acts._contact) & (acts.gave_at > named.named_at))
    right = right.group_by("who", "named_at", "named_contact").agg(right_at=_.gave_at.min())
    both = right.left_join(noes, (right.named_contact == noes["__contact"]) & (noes.declined_at > right.named_at))
    return both.group_by("who", "named_at", "named_contact", "right_at").agg(wrong_at=_.declined_at.min())


def _trusted(rows: ir.Table, record: ir.Table, policy: Policy) -> ir.Table:
    """`rows` with `trusted`: (a + right) / (a + b + right + wrong) over the author's nominations before that moment."""
    a, b = policy.colleagues.prior_right, policy.colleagues.prior_wrong
    rows = rows.mutate(author=lower(_.by).strip())
    words = rows.select(_key="key", _author="author", _t="t")
    joined = words.join(record, [words._author == record.who, words._t > record.named_at])
    counted = (
        joined.mutate(
            right=(_.right_at <= _._t).fill_null(False),
            wrong=(_.wrong_at <= _._t).fill_null(False),
        )
        .group_by("_key")
        .agg(rights=_.right.sum(), wrongs=(_.wrong & ~_.right).sum())
    )
    rows = rows.left_join(counted, rows.key == counted._key).drop("_key")
    rights = ibis.coalesce(rows.rights, 0).cast("float64")
    wrongs = ibis.coalesce(rows.wrongs, 0).cast("float64")
    # the rate stands for policy's plain reliability: with nothing known the two are the same number
    return rows.mutate(trusted=(rights + double(a)) / (rights + wrongs + double(a + b)))


def _because(note: ir.Value) -> ir.StringValue:
    said = note.strip().nullif("")
    return ibis.coalesce(" (“" + said + "”)", "")
