"""Opens a file: finds out what it is and through which mapping its rows become facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rapidfuzz import process

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.importers.base.kind import Hooks, Kind, header_at, known, nearly, recognised
from vouch.importers.base.mapping import load
from vouch.importers.base.part import Part
from vouch.importers.base.reading import Reading
from vouch.importers.base.source import Grid, JsonRecords, grids
from vouch.importers.base.words import shown

_WESTERN = "the file is not UTF-8 and was read as Windows-1252: see whether names with accents are right"


def open_with(
    kinds: Sequence[Kind],
    hooks: dict[str, Hooks],
    path: Path,
    *,
    as_: str | Path | None,
    policy: Policy,
    imported_at: datetime,
    name: str | None = None,
) -> Reading:
    """The file at `path`, ready to be read; see `vouch.importers.open_file`."""
    called = name or path.name
    wanted = None if as_ is None else _wanted(kinds, hooks, as_)
    checked, found = grids(path, name=called)
    for grid in found:
        if isinstance(grid, JsonRecords):
            _unpack(grid, kinds, wanted)
    parts: list[Part] = []
    notes = [_WESTERN] if checked.encoding == "cp1252" else []
    refused: BadInput | None = None
    for grid in found:
        chosen = _header(wanted, grid) if wanted else recognised(kinds, grid.head())
        if chosen is None:
            notes.append(f"the sheet '{grid.sheet}' was not read: its header is not known")
            continue
        kind, header = chosen
        if wanted is None:
            _sure(called, kinds, kind, grid.head()[header])
        mapping = kind.mapping.of_sheet(grid.sheet)
        if mapping is None:
            refused = refused or _no_sheet(called, kind, found)
            notes.append(f"the sheet '{grid.sheet}' was not read: the mapping has no table for it")
            continue
        try:
            parts.append(Part(grid, mapping, kind.hooks, header, file=called, policy=policy, imported_at=imported_at))
        except BadInput as refusal:
            if grid.sheet is None or len(found) == 1 or refusal.code != "missing_column":
                raise
            refused = refused or refusal
            notes.append(f"the sheet '{grid.sheet}' was not read: {refusal.sentence}")
    if not parts:
        raise refused or _unknown(called, kinds, found)
    size = (
        checked.size if len(found) == 1 and checked.container in ("text", "json") else sum(p.grid.size for p in parts)
    )
    return Reading(called, checked.sha256, size, parts, notes)


def _wanted(kinds: Sequence[Kind], hooks: dict[str, Hooks], as_: str | Path) -> Kind:
    text = str(as_)
    for kind in kinds:
        if kind.mapping.name == text:
            return kind
    if isinstance(as_, Path) or text.endswith(".toml"):
        mapping = load(Path(as_))
        if mapping.hooks is not None and mapping.hooks not in hooks:
            raise BadInput(
                "bad_mapping", f"The mapping {text} wants hooks of '{mapping.hooks}'; there are {shown(hooks)}."
            )
        return Kind(mapping, hooks[mapping.hooks] if mapping.hooks else Hooks())
    names = [kind.mapping.name for kind in kinds]
    near = process.extract(text, names, limit=3, score_cutoff=50)
    hint = f"did you mean {' or '.join(name for name, *_ in near)}?" if near else f"there are {', '.join(names)}."
    raise BadInput("no_such_kind", f"There is no kind of file called '{text}'; {hint}", kind=text)


def _no_sheet(called: str, kind: Kind, found: Sequence[Grid]) -> BadInput:
    wanted = shown(dict.fromkeys(block.sheet for block in kind.mapping.tables))
    there = shown(grid.sheet for grid in found if grid.sheet)
    has = f"it has {there}" if there else "it is no workbook"
    said = f"{called} has no sheet that {kind.mapping.name} speaks of ({wanted}); {has}."
    return BadInput("no_sheet", said, file=called)


# a mapping without a rule is believed; one with a rule still says where the header is
def _header(kind: Kind, grid: Grid) -> tuple[Kind, int]:
    place = header_at(kind.mapping, grid.head())
    if place is None:
        place = min(kind.mapping.rows.skip or 0, len(grid.head()) - 1)
    return kind, place


def _unpack(grid: JsonRecords, kinds: Sequence[Kind], wanted: Kind | None) -> None:
    chosen = wanted or (found[0] if (found := recognised(kinds, grid.head())) else None)
    if chosen is not None and chosen.hooks.spread is not None:
        grid.spread, grid.fields = chosen.hooks.spread, chosen.hooks.fields


# what would be a column of another kind, and an attribute of this one, is worth a question
def _sure(called: str, kinds: Sequence[Kind], kind: Kind, names: Sequence[str]) -> None:
    rule = kind.mapping.recognise
    if rule is None or rule.exact:
        return
    other = nearly(kinds, names, more_than=known(kind.mapping, names))
    if other is not None:
        first, second = kind.mapping.name, other.mapping.name
        raise BadInput(
            "ambiguous_kind",
            f"{called} could be two kinds of file: {first}, or {second}, which has a column for more of its headers. "
            f"Say which: --as {first} or --as {second}.",
            file=called,
        )


def _unknown(called: str, kinds: Sequence[Kind], found: Sequence[Grid]) -> BadInput:
    head = found[0].head()[0]
    near = nearly(kinds, head, more_than=1)
    hint = f"if it is {near.mapping.name}, say --as {near.mapping.name}; else " if near else ""
    seen = shown(cell for cell in head if cell.strip()) or "it has none"
    return BadInput(
        "unknown_kind",
        f"{called} is of no kind Vouch knows by its header ({seen}); {hint}`vouch mapping suggest {called}` drafts a "
        "mapping to read it with.",
        file=called,
    )
