"""Works out what is believed of everybody in the programme, and how many of each there are; publishes both at once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vouch.domain.personalities import Known, Personality
from vouch.domain.policy import Policy
from vouch.insight.personality import Belief, Person, believe, learned, prevalence, prior
from vouch.program.findings.queries import whereabouts
from vouch.program.people.personality import actions
from vouch.runs.personalities.gather import Gathered, gather

if TYPE_CHECKING:
    from vouch.program.people.models import Contact

_NOTHING = dict.fromkeys(Personality, 0.0)


@dataclass(frozen=True)
class Renewed:
    """How many are in the programme, and of how many there is any evidence."""

    people: int
    with_evidence: int


def renew(data: Path, policy: Policy, today: dt.date) -> Renewed:
    """Work it out for everybody and publish it. The same decisions, policy and day publish the same."""
    return _renew(policy, today, None)


def renew_one(contact: Contact, policy: Policy, today: dt.date) -> Renewed:
    """The same after one person said something: their row, and the count. What others are stays as it was found."""
    return _renew(policy, today, contact)


def _renew(policy: Policy, today: dt.date, only: Contact | None) -> Renewed:
    found = gather(policy, today)
    everybody = list(found.evidence.values())
    chances = learned(policy, everybody)
    before = prior(policy.personality.prior, Counter(found.stated.values()))
    beliefs = {
        pk: believe(evidence, policy, today=today, stated=found.stated.get(pk), before=before, chances=chances)
        for pk, evidence in sorted(found.evidence.items())
    }
    rows = [_row(pk, belief) for pk, belief in beliefs.items() if _says_something(found, pk)]
    if only is not None:
        rows = [row for row in rows if row["contact"] == only.pk]
    told = _told(found, beliefs, policy) | {"learned_from": chances.learned_from}
    actions.publish(rows=rows, told=told, policy=policy.version, today=today, only=only)
    return Renewed(len(found.people), len(rows))


def _says_something(found: Gathered, pk: str) -> bool:
    evidence = found.evidence[pk]
    return pk in found.stated or bool(evidence.answers or evidence.behaviour or evidence.guesses)


def _row(pk: str, belief: Belief) -> dict[str, Any]:
    return {
        "contact": pk,
        "known": belief.known.value,
        "leads": belief.leads.value if belief.leads else "",
        "second": belief.second.value if belief.second else "",
        "shares": {one.value: round(share, 4) for one, share in belief.shares.items()},
        "kinds": list(belief.kinds),
        "reasons": [list(reason) for reason in belief.reasons],
        "would_tell": list(belief.would_tell),
    }


def _told(found: Gathered, beliefs: Mapping[str, Belief], policy: Policy) -> dict[str, Any]:
    """The count as plain values: all, by stage and by segment, and where the evidence comes from."""
    where = whereabouts(found.people)
    people = []
    for pk in sorted(where):
        stage, segment = where[pk]
        groups = tuple((by, name) for by, name in (("stage", stage), ("segment", segment)) if name)
        belief = beliefs.get(pk)
        people.append(
            Person(
                known=belief.known if belief else Known.UNKNOWN,
                shares=belief.shares if belief else _NOTHING,
                groups=groups,
            )
        )
    counted = prevalence(people, policy)
    kinds = Counter(kind for pk, belief in beliefs.items() if pk in where for kind in belief.kinds)
    return {
        "groups": [
            {
                "by": by, "name": name, "people": group.people, "known": group.known, "may_be": group.may_be,
                "stated": group.stated,
                "of": {
                    one.value: {
                        "expected": round(of.expected, 3), "point": round(of.share.point, 4),
                        "low": round(of.share.low, 4), "high": round(of.share.high, 4),
                    }
                    for one, of in group.of.items()
                },
            }
            for (by, name), group in sorted(counted.items())
        ],
        "kinds": dict(kinds),
        "objected": sum(pk in where for pk in found.objected),
    }  # fmt: skip
