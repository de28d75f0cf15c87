"""Who would move if the policy were another, and which gates would say why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from vouch.domain.policy import Policy
from vouch.runs.place.answers import PLACED
from vouch.runs.place.run import Run, open_run

_STANDS = f"""
with placed_now as ({PLACED.replace("{only}", "")}),
flagged as (select distinct account from {{reasons}} where flagged and as_of = $as_of)
select p.kind, p.subject, p.account, p.id, p.name, p.stage, p.at_least, p.at_most, f.account is not null as at_risk
from placed_now p left join flagged f on f.account = p.account
"""
_GATES = """
select subject, gate, state from {gates} where as_of = $as_of
union all select subject, 'acts', state from {acts} where as_of = $as_of
"""
_MOVED = """
select coalesce(n.kind, t.kind) as kind, coalesce(n.subject, t.subject) as subject,
  coalesce(n.account, t.account) as account, coalesce(n.id, t.id) as id, coalesce(n.name, t.name) as name,
  n.stage as now_stage, n.at_least as now_least, n.at_most as now_most, n.at_risk as now_risk,
  t.stage as then_stage, t.at_least as then_least, t.at_most as then_most, t.at_risk as then_risk
from what_if_now n full join what_if_then t on n.kind = t.kind and n.subject = t.subject
where (n.stage, n.at_least, n.at_most, n.at_risk) is distinct from (t.stage, t.at_least, t.at_most, t.at_risk)
order by 1, lower(coalesce(n.name, t.name)), coalesce(n.name, t.name), 2
"""
_WHY = """
select coalesce(n.subject, t.subject) as subject, coalesce(n.gate, t.gate) as gate, n.state as now, t.state as then
from what_if_gates n full join ({gates}) t on n.subject = t.subject and n.gate = t.gate
where coalesce(n.state, 'unknown') is distinct from coalesce(t.state, 'unknown')
order by 1, 2
"""


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where somebody stands under one policy."""

    stage: str
    at_least: str
    at_most: str
    at_risk: bool

    @property
    def told(self) -> str:
        """In the words of the command line: “satisfied, at most loyal, at risk”."""
        between = "" if self.at_least == self.at_most else f", at most {self.at_most}"
        return f"{self.stage}{between}{', at risk' if self.at_risk else ''}"


@dataclass(frozen=True, kw_only=True)
class Differs:
    """Somebody who stands elsewhere under the other policy; None where they are no customer there.

    `why`: the gates whose state differs, as (gate, now, then): their own, and for a person those of the account.
    """

    kind: str
    subject: str
    account: str
    id: str
    name: str
    now: Stand | None
    then: Stand | None
    why: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Compared:
    """Two runs held against each other: their ids, everyone placed by the first, and who stands elsewhere."""

    now: str
    then: str
    placed: dict[str, int]
    found: tuple[Differs, ...]


Tell = Callable[[int, str], object]
STEPS = 3
"""Into how many steps a comparison tells itself."""


def compare(
    data: Path,
    day: date,
    now: Policy,
    then: Policy,
    *,
    extra: Mapping[str, pa.Table] | None = None,
    tell: Tell = lambda _step, _words: None,
) -> Compared:
    """Everyone whose stage, interval or at-risk flag differs under the two policies, by kind and name.

    Nothing is published or kept. `tell` is told which step begins, and may end it by raising.
    """
    tell(0, "Placing everybody under the policy in force")
    with open_run(data, [day], now, extra=extra) as run:
        stands, gates, first = run.arrow(_STANDS, as_of=day), run.arrow(_GATES, as_of=day), run.id
    placed = {row["values"]: row["counts"] for row in stands["kind"].value_counts().to_pylist()}
    tell(1, "Placing everybody under the changed one")
    with open_run(data, [day], then, extra=extra) as run:
        tell(2, "Holding the two against each other")
        con = run.facts.con.con
        con.register("what_if_now", stands)
        con.register("what_if_gates", gates)
        con.register("what_if_then", run.arrow(_STANDS, as_of=day))
        rows = run.rows(_MOVED)
        return Compared(first, run.id, placed, tuple(_differs(rows, _reasons(run, day))))


def moves(
    data: Path, day: date, now: Policy, then: Policy, *, extra: Mapping[str, pa.Table] | None = None
) -> list[dict[str, Any]]:
    """The same, as `vouch policy diff` prints it: kind, id, name, now, then."""
    return [
        {
            "kind": one.kind,
            "id": one.id,
            "name": one.name,
            "now": one.now.told if one.now else "not a customer",
            "then": one.then.told if one.then else "not a customer",
        }
        for one in compare(data, day, now, then, extra=extra).found
    ]


def _reasons(run: Run, day: date) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in run.rows(_WHY.replace("{gates}", _GATES), as_of=day):
        why = (row["gate"], row["now"] or "unknown", row["then"] or "unknown")
        found.setdefault(row["subject"], []).append(why)
    return found


def _differs(rows: list[dict[str, Any]], why: dict[str, list[tuple[str, str, str]]]) -> Iterator[Differs]:
    for row in rows:
        about = dict.fromkeys((row["subject"], row["account"]))
        yield Differs(
            kind=row["kind"], subject=row["subject"], account=row["account"] or "", id=row["id"], name=row["name"],
            now=_stand(row, "now"), then=_stand(row, "then"),
            why=tuple(dict.fromkeys(one for subject in about for one in why.get(subject, ()))),
        )  # fmt: skip


def _stand(row: dict[str, Any], when: str) -> Stand | None:
    if row[f"{when}_stage"] is None:
        return None
    return Stand(
        stage=row[f"{when}_stage"], at_least=row[f"{when}_least"], at_most=row[f"{when}_most"],
        at_risk=row[f"{when}_risk"],
    )  # fmt: skip
