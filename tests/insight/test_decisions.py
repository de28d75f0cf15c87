"""The one-pass decisions are those of the slow, obvious rules, for random histories and any days."""

from __future__ import annotations

from functools import lru_cache

import duckdb
import ibis
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.insight.oracle import Atom, decide
from tests.insight.oracle.stage import SCORED
from tests.insight.strategies import LATER, START, histories
from vouch.domain.policy import load
from vouch.insight.gates import arrivals, decisions, standing_gates
from vouch.insight.plan import INPUTS

LAID = pa.schema(
    [("kind", pa.string()), ("subject", pa.string()), ("gate", pa.string()), ("atom", pa.string()), ("t", pa.int64()),
     ("ended", pa.int64()), ("v", pa.float64()), ("rho", pa.float64()), ("half_life", pa.float64()),
     ("hard", pa.bool_()), ("tenure", pa.float64())]
)  # fmt: skip


@lru_cache
def made() -> tuple[str, str]:
    laid = ibis.table(ibis.Schema.from_pyarrow(LAID), name="laid")
    decided = decisions(arrivals(laid, load()), load())
    standing = standing_gates(
        ibis.table(decided.schema(), name="decided"), ibis.table(INPUTS["as_of"], name="as_of"), load()
    )
    return str(ibis.to_sql(decided, dialect="duckdb")), str(ibis.to_sql(standing, dialect="duckdb"))


def found(
    histories_by_subject: dict[str, list[Atom]], moments: list[int]
) -> dict[tuple[str, str, int], dict[str, object]]:
    """What the product says of each (subject, gate, moment): one pass over everything."""
    rows = [
        {"kind": "account", "subject": subject, "gate": atom.gate, "atom": str(n), "t": atom.t, "ended": atom.ended,
         "v": atom.v, "rho": atom.rho, "half_life": float(atom.half_life_days or 36_500), "hard": atom.hard,
         "tenure": atom.tenure}
        for subject, atoms in histories_by_subject.items()
        for n, atom in enumerate(atoms)
        if atom.v is not None
    ]  # fmt: skip
    connection = duckdb.connect(config={"threads": 1})
    connection.register("laid", pa.Table.from_pylist(rows, schema=LAID))
    days = sorted(set(moments))
    connection.register(
        "as_of",
        pa.table(
            {
                "as_of": pa.array(range(len(days)), pa.int32()).cast(pa.date32()),
                "at": days,
                "acts_stale_before": [0] * len(days),
            }
        ),
    )
    decided, standing = made()
    connection.execute(f"create temp table decided as {decided}")
    answer = connection.execute(f"select a.at, s.* from ({standing}) s join as_of a using (as_of)").fetch_arrow_table()
    return {(row["subject"], row["gate"], row["at"]): row for row in answer.to_pylist()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_one_pass_over_many_histories_equals_walking_each_of_them(data: st.DataObject) -> None:
    subjects = {
        f"s{n}": data.draw(histories(gate))
        for n, gate in enumerate(data.draw(st.lists(st.sampled_from(SCORED), min_size=1, max_size=6)))
    }
    instants = [atom.t for atoms in subjects.values() for atom in atoms]
    later = data.draw(st.lists(st.sampled_from(LATER), max_size=3))
    moments = [
        *(t + gap for t in instants[:6] for gap in (-1, 0, 30 * 86_400)),
        *(max(instants, default=START) + gap for gap in later),
        START,
    ]
    rows = found(subjects, moments)
    for subject, atoms in subjects.items():
        for at in set(moments):
            wanted = decide(atoms, at)
            row = rows.get((subject, atoms[0].gate, at)) if atoms else None
            if row is None:
                assert wanted.S_at_last_arrival is None
                assert wanted.in_force == "unknown"
                continue
            assert (row["state"], row["decided"], row["stale"], row["differ"]) == (
                wanted.in_force, wanted.state, wanted.in_force_stale, wanted.in_force_differ,
            ), (atoms, at - START)  # fmt: skip
            assert row["weight"] == wanted.K_now
            assert row["score"] == wanted.S_at_last_arrival
