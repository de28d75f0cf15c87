"""One grid of a file read through one mapping: the pass that gives facts, and what it counts on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import polars as pl

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.importers.base.build import Built, Missed, build, select
from vouch.importers.base.cells.reading import kept
from vouch.importers.base.envelope import attributes, wrapped
from vouch.importers.base.kind import Adapt, Hooks
from vouch.importers.base.mapping import Mapping
from vouch.importers.base.plan import Plan, Plans, make_plans
from vouch.importers.base.scales import Scales, within
from vouch.importers.base.scan import Scan
from vouch.importers.base.source import LOT, Grid, Lot, Reject
from vouch.importers.base.styles import find_styles
from vouch.importers.base.words import Headers, counted, excerpt, made_unique, shown


@dataclass
class Tally:
    """What one pass counted."""

    read: int = 0
    kept: int = 0
    listed: int = 0
    left_out: int = 0
    cells: int = 0
    footer: int = 0
    placeless: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)
    covers: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    further: dict[str, None] = field(default_factory=dict)


class Part:
    """One grid read through one mapping.

    Raises BadInput, when made, where the headers or the dates of the grid cannot be what the mapping says.
    """

    def __init__(
        self,
        grid: Grid,
        mapping: Mapping,
        hooks: Hooks,
        header: int,
        *,
        file: str,
        policy: Policy,
        imported_at: datetime,
    ) -> None:
        self.grid, self.hooks, self._header = grid, hooks, header
        self.file = file if grid.sheet is None else f"{file}#{grid.sheet}"
        self._policy, self._imported_at = policy, imported_at
        self._names = made_unique(grid.head()[header])
        self.mapping = mapping
        adapted = mapping
        if hooks.adapt is not None:
            first = next(iter(self._lots(mapping, size=20_000)))
            adapted = self._adapted(hooks.adapt, first)
        self._plans: Plans = make_plans(adapted, Headers(self._names), hooks.conversions, self.file)
        self._styles = find_styles(
            self._plans,
            self._lots(adapted, size=20_000),
            policy=policy,
            imported_at=imported_at,
            serials=grid.serials,
            file=self.file,
        )
        self._scan = Scan(self._plans, self._walk, imported_at, policy.company.time_zone)
        self.tally = Tally()

    def _adapted(self, adapt: Adapt, first: Lot) -> Mapping:
        try:
            return adapt(self.mapping, self._names, first.frame)
        except BadInput as refusal:  # the code of an importer sees columns, and knows no file
            said = {"file": self.file, **refusal.data}
            raise BadInput(refusal.code, f"{self.file}: {refusal.sentence}", **said) from refusal

    def unmapped(self) -> list[str]:
        """Headers that no table has a column for; their cells are kept as attributes."""
        spare = [name for name in self._names if name not in self._plans.used and name not in self._plans.ignored]
        return [*spare, *(name for name in self.tally.further if name not in spare)]

    def read(self) -> Iterator[tuple[dict[str, pl.DataFrame], list[Reject], int, int]]:
        """Facts by table, rows and cells not read, rows met, position; lot by lot."""
        self.tally = Tally()
        scales = Scales(self._policy, self.file)
        numbers = dict.fromkeys(range(len(self._plans.plans)), 0)
        for lot in self._lots(self._plans.mapping):
            facts, rejects = self._facts(lot, numbers)
            for name, frame in facts.items():
                self._count(name, frame)
            if "survey_answers" in facts:
                scales.see(facts["survey_answers"])
            for sentence, count in self.hooks.tallies:
                self.tally.said[sentence] = self.tally.said.get(sentence, 0) + count(facts)
            yield facts, rejects, lot.read, lot.position
        scales.judge()

    def notes(self) -> list[str]:
        """What a person should know of how the file was read."""
        plans, tally = self._plans, self.tally
        found = [sentence.format(n=f"{number:,}") for sentence, number in tally.said.items() if number]
        placeless = tally.placeless
        for place, plan in enumerate(plans.plans):
            verdict = self._scan.verdict(place)
            found += verdict.notes(plan.table.name) if verdict else []
            placeless -= verdict.in_doubt if verdict else 0
        says = self.mapping.recognise is None or any(
            p.table.name == "contacts" and p.fed("account_id") for p in plans.plans
        )
        if placeless > 0 and says:
            found.append(f"{counted(placeless, 'contact')} without an account")
        found += [f"{counted(number, 'row')} with {name} left out" for name, number in tally.dropped.items() if number]
        spare = tally.left_out - sum(tally.dropped.values())
        if spare:
            found.append(f"{counted(spare, 'row')} left out: the mapping has no table for them")
        if tally.footer:
            found.append(f"{counted(tally.footer, 'line')} at the end were the report's footer")
        if plans.ignored:
            found.append(f"not kept: {shown(sorted(plans.ignored))}")
        if self.mapping.recognise is None:
            found += [f"the mapping names '{name}', which the file has not" for name in plans.absent]
            found += [f"left aside: {sentence}" for sentence in dict.fromkeys(plans.idle)]
        return list(dict.fromkeys(found))

    def covers(self) -> dict[str, tuple[datetime, datetime]]:
        """From when to when the file speaks, by table."""
        stated, zone = self.mapping.covers, ZoneInfo(self._policy.company.time_zone)
        return {
            table: (_moment(stated.since, zone, time.min) or since, _moment(stated.until, zone, time.max) or until)
            for table, (since, until) in self.tally.covers.items()
        }

    def _lots(self, mapping: Mapping, size: int = LOT) -> Iterator[Lot]:
        rows = mapping.rows
        for lot in self.grid.lots(self._header, after=rows.after_header, footer=rows.footer, size=size):
            if rows.empty and lot.frame.width:
                words = list(rows.empty)
                yield replace(lot, frame=lot.frame.with_columns(pl.when(~pl.all().is_in(words)).then(pl.all())))
            else:
                yield lot

    def _dropped(self, frame: pl.DataFrame) -> dict[str, pl.Series]:
        return {
            name: select(frame, ((Headers(frame.columns).find(name) or name, only),))
            for name, only in self.mapping.rows.drop.items()
        }

    def _builds(self, lot: Lot) -> tuple[pl.Series, list[Built]]:
        stay = pl.Series([True], dtype=pl.Boolean).new_from_index(0, len(lot.frame))
        for gone in self._dropped(lot.frame).values():
            stay &= ~gone
        frame, where = (lot.frame, None) if stay.all() else (lot.frame.filter(stay), stay.arg_true().cast(pl.Int64))
        built = [self._built(plan, place, frame) for place, plan in enumerate(self._plans.plans)]
        return stay, built if where is None else [_moved(each, where) for each in built]

    def _built(self, plan: Plan, place: int, frame: pl.DataFrame) -> Built:
        built = build(plan, place, frame, self._styles, self._policy.company.currency)
        score = next((field.header for field in plan.fields if field.column.name == "score"), None)
        return within(built, self._policy, score) if plan.table.name == "survey_answers" and score else built

    def _walk(self) -> Iterator[tuple[int, Built]]:
        for lot in self._lots(self._plans.mapping):
            yield from enumerate(self._builds(lot)[1])

    def _facts(self, lot: Lot, numbers: dict[int, int]) -> tuple[dict[str, pl.DataFrame], list[Reject]]:
        stay, builds = self._builds(lot)
        for name, gone in self._dropped(lot.frame).items():
            self.tally.dropped[name] = self.tally.dropped.get(name, 0) + int(gone.sum())
        spare = [name for name in lot.frame.columns if name not in self._plans.used | self._plans.ignored]
        self.tally.further |= dict.fromkeys(name for name in spare if name not in self._names)
        extras = pl.Series(attributes(lot.frame, spare), dtype=pl.String)
        length = len(lot.frame)
        given, met, about = (pl.Series([False], dtype=pl.Boolean).new_from_index(0, length) for _ in range(3))
        pieces: dict[str, list[pl.DataFrame]] = {}
        missed: list[Missed] = []
        for place, built in enumerate(builds):
            met = met.scatter(built.met, True) if len(built.met) else met
            if len(built.met) and not self._plans.plans[place].block.beside:
                about = about.scatter(built.met, True)
            missed += built.missed
            first = extras.gather(built.places)
            first = kept(first, ~given.gather(built.places) & built.places.is_first_distinct())
            given = given.scatter(built.places.unique(), True) if len(built.places) else given
            own, places, first = self._judged(place, built, first, numbers)
            pieces.setdefault(self._plans.plans[place].table.name, []).append(
                wrapped(
                    self._plans.plans[place].table,
                    own,
                    system=self.mapping.system,
                    file=self.file,
                    rows=lot.rows.gather(places),
                    extra=first,
                    home=self._policy.company.time_zone,
                    imported_at=self._imported_at,
                    exported_at=lambda: self._scan.exported_at,
                )
            )
        facts = {name: pl.concat(frames) for name, frames in pieces.items()}
        rejects = [Reject(self.file, row, column, reason, cell) for row, column, reason, cell in lot.listed]
        rejects += [Reject(self.file, int(lot.rows[at]), *rest) for at, *rest in missed]
        if self.mapping.otherwise:
            lone = stay & ~about
            rejects += [self._untaken(lot, at) for at in lone.arg_true().to_list()]
            self._tally(lot, stay, given & ~lone, met | lone)
        else:
            self._tally(lot, stay, given, met)
        self.tally.cells += len(missed) - len({at for at, *_ in missed if not given[at]})
        rejects.sort(key=lambda reject: reject.row)
        return {name: frame for name, frame in facts.items() if len(frame)}, rejects

    def _untaken(self, lot: Lot, at: int) -> Reject:
        row, unkept = lot.frame.row(at, named=True), self._plans.ignored
        cells = [cell for name, cell in row.items() if cell is not None and name not in unkept]
        return Reject(self.file, int(lot.rows[at]), "", self.mapping.otherwise, excerpt("; ".join(cells)))

    # a describing table keeps, of rows that say a thing again, the last; an account that is in doubt is left empty
    def _judged(
        self, place: int, built: Built, extra: pl.Series, numbers: dict[int, int]
    ) -> tuple[pl.DataFrame, pl.Series, pl.Series]:
        verdict = self._scan.verdict(place)
        if verdict is None:
            return built.own, built.places, extra
        begin, numbers[place] = numbers[place], numbers[place] + len(built.own)
        counts = verdict.counts.slice(begin, len(built.own))
        doubtful = verdict.doubtful.slice(begin, len(built.own))
        own = built.own
        if doubtful.any():
            own = own.with_columns(kept(own["account_id"], ~doubtful).alias("account_id"))
        return own.filter(counts), built.places.filter(counts), extra.filter(counts)

    def _tally(self, lot: Lot, stay: pl.Series, given: pl.Series, met: pl.Series) -> None:
        tally = self.tally
        tally.read += lot.read
        tally.kept += int(given.sum())
        tally.listed += lot.read - len(lot.rows) + int((met & ~given).sum())
        tally.left_out += int((~(stay & met)).sum())
        tally.footer += lot.footer

    def _count(self, name: str, frame: pl.DataFrame) -> None:
        self.tally.counts[name] = self.tally.counts.get(name, 0) + len(frame)
        if name == "contacts":
            self.tally.placeless += frame["account_id"].null_count()
        since, until = frame["happened_at"].min(), frame["happened_at"].max()
        if isinstance(since, datetime) and isinstance(until, datetime):
            old = self.tally.covers.get(name, (since, until))
            self.tally.covers[name] = (min(old[0], since), max(old[1], until))


def _moved(built: Built, where: pl.Series) -> Built:
    missed = [(int(where[at]), *rest) for at, *rest in built.missed]
    return Built(built.own, where.gather(built.places), where.gather(built.met), missed)  # type: ignore[arg-type]


def _moment(said: datetime | date | None, zone: ZoneInfo, clock: time) -> datetime | None:
    if said is None or isinstance(said, datetime):
        return said if said is None or said.tzinfo else said.replace(tzinfo=zone)
    return datetime.combine(said, clock.replace(microsecond=0), tzinfo=zone)
