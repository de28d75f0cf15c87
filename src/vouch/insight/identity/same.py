"""Which records of different systems are one: those that share a mail domain or an e-mail address, and nothing else.

Records of one system are joined only where people said so, for that system says they are two.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

# A company's CRM names its accounts and people; other tools follow. The order decides whose id and name one goes by.
SYSTEM_ORDER = ("salesforce", "hubspot", "plain")


def rank(system: ir.StringValue) -> ir.IntegerValue:
    """The place of a system in the order of precedence, lowest first."""
    return ibis.cases(*[(system == name, place) for place, name in enumerate(SYSTEM_ORDER)], else_=len(SYSTEM_ORDER))


def internal_id(letter: str, system: ir.StringValue, source_id: ir.StringValue) -> ir.StringValue:
    """The id Vouch goes by: a letter and 15 hex digits that follow from the source's own id."""
    digest = (system + "|" + source_id).hexdigest("sha256")
    return letter + digest.substr(0, 15)


def latest(versions: ir.Table, source_id: str) -> ir.Table:
    """The last version of every record: the greatest since, then changed."""
    order = [_.since.desc(), _.changed.desc(), _.row_hash]
    return versions.mutate(n=ibis.row_number().over(group_by=[_.system, _[source_id]], order_by=order)).filter(_.n == 0)


def linked(records: ir.Table, together: ir.Table, source_id: str, link: str, letter: str, internal: str) -> ir.Table:
    """`records` (one row each) with the internal id of what they are, `head_system` and `head_id`: the id it goes by.

    Records with one value of `link` are the same when more than one system has it, and each of those exactly once.
    Where `together` (system, source_id, together) has a record, people settled what it is: its key there decides.
    """
    told = together.select(_system="system", _id="source_id", told="together")
    records = records.left_join(told, [records.system == told._system, records[source_id] == told._id])
    value = records[link]
    counted = records.mutate(twins=ibis.row_number().over(group_by=[_.system, _[link]], order_by=_[source_id]))
    whole = ibis.window(group_by=counted[link])
    shared = value.notnull() & (counted.twins.max().over(whole) == 0) & (_.place.count().over(whole) > 1)
    alone = "record|" + counted.system + "|" + counted[source_id]
    group = ibis.coalesce("settled|" + counted.told, shared.ifelse("link|" + counted[link], alone))
    grouped = counted.mutate(group=group)
    first = ibis.window(group_by=grouped.group, order_by=[grouped.place, grouped.system, grouped[source_id]])
    headed = grouped.mutate(
        head_system=grouped.system.first().over(first), head_id=grouped[source_id].first().over(first)
    )
    named = headed.mutate(**{internal: internal_id(letter, headed.head_system, headed.head_id)})
    return named.drop("group", "twins", "told", "_system", "_id")


def only(references: ir.Table, key: str, internal: str) -> ir.Table:
    """Those of `references` (key, internal) whose key means exactly one account or person."""
    meant = references.group_by(key).agg(low=_[internal].min(), high=_[internal].max())
    return meant.filter(_.low == _.high).select(key, **{internal: _.low})
