"""The data room in sentences: what was read, what a file found, what would decide most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vouch.domain.stages import RUNGS, Gate, Stage
from vouch.runs.kept import Decides, Source
from vouch.web.shared import reader
from vouch.web.shared.environment import listed, plural, spelled

TABLES: dict[str, str] = {
    "accounts": "companies",
    "contacts": "people",
    "owners": "account owners",
    "roles": "roles after the sale",
    "deals": "deals",
    "deal_contacts": "people in deals",
    "subscriptions": "subscriptions",
    "renewals": "renewals",
    "usage": "usage",
    "tickets": "tickets",
    "survey_answers": "survey answers",
    "promises": "promises",
    "results": "results",
    "nominations": "nominations",
    "sentiment": "impressions of colleagues",
    "acts": "acts of advocacy",
    "community": "community",
    "messages": "messages",
    "milestones": "milestones",
    "competitors": "competitors seen",
}
"""What each fact table holds, as people read it."""

COUNTED: dict[str, str] = {
    **TABLES,
    "usage": "usage events",
    "community": "community events",
    "competitors": "sightings of competitors",
}
"""The same after a number."""

ONE: dict[str, str] = {
    "accounts": "a company",
    "contacts": "a person",
    "owners": "an account owner",
    "roles": "a part after the sale",
    "deals": "a deal",
    "deal_contacts": "a person in a deal",
    "subscriptions": "a subscription",
    "renewals": "a renewal",
    "usage": "usage",
    "tickets": "a ticket",
    "survey_answers": "a survey answer",
    "promises": "a promise",
    "results": "a result",
    "nominations": "a nomination",
    "sentiment": "an impression of a colleague",
    "acts": "an act of advocacy",
    "community": "something done in the community",
    "messages": "a message",
    "milestones": "a milestone",
    "competitors": "a competitor seen",
}
"""One row of each."""

_MISSED: dict[Gate, str] = {
    Gate.PROMISES_KEPT: "what became of promises is",
    Gate.SERVICE: "how service went is",
    Gate.ATTITUDE: "what customers think is",
    Gate.EXCEEDS_EXPECTATIONS: "measured results are",
    Gate.PATRONAGE: "renewals are",
    Gate.ACTS: "first acts are",
}
"""What is missing where a gate is, in a sentence."""

_SETTLES: dict[Gate, tuple[str, str]] = {
    Gate.PROMISES_KEPT: ("A list of what was promised and kept", "One promise on record each"),
    Gate.SERVICE: ("An export of tickets", "One word each on how service went"),
    Gate.ATTITUDE: ("A survey export", "One answer each"),
    Gate.EXCEEDS_EXPECTATIONS: ("A file of measured results", "One measured result each"),
    Gate.PATRONAGE: ("An export of renewals, subscriptions or deals", "One renewal or expansion each"),
    Gate.ACTS: ("A list of what customers did for others", "One act each"),
}
"""What settles each gate: a file, and where the file is there already, an answer."""

_LATE = 45
"""A source that came within this many days (or two of its rhythms) is fresh: more of it brings no more."""


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """What would decide one gate, in words. `share` is the part of all customers it is missing for, 0 to 1."""

    gate: str
    lead: str
    reason: str
    source: str
    customers: int
    stale: int
    of: int


def deciding(one: Decides, sources: Sequence[Source]) -> Deciding:
    """One gate in words: what settles it, for how many, and what of it was read so far."""
    fed = [source for source in sources if source.table in one.tables]
    latest = min(fed, key=lambda source: source.days_ago, default=None)
    file, answer = _SETTLES[one.gate]
    fresh = latest is not None and not latest.stopped and latest.days_ago <= max(2 * (latest.rhythm or 0), _LATE)
    what = answer if fresh else file if latest is None else _newer(file)
    does, count = ("settle", one.customers) if one.customers else ("refresh", one.stale)
    return Deciding(
        gate=one.gate.value,
        lead=f"{what} would {does} “{one.gate.words}” for {plural(count, 'customer')}",
        reason=_reason(one),
        source=_read_so_far(latest),
        customers=one.customers,
        stale=one.stale,
        of=one.of,
    )


def _newer(file: str) -> str:
    article, rest = file.split(" ", 1)
    return f"A newer {rest}" if article in ("A", "An") else file


def _reason(one: Decides) -> str:
    parts = []
    if one.alone:
        next_ = "advocates" if one.gate is Gate.ACTS else "satisfied" if one.gate is Gate.PROMISES_KEPT else "loyal"
        parts.append(f"For {reader.current().number(one.alone)} of them nothing else is missing to be {next_}.")
    if one.customers and one.stale:
        parts.append(f"For {plural(one.stale, 'other', 'others')} it is known and has grown old.")
    elif one.stale:
        parts.append("What is known has grown old there; nobody falls for it.")
    return " ".join(parts)


def _read_so_far(latest: Source | None) -> str:
    if latest is None:
        return "Nothing of the kind was read yet."
    day = reader.current().day(latest.until)
    what = TABLES[latest.table]
    if latest.stopped:
        return f"Read so far: {what}, stopped on {day}."
    return f"Read so far: {what}, until {day}."


def index_head(files: int, stopped: int, most: Deciding | None) -> str:
    """The data room in a sentence.

    >>> index_head(0, 0, None)
    'Nothing was read yet. The first file takes about five minutes.'
    """
    if not files:
        return "Nothing was read yet. The first file takes about five minutes."
    parts = []
    if stopped:
        parts.append(f"{spelled(stopped, 'source has', 'sources have').lower()} stopped")
    if most is not None and most.customers:
        parts.append(f"{_MISSED[Gate(most.gate)]} what is missing most")
    elif not stopped:
        parts.append("every source still speaks")
    return f"{spelled(files, 'file is', 'files are')} in; {listed(parts)}."


def sources_head(sources: Sequence[Source]) -> str:
    """How fresh the sources are, in a sentence."""
    telling = [one for one in sources if not one.describes]
    stopped = [one for one in telling if one.stopped]
    if not telling:
        return "No source tells what happened yet"
    if not stopped:
        return f"All {len(telling)} sources still speak" if len(telling) > 1 else "The one source still speaks"
    names = listed([f"{TABLES[one.table]} from {one.system}" for one in stopped[:3]])
    more = f" and {len(stopped) - 3} more" if len(stopped) > 3 else ""
    rest = len(telling) - len(stopped)
    still = f"; {plural(rest, 'other still speaks', 'others still speak')}" if rest else ""
    return f"{names[:1].upper()}{names[1:]}{more} {'has' if len(stopped) == 1 else 'have'} stopped{still}"


def next_stage(stage: str) -> Stage:
    """The stage after this one."""
    return Stage.SATISFIED if stage == Stage.NOT_KNOWN_YET else RUNGS[min(RUNGS.index(Stage(stage)) + 1, 3)]


def facts_of(counts: Mapping[str, Any]) -> str:
    """What facts a file holds: “1,363 tickets and 506 people”."""
    number = reader.current().number
    parts = [
        ONE.get(table, table) if int(count) == 1 else f"{number(int(count))} {COUNTED.get(table, table)}"
        for table, count in counts.items()
        if count
    ]
    return listed(parts) or "no facts"
