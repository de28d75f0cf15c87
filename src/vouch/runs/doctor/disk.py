"""Is there room, and is there a copy?"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

from vouch.runs.backup import BACKUPS
from vouch.runs.doctor.finding import Finding, Weight

ROOM = 1.0
"""An import and laying files together may need as much room again as the facts take."""
UNCOPIED = dt.timedelta(days=8)


def found(data: Path, now: dt.datetime) -> Iterator[Finding]:
    """Too little room, and no backup in the folder of backups."""
    lake = sum(path.stat().st_size for path in (data / "lake").rglob("*.parquet") if path.is_file())
    free = shutil.disk_usage(data).free
    if lake and free < ROOM * lake:
        yield Finding(
            code="little_room",
            what="disk",
            weight=Weight.SLOW,
            sentence=f"{free / 1e9:.1f} GB are free where {lake / 1e9:.1f} GB of facts lie; laying them down again "
            "takes as much again for a while.",
            mend="make room, or keep less: [retention] of the policy, then vouch tidy",
            figures={"free": free, "facts": lake},
        )
    copies = [path.stat().st_mtime for path in (data / BACKUPS).rglob("*") if path.is_file()]
    latest = dt.datetime.fromtimestamp(max(copies), dt.UTC) if copies else None
    if lake and (latest is None or now - latest > UNCOPIED):
        when = "There is no backup" if latest is None else f"The last backup is {(now - latest).days} days old"
        yield Finding(
            code="no_backup",
            what="backups",
            weight=Weight.KNOW,
            sentence=f"{when} in {data / BACKUPS}; where you keep them elsewhere, this says nothing.",
            mend="vouch backup",
            figures={} if latest is None else {"days": (now - latest).days},
        )
