"""What people settled, as a file of the data folder: placing needs no database, and sees what the workspace sees.

The truth is in the program's database; the file is a copy, made anew before everybody is placed. It holds ids of
sources, so that erasing a person makes it anew as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from vouch.domain.errors import Fault
from vouch.domain.identity import Record, Settled, Verdict
from vouch.lake.disk import disk_refusals

FILE = "settled.json"


def carried(data: Path) -> list[Settled]:
    """What was settled, as of the last copy, in order; nothing where there is none."""
    try:
        text = (data / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    try:
        return sorted(
            Settled.of(Record(*one["one"]), Record(*one["other"]), Verdict(one["verdict"])) for one in json.loads(text)
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Fault(
            f"{data / FILE} is not what Vouch wrote: {error}. Remove it: placing in Vouch makes it anew"
        ) from error


def snapshot(data: Path, settled: Sequence[Settled]) -> bool:
    """Makes the copy anew from what is settled now; says whether anything had changed."""
    path = data / FILE
    told = [{"one": one.one, "other": one.other, "verdict": one.verdict} for one in sorted(settled)]
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n" if told else ""
    try:
        before = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        before = ""
    if text == before:
        return False
    if not text:
        path.unlink(missing_ok=True)
        return True
    unfinished = path.with_name(f".{FILE}-{os.getpid()}")
    with disk_refusals(data):
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    return True
