"""Facts in a few words, for tables of cases: each case is an account of its own, named like the case.

A day is a number of days ago, a date, or a moment. `who` is a person of the case's account: Ana is the contact
`CASE/ana`, and is at work there unless the case says something else of her.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias, Union

from tests.insight.company import Company, ago
from vouch.domain.policy import Policy
from vouch.tables.facts import TABLES

Fact = tuple[str, dict[str, Any]]
Case: TypeAlias = Sequence[Union[Fact, "Case"]]
"""Facts, and lists of them."""
Day = float | date | datetime
LONG_AGO = 2_000


def when(day: Day | None) -> date | None:
    """A day or moment as the tables hold it."""
    return day if day is None or isinstance(day, date) else ago(day)


def _of(who: str | None, row: dict[str, Any]) -> dict[str, Any]:
    return row | ({"contact_id": who} if who else {})


def account(modified: Day = LONG_AGO, **row: Any) -> Fact:
    """A version of the account: customer for a long time, unless it says otherwise."""
    return "accounts", {"type": "customer", "modified_at": when(modified)} | row


def person(who: str = "ana", modified: Day = LONG_AGO, **row: Any) -> Fact:
    """A version of a person. `account_id` names another case's account; without it, this one's."""
    return "contacts", {"contact_id": who, "modified_at": when(modified)} | row


def role(role: str, since: Day | None = LONG_AGO, until: Day | None = None, who: str = "ana") -> Fact:
    """The part somebody plays."""
    return "roles", {"contact_id": who, "role": role, "from_on": when(since), "until_on": when(until)}


def answer(item: str, score: float, day: Day, who: str | None = "ana", **row: Any) -> Fact:
    """An answer to one question of a survey."""
    return "survey_answers", _of(who, {"item": item, "score": float(score), "answered_at": when(day)} | row)


def nps(score: float, day: Day, who: str | None = "ana", **row: Any) -> Fact:
    """How likely they are to recommend us, from 0 to 10."""
    return answer("nps", score, day, who, **row)


def felt(rating: str, day: Day, by: str = "Cy", who: str | None = None) -> Fact:
    """How one of us feels about a customer."""
    return "sentiment", _of(who, {"rating": rating, "rated_on": when(day), "by": by})


def nominated(day: Day, by: str = "Cy", who: str | None = "ana") -> Fact:
    """One of us put somebody forward."""
    return "nominations", _of(who, {"nominated_on": when(day), "by": by})


def promise(status: str | None, due: Day | None, signed: Day | None = None, **row: Any) -> Fact:
    """What was promised, and how it went."""
    dates = {"due_on": when(due), "signed_off_on": when(signed)}
    return "promises", {"text": "rollout in time", "status": status} | dates | row


def result(reached: Day, signed: Day | None = None, number: float | None = 40.0, **row: Any) -> Fact:
    """What was reached."""
    dates = {"reached_on": when(reached), "signed_off_on": when(signed)}
    return "results", {"text": "hours saved a week", "number": number} | dates | row


def milestone(kind: str, reached: Day, started: Day | None = None) -> Fact:
    """A customer got somewhere."""
    return "milestones", {"kind": kind, "reached_on": when(reached), "started_on": when(started)}


def ticket(opened: Day, closed: Day | None = None, who: str | None = None, **row: Any) -> Fact:
    """A support case; `escalated_at` and `satisfaction_at` may be days ago too."""
    for name in ("escalated_at", "satisfaction_at"):
        row[name] = when(row.get(name))
    return "tickets", _of(who, {"opened_at": when(opened), "closed_at": when(closed), "subject": "login"} | row)


def grave(opened: Day, closed: Day | None = None, **row: Any) -> Fact:
    """A case of severity one."""
    return ticket(opened, closed, priority="urgent", **row)


def renewal(day: Day, kind: str = "renewal", **row: Any) -> Fact:
    """Something that happened to a contract, or notice of it."""
    return "renewals", {"happened_on": when(day), "kind": kind} | row


def deal(closed: Day, type: str | None = None, stage: str = "Closed Won", **row: Any) -> Fact:
    """A sale."""
    return "deals", {"close_date": when(closed), "type": type, "stage": stage, "modified_at": when(closed)} | row


def subscription(starts: Day, ended: Day | None = None, **row: Any) -> Fact:
    """A running contract, of a year where it does not say."""
    return "subscriptions", {"starts_on": when(starts), "ended_on": when(ended)} | row


def used(day: Day, who: str | None = None, quantity: float | None = None, **row: Any) -> Fact:
    """The product was used."""
    return "usage", _of(who, {"happened_at": when(day), "quantity": quantity} | row)


def used_daily(first: int, last: int, quantity: float = 1.0, **row: Any) -> list[Fact]:
    """Used every day from so many days ago to so many days ago, the last included."""
    return [used(day, quantity=quantity, **row) for day in range(first, last - 1, -1)]


def act(day: Day, who: str | None = "ana", reward: str | None = None, **row: Any) -> Fact:
    """Something done for others to see or hear."""
    told = {"activity_type": "reference call", "done_at": when(day), "reward_announced": reward}
    return "acts", _of(who, told | row)


def helped(day: Day, who: str | None = "ana", kind: str = "answer", **row: Any) -> Fact:
    """Took part where customers meet."""
    return "community", _of(who, {"kind": kind, "happened_at": when(day)} | row)


def asked(day: Day, answer: str | None = None, answered: Day | None = None, who: str = "ana", **row: Any) -> Fact:
    """An ask of ours, answered the same day where nothing else is said."""
    at = when(day if answer and answered is None else answered)
    told = {"kind": "ask", "sent_at": when(day), "answer": answer, "answered_at": at}
    return "messages", {"contact_id": who} | told | row


def competitor(day: Day, name: str = "Rival") -> Fact:
    """A competitor was seen."""
    return "competitors", {"competitor": name, "seen_on": when(day)}


def satisfied() -> list[Fact]:
    """A goal the customer signed off."""
    return [promise("met", 100, signed=100)]


def loyal() -> list[Fact]:
    """All that makes an account loyal: a goal kept, a signed result, a renewal, and Ana, who would recommend us."""
    return [*satisfied(), result(90, signed=90), renewal(80), nps(10, 70)]


def company(
    cases: Mapping[str, Case], policy: Policy | None = None, covered: Mapping[str, date] | None = None
) -> Company:
    """One company in which every case is an account."""
    facts: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for case, told in cases.items():
        for table, row in _whole(case, list(_each(told))):
            facts[table].append(row)
    return Company(policy=policy, covered=covered, **facts)


def _each(told: Case) -> Iterable[Fact]:
    for part in told:
        if isinstance(part, tuple):
            yield part
        else:
            yield from _each(part)


def _whole(case: str, told: list[Fact]) -> Iterable[Fact]:
    """The facts of a case with their ids, its account, and the people it speaks of."""
    tables = {table for table, _row in told}
    if "accounts" not in tables:
        yield _named(case, 0, account())
    known = {row["contact_id"] for table, row in told if table == "contacts"}
    spoken_of: set[str] = {row["contact_id"] for _table, row in told if row.get("contact_id")}
    for who in sorted(spoken_of - known):
        yield _named(case, 0, person(who))
    for n, fact in enumerate(told):
        yield _named(case, n, fact)


def _named(case: str, n: int, fact: Fact) -> Fact:
    table, given = fact
    row = dict(given)
    first = TABLES[table].key[0]
    if row.get("contact_id"):
        row["contact_id"] = f"{case}/{row['contact_id']}"
    if table == "accounts":
        row = {"account_id": case, "name": case} | row
    elif table == "contacts" or not any(row.get(name) for name in ("contact_id", "email", "organization")):
        row = {"account_id": case} | row
    if first.endswith("_id") and first not in row and first not in ("account_id", "contact_id"):
        row[first] = f"{case}/{table}/{n}"
    return table, row
