"""Which records are one after people said so? What they settled, brought together with what records say of themselves.

Only records that somebody settled, and those that share an address or a domain with one, are looked at: all others are
joined as ever. Everything here is the same in whatever order things were settled or read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations, pairwise

import ibis
import ibis.expr.types as ir

from vouch.domain.identity import Record, Settled, Verdict, components
from vouch.domain.policy import Policy
from vouch.insight.identity.accounts import account_links
from vouch.insight.identity.contacts import contact_links
from vouch.insight.keep import Keep

DECIDED = ibis.schema({"kind": "string", "system": "string", "source_id": "string"})
"""The records that people settled something about: an input, beside the facts."""
TOGETHER = ibis.schema({"kind": "string", "system": "string", "source_id": "string", "together": "string"})
"""For each record that `together` looked at, the key it shares with all that are one with it: an input."""


def touched(facts: Mapping[str, ir.Table], decided: ir.Table, policy: Policy, keep: Keep) -> ir.Table:
    """The records in `decided` and all that share a domain or an address with one: kind, system, source_id, link."""
    every = keep(
        "links",
        account_links(facts["accounts"], policy)
        .mutate(kind=ibis.literal("account"))
        .rename(source_id="account_id", link="domain_key")
        .select("kind", "system", "source_id", "link")
        .union(
            contact_links(facts["contacts"], policy)
            .mutate(kind=ibis.literal("contact"))
            .rename(source_id="contact_id", link="own_email")
            .select("kind", "system", "source_id", "link")
        ),
    )
    named = every.filter(every.link.notnull()).semi_join(decided, ["kind", "system", "source_id"])
    return keep("touched", every.semi_join(named.select("kind", "link"), ["kind", "link"]))


def together(links: Iterable[tuple[Record, str]], settled: Collection[Settled]) -> dict[Record, str]:
    """For every record in `links` or settled, a key that it shares with exactly those that are one with it.

    `links`: records with their domain or address. What was settled as the same is one. Beyond that, what shares a
    link is one where each system has exactly one with it, as far as nothing was settled as different: where three
    share a link and two of them differ, the third could be either, and is neither.
    """
    links = list(links)
    same = components((one.one, one.other) for one in settled if one.verdict is Verdict.SAME)

    def one_of(record: Record) -> Record:
        return min(same.get(record, {record}))

    apart = {frozenset({one_of(s.one), one_of(s.other)}) for s in settled if s.verdict is Verdict.DIFFERENT}
    sharing: dict[tuple[str, str], set[Record]] = defaultdict(set)
    for record, link in links:
        sharing[record.kind, link].add(record)
    joins: set[tuple[Record, Record]] = set()
    for records in sharing.values():
        joins |= _joined(records, {record: one_of(record) for record in records}, apart)
    whole = components(joins)
    torn = {one for pair in apart for one in pair if pair <= whole.get(one, frozenset())}
    torn = {part for one in torn for part in whole[one]}
    named = {record for record, _ in links} | {record for s in settled for record in (s.one, s.other)}
    heads = {record: one_of(record) for record in named}
    return {
        record: str(min(whole[head])) if head in whole and head not in torn else str(head)
        for record, head in heads.items()
    }


def _joined(
    records: Collection[Record], heads: Mapping[Record, Record], apart: Collection[frozenset[Record]]
) -> set[tuple[Record, Record]]:
    """The joins that one shared link makes: none where a system has two, none where it is not certain with whom."""
    by_system: dict[str, set[Record]] = defaultdict(set)
    for record in records:
        by_system[record.system].add(heads[record])
    if any(len(found) > 1 for found in by_system.values()):
        return set()
    could = [pair for pair in combinations(sorted(set(heads.values())), 2) if frozenset(pair) not in apart]
    joins: set[tuple[Record, Record]] = set()
    for group in set(components(could).values()):
        if all(frozenset(pair) not in apart for pair in combinations(group, 2)):
            joins |= set(pairwise(sorted(group)))
    return joins
