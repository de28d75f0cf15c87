"""Random facts in random batches: shuffled, told late, corrected, told twice; and what each way of placing finds."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from tests.insight import facts as told
from tests.insight.companies import cases
from tests.insight.company import TODAY, stored
from tests.insight.facts import Case
from vouch.domain.identity import Settled
from vouch.domain.policy import Policy, load
from vouch.insight.calendar import month_ends
from vouch.lake.batches import Covers, Head, Summary
from vouch.lake.store import Lake
from vouch.runs.place.again import open_again
from vouch.runs.place.run import Run, open_run

NAMES = ("Acme", "Bolt", "Cato", "Dune", "Elk", "Fjord")
FURTHER = ("step_nominated", "step_tickets_read", "step_deals_now", "step_contact_versions", "step_workplaces")
"""What is read of a run beside its answers."""

Row = tuple[str, dict[str, Any]]


class Split:
    """Rows of facts in the batches they come in."""

    def __init__(self, batches: Sequence[Sequence[Row]]) -> None:
        self.batches = batches

    def __repr__(self) -> str:
        """How many rows of what, batch by batch; of a dataclass Hypothesis would show hundreds of rows."""
        told = (Counter(table for table, _row in batch) for batch in self.batches)
        return f"Split({'; '.join(', '.join(f'{n} {table}' for table, n in sorted(one.items())) for one in told)})"


def rows_of(given: Mapping[str, Case]) -> list[Row]:
    """The facts of cases as plain rows, each with the ids its case gives it."""
    found: list[Row] = []
    for case, parts in given.items():
        found += told._whole(case, list(told._each(parts)))
    return found


@st.composite
def corrected(draw: st.DrawFn, row: Row) -> Row:
    """The same fact told again, changed later: of another moment, another score, or another customer's after all."""
    table, before = row
    after = dict(before) | {"modified_at": TODAY - timedelta(days=draw(st.sampled_from([0, 1, 30])))}
    for name in ("score", "status", "quantity", "kind"):
        if name in after and draw(st.booleans()):
            after[name] = {"score": 2.0, "status": "missed", "quantity": 40.0, "kind": "downsell"}[name]
    if after.get("account_id") and table != "accounts" and draw(st.booleans()):
        after["account_id"] = draw(st.sampled_from(NAMES))
    if after.get("contact_id") and table != "contacts" and draw(st.booleans()):
        after["contact_id"] = draw(st.sampled_from(NAMES)) + "/ana"
    return table, after


@st.composite
def extras(draw: st.DrawFn) -> list[Row]:
    """What ties customers to one another or is known late: people who move, addresses, use by people, strangers."""
    name, other = st.sampled_from(NAMES), st.sampled_from(NAMES)
    day = st.sampled_from([0, 1, 15, 31, 50, 90, 200])
    ago = day.map(lambda n: TODAY - timedelta(days=n))
    mail = name.map(lambda one: f"ana@{one.lower()}.example")
    one = st.one_of(
        st.builds(lambda at, a, b: ("contacts", {"contact_id": f"{a}/ana", "account_id": b, "modified_at": at}),
                  ago, name, other),
        st.builds(lambda at, a, m: ("contacts", {"contact_id": f"{a}/bo", "account_id": a, "email": m,
                                                 "modified_at": at}), ago, name, mail),
        st.builds(lambda at, a: ("accounts", {"account_id": a, "name": a, "domain": f"{a.lower()}.example",
                                              "type": "customer", "modified_at": at}), ago, name),
        st.builds(lambda at, m, n: ("survey_answers", {"item": "nps", "score": float(n), "email": m,
                                                       "answered_at": at}), ago, mail, st.integers(0, 10)),
        st.builds(lambda at, m: ("usage", {"email": m, "happened_at": at, "quantity": 3.0}), ago, mail),
        st.builds(lambda at, a, n: ("usage", {"account_id": a, "happened_at": at, "quantity": float(n),
                                              "event": f"way {n % 3}"}),
                  ago, name, st.integers(1, 9)),
        st.builds(lambda at, a, n: ("usage", {"account_id": a, "event_id": f"e{n}", "happened_at": at}),
                  ago, name, st.integers(1, 3)),
        st.builds(lambda a, n: ("owners", {"owner_id": f"O{n}", "name": a}), name, st.integers(1, 2)),
    )  # fmt: skip
    return draw(st.lists(one, min_size=2, max_size=8))


