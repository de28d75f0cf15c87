"""Random histories of evidence, clustered where the rules turn: 30-day waits, lapses, windows, one instant.

They are written in the oracle's words (`oracle.Atom`, epoch seconds, UTC). All moments start from the last second of a
day and most gaps are whole days, so a history asked as of whole days meets the exact edges as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from hypothesis import strategies as st

from .oracle import CONTRADICTED, DAY, MET, NOT_YET_POSSIBLE, UNKNOWN, Atom, Person
from .oracle.stage import SCORED

START = int(datetime(2023, 1, 31, 23, 59, 59, tzinfo=UTC).timestamp())
HALF_LIVES: tuple[float | None, ...] = (90, 180, 365, 540, 365 * 2, 365 * 3, 365 * 5)
GAPS = tuple(
    [0, 0, 1, 3_600]
    + [DAY * days for days in (1, 3, 7, 14, 23, 24, 29, 30, 31, 60, 89, 90, 91, 120, 180, 200, 365, 400)]
    + [30 * DAY - 1, 30 * DAY + 1, 90 * DAY + 1]
)
AFTER = (0, 1, DAY, 7 * DAY, 24 * DAY, 29 * DAY, 30 * DAY - 1, 30 * DAY, 30 * DAY + 1, 31 * DAY, 60 * DAY)
LATER = (90 * DAY, 90 * DAY + 1, 91 * DAY, 180 * DAY, 181 * DAY, 400 * DAY, 540 * DAY, 2_000 * DAY)


@dataclass(frozen=True)
class Kind:
    """One sort of evidence a gate may get: value, reliability, half-life in days, and whether it is hard."""

    v: float
    rho: float
    half_life_days: float | None
    hard: bool = False


THIRD, TWO_THIRDS = 1 / 3, 2 / 3
KINDS: dict[str, tuple[Kind, ...]] = {
    "attitude": (
        *(Kind(v, rho, 180) for v in (-1.0, 0.2, 0.4, 0.8, 1.0) for rho in (1.0, TWO_THIRDS, THIRD)),
        *(Kind(v, 0.6, 90) for v in (-1.0, 0.0, 0.6)),
        *(Kind(v, 0.5, 90) for v in (-1.0, -0.5, 0.0, 0.5, 1.0)),
        Kind(0.8, 0.6, 180),
    ),
    "service": tuple(Kind(v, 0.5, 90) for v in (-1.0, -0.6, -0.5, 0.0, 0.5, 0.6, 1.0)),
    "promises_kept": (
        *(Kind(v, rho, 540) for v in (1.0, 0.3) for rho in (1.0, 0.5)),
        Kind(-1.0, 1.0, 540, hard=True),
        Kind(-1.0, 0.5, 540),
        Kind(0.6, 0.5, 540),
        *(Kind(v, 0.8, 365) for v in (-1.0, -0.5, 0.0, 0.5, 1.0)),
        *(Kind(0.6, 0.5, 365 * years) for years in (1, 3)),
    ),
    "exceeds_expectations": (Kind(1.0, 1.0, 540), Kind(1.0, 0.5, 540), Kind(-0.5, 1.0, 540)),
    "patronage": (
        *(Kind(v, 1.0, 365 * years) for v in (1.0, 0.4) for years in (1, 2, 5)),
        *(Kind(-1.0, 1.0, 365 * years, hard=True) for years in (1, 3)),
    ),
}
ANY_KIND = st.builds(
    Kind,
    v=st.integers(-10, 10).map(lambda tenths: tenths / 10),
    rho=st.sampled_from([0.2, THIRD, 0.5, 0.6, TWO_THIRDS, 0.8, 1.0]),
    half_life_days=st.sampled_from(HALF_LIVES),
    hard=st.booleans(),
)


def kinds(gate: str) -> st.SearchStrategy[Kind]:
    """Mostly the evidence the shipped policy knows for this gate, now and then any other."""
    usual = st.sampled_from(KINDS[gate])
    return st.one_of(usual, usual, ANY_KIND)


@st.composite
def histories(draw: st.DrawFn, gate: str, most: int = 8) -> list[Atom]:
    """Up to `most` pieces of evidence (a case counts as one: it opens, and its closing takes its place), shuffled."""
    t = START
    customer_since = START - DAY * draw(st.sampled_from([0, 200, 365, 700, 1_500]))
    atoms: list[Atom] = []
    for _ in range(draw(st.integers(0, most))):
        t += draw(st.sampled_from(GAPS))
        if gate == "service" and draw(st.booleans()):
            atoms += draw(cases(t))
            continue
        kind = draw(kinds(gate))
        tenure = None
        if gate == "patronage" and kind.v > 0:
            tenure = min(1.0, (t - customer_since) / DAY / 365.25 / 3)
        atoms.append(Atom(gate, t, kind.v, kind.rho, kind.half_life_days, hard=kind.hard, tenure=tenure))
    return list(draw(st.permutations(atoms)))


@st.composite
def cases(draw: st.DrawFn, opened: int) -> list[Atom]:
    """A severity-one case of service: still open, closed well, or closed badly (which is hard)."""
    gap = draw(st.none() | st.sampled_from(GAPS))
    if gap is None:
        return [Atom("service", opened, -1.0, 1.0, 90)]
    closed = opened + gap
    badly = draw(st.booleans())
    return [
        Atom("service", opened, -1.0, 1.0, 90, ended=closed),
        Atom("service", closed, -0.7 if badly else 0.3, 1.0, 90, hard=badly),
    ]


def moments(atoms: Sequence[Atom]) -> st.SearchStrategy[int]:
    """Moments (epoch seconds) worth asking a history about: shortly and long after each arrival, and before any."""
    edges = sorted({atom.t for atom in atoms}) or [START]
    after = st.builds(lambda t, gap: t + gap, st.sampled_from(edges), st.sampled_from(AFTER + LATER))
    return st.one_of(after, after, after, st.just(edges[0] - 1), st.sampled_from(edges))


def days(atoms: Sequence[Atom]) -> st.SearchStrategy[date]:
    """As-of days worth asking about; `end_of(day)` is the moment they mean."""
    return moments(atoms).map(lambda at: datetime.fromtimestamp(at, UTC).date())


def end_of(day: date) -> int:
    """The last second of a day in UTC, as epoch seconds.

    >>> end_of(date(2023, 1, 31)) == START
    True
    """
    return int(datetime.combine(day, time(23, 59, 59), UTC).timestamp())


@st.composite
def questions(draw: st.DrawFn, gate: str | None = None, most: int = 8) -> tuple[list[Atom], int]:
    """A history of one gate (any scored one when not named) and a moment to ask it about."""
    atoms = draw(histories(gate or draw(st.sampled_from(SCORED)), most))
    return atoms, draw(moments(atoms))


@st.composite
def raised(draw: st.DrawFn, atoms: Sequence[Atom]) -> list[Atom]:
    """The same history with one value raised (needs at least one atom)."""
    which = draw(st.integers(0, len(atoms) - 1))
    chosen = atoms[which]
    low = chosen.v if chosen.v is not None else 0.0
    v = draw(st.one_of(st.just(1.0), st.floats(low, 1.0)))
    return [*atoms[:which], replace(chosen, v=v), *atoms[which + 1 :]]


@st.composite
def unknowns(draw: st.DrawFn, gate: str) -> Atom:
    """Something that says nothing: its value is not known."""
    kind = draw(kinds(gate))
    return Atom(gate, START + draw(st.sampled_from(GAPS)), None, kind.rho, kind.half_life_days, hard=kind.hard)


def act_histories() -> st.SearchStrategy[list[tuple[int, bool]]]:
    """Completed acts as (epoch seconds, driven by an announced reward)."""
    return st.lists(st.tuples(st.sampled_from(GAPS).map(lambda gap: START + gap), st.booleans()), max_size=4)


def people() -> st.SearchStrategy[Person]:
    """A person's own gates, and whether they would."""
    decided = st.sampled_from([MET, UNKNOWN, CONTRADICTED])
    return st.builds(
        Person,
        attitude=decided,
        service=decided,
        acts=st.sampled_from([MET, UNKNOWN]),
        willing=st.booleans(),
        active=st.booleans(),
    )


def gate_states() -> st.SearchStrategy[dict[str, str]]:
    """What the five scored gates of an account say; only patronage can be not yet possible."""
    decided = st.sampled_from([MET, UNKNOWN, CONTRADICTED])
    patronage = st.sampled_from([MET, UNKNOWN, CONTRADICTED, NOT_YET_POSSIBLE])
    return st.fixed_dictionaries({gate: patronage if gate == "patronage" else decided for gate in SCORED})
