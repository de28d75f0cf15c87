"""Each more of a kind is needed less, and a company has room for so many asks: who comes first, counted in turn.

Taken one by one, everybody would be asked for whatever is needed most. Here each person whose turn it is takes their
best, and what they would bring is counted as there for those who come after (lazy greedy: worth only ever falls).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from vouch.domain.policy import Policy
from vouch.matching.next_ask import Candidate, Worths

Order = tuple[int, float, str]
"""Best first: the willing, then the worth, then ids."""


@dataclass(frozen=True)
class Spread:
    """The people of the month in their turn, and everybody's candidates with what is still needed of each then.

    `first`: whose turn came while there was room, best first. Of the others it is what is needed once all these acted.
    """

    first: Sequence[str]
    candidates: Mapping[str, Sequence[Candidate]]


def spread(
    of: Mapping[str, Sequence[Candidate]],
    segment_of: Mapping[str, str],
    policy: Policy,
    *,
    most: int,
    room: Mapping[str, int],
    worths: Worths | None = None,
) -> Spread:
    """At most so many people (`most`), no more of a company than it has `room` for; `segment_of`: by person."""
    coming: Counter[tuple[str, str]] = Counter()
    taken: Counter[str] = Counter()
    worth = (worths or Worths(policy)).of

    def now(contact: str) -> list[Candidate]:
        where = segment_of.get(contact, "")
        fewer = [
            one.needed(one.value_need / (1 + there)) if (there := coming.get((where, one.activity))) else one
            for one in of[contact]
        ]
        return sorted(fewer, key=lambda one: (not (told := worth(one)).may_be, -told.total, one.activity))

    def order(contact: str, theirs: Sequence[Candidate]) -> Order:
        return -theirs[0].willing, -worth(theirs[0]).total, contact

    found: dict[str, Sequence[Candidate]] = {}
    waiting = [(order(contact, theirs), contact) for contact, theirs in of.items()]
    heapify(waiting)
    while waiting and len(found) < most:
        was, contact = heappop(waiting)
        theirs = now(contact)
        if order(contact, theirs) > was:  # what they would bring is needed less by now: perhaps others come first
            heappush(waiting, (order(contact, theirs), contact))
            continue
        account, full = theirs[0].account, taken[theirs[0].account] >= room.get(theirs[0].account, 0)
        if full or not worth(theirs[0]).may_be:
            continue
        found[contact] = theirs
        taken[account] += 1
        coming[segment_of.get(contact, ""), theirs[0].activity] += 1
    first = list(found)
    return Spread(first, found | {contact: now(contact) for contact in of if contact not in found})