@st.composite
def splits(draw: st.DrawFn) -> Split:
    """A company's facts in two to five batches, in any order."""
    rows = rows_of(draw(cases())) + draw(extras())
    again = draw(st.lists(st.sampled_from(rows).flatmap(corrected), max_size=6))
    many = draw(st.integers(2, 5))
    ticks = draw(st.randoms(use_true_random=False))
    batches: list[list[Row]] = [[] for _ in range(many)]
    for row in (*rows, *again):
        batches[ticks.choice([0, *range(many)])].append(row)
    for batch in batches:
        ticks.shuffle(batch)
    return Split([batch for batch in batches if batch])


def lay(data: Path, rows: Iterable[Row], number: int, *, policy: Policy | None = None) -> str:
    """Takes a batch of rows into the lake, and gives its id."""
    by_table: dict[str, list[dict[str, Any]]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    id_ = f"b{hashlib.sha256(str(number).encode()).hexdigest()[:12]}"
    head = Head(id=id_, file=f"{number}.csv", sha256=f"{number:064x}", kind="plain", mapping="plain",
                imported_at=datetime(2026, 11, 22, number, tzinfo=UTC))  # fmt: skip
    with Lake(data).begin(head) as writer:
        for table, given in by_table.items():
            whole: pa.Table = stored(table, given, policy or load())
            at = whole.schema.get_field_index("learned_at")
            learned = pa.array([datetime(2026, 11, 22, number, tzinfo=UTC)] * len(whole), pa.timestamp("us", tz="UTC"))
            writer.append(table, whole.set_column(at, "learned_at", learned))
        since, until = datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 11, 22, 23, tzinfo=UTC)
        covers = (Covers(table="usage", system="plain", since=since, until=until),)
        writer.commit(Summary(rows_read=1, rows_kept=1, covers=covers))
    return id_


def found(run: Run) -> dict[str, list[str]]:
    """Every answer of a run, and what else is read of one, as rows in one order."""
    con = run.facts.con.con
    tables = dict(run.table) | {name: name for name in FURTHER}
    rows = {answer: con.execute(f'from "{name}"').fetch_arrow_table() for answer, name in tables.items()}
    rows["as_of"] = con.execute("from as_of").fetch_arrow_table()
    return {answer: _written(table) for answer, table in rows.items()} | {"id": [run.id]}


def _written(table: pa.Table) -> list[str]:
    columns = [[repr(value) for value in table.column(name).to_pylist()] for name in sorted(table.column_names)]
    return sorted(" | ".join(row) for row in zip(*columns, strict=True))


def differences(
    data: Path, days: Sequence[date] | None = None, *, policy: Policy | None = None, settled: Sequence[Settled] = ()
) -> tuple[str, list[str]]:
    """How much was worked out anew, and how that differs from placing everybody from the facts."""
    days, policy = days or month_ends(TODAY, 6), policy or load()
    with open_again(data, days, policy, settled=settled) as run:
        how, ours = run.how, found(run)
    with open_run(data, days, policy, settled=settled) as run:
        theirs = found(run)
    assert theirs["standing"] or not theirs["found_records"]
    return how, [told for answer in theirs if (told := differ(answer, ours[answer], theirs[answer]))]


def differ(answer: str, ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Which rows of an answer one has more often than the other, in a line; empty where none."""
    more, less = Counter(ours), Counter(theirs)
    shown = {"too many": more - less, "missing": less - more}
    told = [f"{sum(rows.values())} {what}, as {min(rows)[:300]}" for what, rows in shown.items() if rows]
    return f"{answer}: {'; '.join(told)}" if told else ""
