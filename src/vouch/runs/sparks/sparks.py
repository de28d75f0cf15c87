"""Learns who is answered by whom, says what the two share, and publishes both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.matching.spark import Answer, Spark, Sparks, leaders, learn
from vouch.program.touch.actions import publish_sparks
from vouch.program.touch.queries import asked, here, looked_after, to_speak_to
from vouch.program.touch.queries.between import Asked, Someone
from vouch.program.touch.rows import SparkRow
from vouch.runs.sparks.shared import Field, fields, shared


def renew_sparks(_data: Path, policy: Policy, today: date) -> int:
    """Publish, for everybody who may be spoken to, who of us could; returns how many rows there are."""
    asks = list(asked(policy=policy, today=today))
    found = learn(
        (
            Answer(
                colleague=str(one.colleague or ""), contact=one.contact, activity=one.activity, said_yes=one.said_yes,
                days=one.days,
            )
            for one in asks
            if one.over
        ),
        policy,
    )  # fmt: skip
    ours, known = here(), fields(looked_after())
    who_is = {owner: pk for pk, owner in sorted(ours.items(), reverse=True) if owner}
    between: dict[str, dict[int, list[Asked]]] = {}
    for one in asks:
        if one.colleague in ours and one.colleague is not None:
            between.setdefault(one.contact, {}).setdefault(one.colleague, []).append(one)
    rows = (
        row
        for person in to_speak_to()
        for row in _of(person, between.get(person.contact, {}), found, ours, who_is, known, policy)
    )
    return publish_sparks(rows=rows, today=today)


def _of(
    person: Someone,
    asks: Mapping[int, Sequence[Asked]],
    found: Sparks,
    ours: Mapping[int, str],
    who_is: Mapping[str, int],
    known: Mapping[str, Field],
    policy: Policy,
) -> Iterator[SparkRow]:
    after = [who_is[owner] for owner in person.owners if owner in who_is]
    sparks = {pk: found.of(str(pk), person.contact) for pk in dict.fromkeys((*after, *asks))}
    lead = [int(one.colleague) for one in leaders(list(sparks.values()), policy)]

    def order(pk: int) -> tuple[int, int, int, int]:
        return (lead.index(pk) if pk in lead else len(lead), after.index(pk) if pk in after else len(after),
                -sparks[pk].yes, pk)  # fmt: skip

    for rank, pk in enumerate(sorted(sparks, key=order)[: policy.touch.spark_listed]):
        one = sparks[pk]
        yield SparkRow(
            contact=person.contact, colleague=pk, rank=rank, leads=pk in lead, looks_after=pk in after, n=one.n,
            yes=one.yes, low=one.rate.low if one.rate else None, mean=one.rate.mean if one.rate else None,
            high=one.rate.high if one.rate else None, words=_words(one),
            shares=shared(person, ours[pk], asks.get(pk, ()), known, policy),
        )  # fmt: skip


def _words(one: Spark) -> str:
    """The figures in a sentence; of somebody who never asked them, nothing."""
    if not one.n:
        return ""
    told = f"{one.words[0].upper()}{one.words[1:]}."
    if one.rate is None or one.days is None or one.usual_days is None:
        return told
    answers = f"{one.answered} answer{'s' * (one.answered != 1)}"
    usual = f"{_days(one.usual_days)} {'is' if one.usual_days == 1 else 'are'}"
    return f"{told} Answered within {_days(one.days)} ({answers}); {usual} usual for it."


def _days(days: float) -> str:
    return f"{days:g} day{'s' * (days != 1)}"
