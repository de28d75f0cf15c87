"""What references will deals need in the next three months, and what does the pool lack? After each placement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from vouch.domain.policy import Policy
from vouch.domain.stages import Gate, GateState, Stage
from vouch.matching.coverage import (
    Able,
    Coverage,
    Cultivated,
    DealSeen,
    Demand,
    Near,
    RequestSeen,
    coverage,
    cultivate,
    forecast,
)
from vouch.matching.coverage.seen import QUARTER
from vouch.matching.reference import Decision, Need, Pool
from vouch.matching.reference.stops import stops
from vouch.program.findings.queries import current_run, placements_of
from vouch.program.references.actions import publish_coverage
from vouch.program.references.queries import requested
from vouch.program.suggestions.queries.supply import segment_by_account, segments
from vouch.runs.desk.pool import ready
from vouch.runs.kept.deals import every_version, outcome_of, renewal
from vouch.runs.shown.found import found as found_of

MONTH = 30
NOWHERE = "no segment known"
"""What the deals of buyers are called whose part of the market nobody knows."""
_NEAR = 400
"""People of one look at what gates they lack."""


def renew_outlook(data: Path, policy: Policy, today: date) -> int:
    """Publish the outlook anew; nothing before anybody was placed. Returns how many cells it has."""
    run = current_run()
    if run is None:
        return 0
    demand = forecast(
        list(deals_seen(data, policy)), asked_for(policy), today, quarters=policy.reference.coverage.quarters
    )
    activities = sorted({activity for _segment, activity in demand.quarter} or set(policy.desk.modes))
    pool, lock = ready(data, policy, today)
    with lock:
        where = segment_by_account()
        able = _able(pool, where, activities, policy, today)
        found = coverage(demand, able, policy)
        near = _near(data, run.id, pool, where, found, activities[0], policy, today)
    cared = cultivate(found, near, policy)
    return publish_coverage(_rows(demand, found, able, cared, policy, today), run=run.id, today=today)


def deals_seen(data: Path, policy: Policy) -> Iterator[DealSeen]:
    """Every deal but renewals with its stages and closing days as they were told, by its id at the desk."""
    where = segments()
    versions: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in every_version(data):
        versions[row["system"], row["deal_id"]].append(row)
    for (system, deal), rows in sorted(versions.items()):
        last = rows[-1]
        if renewal(last, policy):
            continue
        begun = last["created_on"] or _day(rows[0])
        if begun is None:
            continue
        closed = outcome_of(last, policy) != "open"
        told = [(max(begun, _day(row) or begun), row) for row in rows]
        stages = {begun: rows[0]["stage"] or ""} | {on: row["stage"] or "" for on, row in told}
        closing = {on: row["close_date"] for on, row in told if row["close_date"] is not None}
        yield DealSeen(
            id=f"{system}:{deal}"[:300],
            segment=where.get((system, last["account_id"] or ""), "") or NOWHERE,
            stages=tuple(sorted(stages.items())),
            closed_on=max(begun, last["close_date"] or begun) if closed else None,
            closing=tuple(sorted(closing.items())),
        )


def asked_for(policy: Policy) -> list[RequestSeen]:
    """Every request for a deal, of what is a rung of the ladder now."""
    return [
        RequestSeen(deal=row.deal, on=row.on, activity=row.activity, how_many=row.how_many)
        for row in requested(policy=policy)
        if row.activity in policy.ladder
    ]


def _day(row: Mapping[str, Any]) -> date | None:
    at = row["modified_at"] or row["learned_at"]
    return at.date() if at is not None else None


def _able(pool: Pool, where: Mapping[str, str], activities: Sequence[str], policy: Policy, today: date) -> list[Able]:
    """Whom nothing but time stands against, from which month on, and how often still."""
    found: list[Able] = []
    free_of: dict[int, Able] = {}
    for at, (person, company) in enumerate(zip(pool.ids, pool.company_of.tolist(), strict=True)):
        alike = pool.gates.rows.alike(at)
        if alike not in free_of:
            free_of[alike] = _free(pool.gates.rows[at], activities, policy, today)
        free = free_of[alike]
        if free.activities and at not in pool.gone:
            segment = where.get(pool.firms[company], "") or NOWHERE
            found.append(replace(free, person=person, segment=segment))
    return found


def _free(row: Decision, activities: Sequence[str], policy: Policy, today: date) -> Able:
    """What nothing but time stands against, how often somebody may still be asked, and from which month on."""
    free: dict[str, int] = {}
    for activity in activities:
        ends = [one.until for one in stops(row, Need(activity=activity), policy, today)]
        if all(end is not None for end in ends):
            last = max((end for end in ends if end is not None), default=None)
            free[activity] = 0 if last is None else _first_month(last + timedelta(days=1), today)
    months = (_first_month(day, today) for day in row.frees)
    first = min(free.values(), default=0)
    return Able(
        person="", segment="", activities=frozenset(free), left=max(row.cap - row.load, 0.0),
        free_from=first, starts={name: month for name, month in free.items() if month > first},
        later=tuple(sorted(month for month in months if month < QUARTER)),
    )  # fmt: skip


def _first_month(day: date, today: date) -> int:
    """The first month, of thirty days from today on, in all of which somebody may who may from that day on."""
    return max(0, -(-(day - today).days // MONTH))


def _near(
    data: Path,
    run: str,
    pool: Pool,
    where: Mapping[str, str],
    found: Coverage,
    activity: str,
    policy: Policy,
    today: date,
) -> list[Near]:
    """Those of the segments that are short who may not give references yet for where they stand, and what they lack."""
    short = {gap.segment for gap in found.gaps} | {one.segment for one in found.hours if one.alarms}
    candidates = []
    too_low: dict[int, bool] = {}
    for at, (person, number) in enumerate(zip(pool.ids, pool.company_of.tolist(), strict=True)):
        company = pool.firms[number]
        segment = where.get(company, "") or NOWHERE
        if segment in short and at not in pool.gone:
            alike = pool.gates.rows.alike(at)
            if alike not in too_low:
                decided = pool.gates.rows[at]
                codes = {one.code for one in stops(decided, Need(activity=activity), policy, today)}
                too_low[alike] = codes == {"above_stage"}
            if too_low[alike]:
                candidates.append((person, company, segment, pool.gates.rows[at].willing))
    placed = placements_of({company for _person, company, *_ in candidates[:5000]})
    states = _states(data, run, policy, [company for _person, company, *_ in candidates[:5000]])
    near = []
    for person_, company_, segment, willing in candidates[:5000]:
        row = placed.get(company_)
        if row is None or not row.missing:
            continue
        wanted = tuple((Gate(name), states.get((company_, name), GateState.UNKNOWN)) for name in row.missing)
        near.append(Near(person=person_, company=company_, segment=segment, stage=Stage(row.stage), wanted=wanted,
                         willing=willing, at_risk=row.at_risk, known=row.coverage))  # fmt: skip
    return near


def _states(data: Path, run: str, policy: Policy, companies: Sequence[str]) -> dict[tuple[str, str], GateState]:
    tables = found_of(data, run, policy.zone)
    if tables is None or not companies:
        return {}
    day = tables.nearest(None)
    rows = tables.rows(
        "select subject, gate, state from {gates} where as_of = $day and kind = 'account' "
        "and list_contains($subjects, subject)", day=day, subjects=sorted(set(companies))[:_NEAR * 10],
    )  # fmt: skip
    return {(row["subject"], row["gate"]): GateState(row["state"]) for row in rows}


def _rows(
    demand: Demand, found: Coverage, able: Sequence[Able], cared: Sequence[Cultivated], policy: Policy, today: date
) -> Iterator[dict[str, object]]:
    """The cells as they are kept; one more for each segment, without an activity, that says how its hours stand."""
    rules = policy.reference.coverage
    short = {(gap.segment, gap.activity, gap.month): gap for gap in found.gaps}
    named: dict[str, list[dict[str, str]]] = defaultdict(list)
    for one in cared:
        named[one.segment].append({"contact": one.person, "account": one.company, "words": one.words})
    people: dict[tuple[str, str], int] = defaultdict(int)
    for person in able:
        for activity in person.activities:
            people[person.segment, activity] += 1
    for (segment, activity, month), cell in sorted(demand.cells.items()):
        gap = short.get((segment, activity, month))
        hours = policy.ladder[activity].minutes / 60 * rules.loaded
        yield {
            "segment": segment[:120], "activity": activity, "month": today + timedelta(days=MONTH * month),
            "expected": cell.expected, "low": cell.low, "high": cell.high, "n": cell.n,
            "words": gap.words if gap else "" if cell.enough else cell.words, "pool": people[segment, activity],
            "hours": 0.0, "needed_hours": cell.expected * hours, "least": rules.least_people,
            "short": gap.short if gap else 0, "cultivate": [],
        }  # fmt: skip
    for each in found.hours:
        yield {
            "segment": each.segment[:120], "activity": "", "month": today, "expected": 0.0, "low": 0, "high": 0,
            "n": 0, "words": " ".join(each.alarms)[:500], "pool": each.people, "hours": each.left,
            "needed_hours": each.asked, "least": rules.least_people, "short": 0, "cultivate": named[each.segment],
        }  # fmt: skip
