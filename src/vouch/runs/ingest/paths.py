"""Imports what paths name: every file that can be read goes in, every other is refused with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from vouch.domain.errors import BadInput, Refusal
from vouch.domain.policy import Policy
from vouch.importers import find
from vouch.lake.compact import crowded
from vouch.lake.store import Lake
from vouch.runs.ingest.one import Import
from vouch.runs.ingest.report import FileReport, Progress, Report, Status


def import_paths(
    data: Path,
    paths: Sequence[Path],
    *,
    policy: Policy,
    as_: str | Path | None = None,
    dry_run: bool = False,
    by: str | None = None,
    progress: Progress | None = None,
    patience: float = 5.0,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Report:
    """Takes the files of `paths` into the lake of `data`, one batch each, and says what became of each.

    `as_` names a kind or a mapping file for all of them; `dry_run` reads everything and keeps nothing. A file that
    cannot be what it claims does not stop the others; a data folder that cannot be written to, or that another import
    holds for longer than `patience` seconds, does. Raises BadInput for a path that is not there.
    """
    files = find(paths)
    if not files:
        named = ", ".join(str(path) for path in paths)
        raise BadInput("no_files", f"There is no file in {named} that looks like data (CSV, XLSX, Parquet, JSON).")
    lake = Lake(data, patience=patience)
    report = Report()
    for number, path in enumerate(files):
        one = Import(lake, policy, as_=as_, by=by, at=clock(), progress=progress)
        try:
            report.files.append(one.tried(path) if dry_run else one.taken(path))
        except BadInput as refusal:
            report.files.append(_refused(path, refusal))
        except Refusal as refusal:
            report.files.append(_refused(path, refusal))
            report.files += [
                FileReport(file=str(rest), status=Status.NOT_TRIED, sentence=f"{rest.name} was not tried after that.")
                for rest in files[number + 1 :]
            ]
            break
    if any(report.with_status(Status.IMPORTED)) and (many := crowded(lake.folder)):
        lake.compact(many)
    return report


def _refused(path: Path, refusal: Refusal) -> FileReport:
    return FileReport(file=str(path), status=Status.REFUSED, sentence=refusal.sentence, code=refusal.code)
