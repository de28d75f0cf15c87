"""Writes the placements of a run to a file of the kind its name says."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from vouch.domain.errors import BadInput
from vouch.domain.stages import Gate
from vouch.runs.place.answers import header, placements
from vouch.runs.place.run import Run
from vouch.runs.written.neutral import neutral

COLUMNS = (
    "as_of", "policy", "run", "kind", "id", "name", "stage", "at_least", "at_most", "at_risk", "flags", "missing",
    "stale", "coverage", "confidence", *(gate.value for gate in Gate),
)  # fmt: skip


def write(run: Run, path: Path) -> int:
    """Writes every placement; returns how many. The file appears whole or not at all.

    Raises BadInput for a kind of file that is not known, or a place that cannot be written.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        known = ", ".join(sorted(_WRITERS))
        raise BadInput(
            "unknown_file_kind",
            f"{path.name}: the ending says which kind of file is meant; it can be {known}.",
            file=str(path),
        )
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{path.suffix}")
    try:
        count = writer(run, unfinished)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise BadInput(
            "cannot_write", f"{path} cannot be written: {error.strerror or error}.", file=str(path)
        ) from error
    return count


def flat(run: Run) -> Iterable[dict[str, Any]]:
    """Placements as flat rows with the columns `COLUMNS`."""
    head = header(run)
    for found in placements(run):
        row = head | {key: found[key] for key in ("kind", "id", "name", "stage", "at_least", "at_most")}
        row["at_risk"] = "; ".join(f"{risk['reason']} since {risk['since']}" for risk in found["at_risk"])
        row |= {key: "; ".join(found[key]) for key in ("flags", "missing", "stale")}
        row |= {key: found[key] for key in ("coverage", "confidence")}
        yield row | {gate["gate"]: gate["state"] for gate in found["gates"]}


def _csv(run: Run, path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for row in flat(run):
            writer.writerow({key: neutral(value) for key, value in row.items()})
            count += 1
    return count


def _xlsx(run: Run, path: Path) -> int:
    plain = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    count = 0
    with xlsxwriter.Workbook(str(path), plain) as book:
        sheet, bold = book.add_worksheet("Placements"), book.add_format({"bold": True})
        sheet.write_row(0, 0, COLUMNS, bold)
        sheet.freeze_panes(1, 0)
        for count, row in enumerate(flat(run), 1):
            for place, name in enumerate(COLUMNS):
                value = neutral(row[name])
                if isinstance(value, str):
                    sheet.write_string(count, place, value[:32_767])
                elif value is not None:
                    sheet.write_number(count, place, value)
    return count


def _parquet(run: Run, path: Path) -> int:
    rows = list(flat(run))
    numbers = ("coverage", "confidence")
    schema = pa.schema([(name, pa.float64() if name in numbers else pa.string()) for name in COLUMNS])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)
    return len(rows)


def _json(run: Run, path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for piece, count in json_pieces(run):  # noqa: B007
            file.write(piece)
    return count


def json_pieces(run: Run) -> Iterable[tuple[str, int]]:
    """The JSON of `vouch place --json` piece by piece, each with how many placements have been told so far."""
    opening = json.dumps(header(run), ensure_ascii=False, indent=2)[:-2]
    yield opening + ',\n  "placements": [', 0
    count = 0
    for count, found in enumerate(placements(run), 1):
        yield (",\n    " if count > 1 else "\n    ") + json.dumps(found, ensure_ascii=False), count
    yield ("\n  ]\n}\n" if count else "]\n}\n"), count


_WRITERS: dict[str, Callable[[Run, Path], int]] = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet, ".json": _json}
