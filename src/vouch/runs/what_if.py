"""Who would move if the policy were another, and which gates would say why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from vouch.domain.policy import Policy
from vouch.lake.duck import SPILL
from vouch.runs.place.answers import PLACED
from vouch.runs.place.run import open_run

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
create or replace temp table what_if_moved as
select coalesce(n.kind, t.kind) as kind, coalesce(n.subject, t.subject) as subject,
  coalesce(n.account, t.account) as account, coalesce(n.id, t.id) as id, coalesce(n.name, t.name) as name,
  n.stage as now_stage, n.at_least as now_least, n.at_most as now_most, n.at_risk as now_risk,
  t.stage as then_stage, t.at_least as then_least, t.at_most as then_most, t.at_risk as then_risk
from read_parquet($stood) n full join what_if_then t on n.kind = t.kind and n.subject = t.subject
where (n.stage, n.at_least, n.at_most, n.at_risk) is distinct from (t.stage, t.at_least, t.at_most, t.at_risk)
"""
_WHY = f"""
create or replace temp table what_if_why as
select coalesce(n.subject, t.subject) as subject,
  list([coalesce(n.gate, t.gate), coalesce(n.state, 'unknown'), coalesce(t.state, 'unknown')]
    order by coalesce(n.gate, t.gate)) as why
from read_parquet($stood) n full join ({_GATES}) t on n.subject = t.subject and n.gate = t.gate
where coalesce(n.state, 'unknown') is distinct from coalesce(t.state, 'unknown')
group by 1
"""
_TOLD = """
select m.*, own.why as own, theirs.why as theirs
from what_if_moved m
left join what_if_why own on own.subject = m.subject
left join what_if_why theirs on theirs.subject = m.account and m.account <> m.subject
order by m.kind, lower(m.name), m.name, m.subject
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
    """Two runs held against each other: their ids, how many the first places by kind, and who stands elsewhere.

    `found`: everyone whose stage, interval or at-risk flag differs, `count` of them, by kind and name.
    """

    now: str
    then: str
    placed: dict[str, int]
    count: int
    found: Iterable[Differs]


Tell = Callable[[int, str], object]
STEPS = 100
"""Into how many steps a comparison tells itself."""
PLACED_NOW, PLACED_THEN, HELD = 45, 90, 95
"""After how many of them everybody is placed once, and twice, and the two are held against each other."""


@contextmanager
def comparing(
    data: Path,
    day: date,
    now: Policy,
    then: Policy,
    *,
    extra: Mapping[str, pa.Table] | None = None,
    tell: Tell = lambda _step, _words: None,
) -> Iterator[Compared]:
    """The two runs, of which `found` can be read once, some thousand at a time: no more is held of half a million.

    Nothing is published or kept: where everybody stands by the first lies in the folder of what is spilled meanwhile.
    `tell` is told which step begins, and may end it by raising.
    """
    with _spilled(data) as folder:
        stood, gates = folder / "stood.parquet", folder / "gates.parquet"
        words = "Placing everybody under the policy in force"
        with open_run(data, [day], now, extra=extra, tell=_part(tell, 0, PLACED_NOW, words)) as run:
            run.lay(_STANDS, stood, as_of=day)
            run.lay(_GATES, gates, as_of=day)
            first = run.id
        words = "Placing everybody under the changed one"
        with open_run(data, [day], then, extra=extra, tell=_part(tell, PLACED_NOW, PLACED_THEN, words)) as run:
            tell(PLACED_THEN, "Holding the two against each other")
            con = run.facts.con.con
            counted = con.execute("select kind, count(*) from read_parquet($1) group by 1", [str(stood)]).fetchall()
            con.execute(f"create or replace temp table what_if_then as {_STANDS.format(**run.table)}", {"as_of": day})
            con.execute(_MOVED, {"stood": str(stood)})
            con.execute(_WHY.format(**run.table), {"stood": str(gates), "as_of": day})
            count = con.execute("select count(*) from what_if_moved").fetchone()[0]
            tell(HELD, "Holding the two against each other")
            yield Compared(first, run.id, dict(counted), count, _differs(run.stream(_TOLD)))


def compare(
    data: Path,
    day: date,
    now: Policy,
    then: Policy,
    *,
    extra: Mapping[str, pa.Table] | None = None,
) -> Compared:
    """The same read to its end."""
    with comparing(data, day, now, then, extra=extra) as found:
        return replace(found, found=tuple(found.found))


def _part(tell: Tell, begins: int, ends: int, words: str) -> Callable[[float], object]:
    """Tells how far a placement is as a part of the whole, once for each of its hundredths."""
    last = -1

    def told(share: float) -> None:
        nonlocal last
        step = begins + int(share * (ends - begins))
        if step != last:
            last = step
            tell(step, words)

    return told


@contextmanager
def _spilled(data: Path) -> Iterator[Path]:
    """A folder for what is read once more: erasing somebody deletes what lies there, and nobody backs it up."""
    (data / SPILL).mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="what-if-", dir=data / SPILL, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


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


def _differs(rows: Iterable[dict[str, Any]]) -> Iterator[Differs]:
    for row in rows:
        why = [*(row["own"] or ()), *(row["theirs"] or ())]
        yield Differs(
            kind=row["kind"], subject=row["subject"], account=row["account"] or "", id=row["id"], name=row["name"],
            now=_stand(row, "now"), then=_stand(row, "then"),
            why=tuple(dict.fromkeys((gate, was, would) for gate, was, would in why)),
        )  # fmt: skip


def _stand(row: dict[str, Any], when: str) -> Stand | None:
    if row[f"{when}_stage"] is None:
        return None
    return Stand(
        stage=row[f"{when}_stage"], at_least=row[f"{when}_least"], at_most=row[f"{when}_most"],
        at_risk=row[f"{when}_risk"],
    )  # fmt: skip
