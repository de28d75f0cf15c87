"""`vouch doctor`: what is slow, stale, out of order or waits for somebody, each with what mends it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import typer

from vouch.cli.shared import DEFAULT_FOLDER, AsJson, DataFolder, at_work_in, shown

SOMETHING = 3
"""The exit code when something is wrong or slow."""
_SIGNS = {"wrong": "!", "slow": "~", "know": " "}


def doctor(data: DataFolder = DEFAULT_FOLDER, as_json: AsJson = False) -> None:
    """Say what is slow, stale, out of order or waits for somebody, and which command mends it.

    Nothing is changed. Ends with 0 where nothing is wrong or slow, with 3 where something is.
    """
    at_work_in(data, as_it_is=True)
    from vouch.runs.doctor import Weight, examine

    found = examine(data)
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2) + "\n")
    else:
        for one in found:
            print(f"{_SIGNS[one.weight]} {shown(one.sentence)}\n    {shown(one.mend)}")
        if not found:
            print("Nothing to say: everything is in order.")
    if any(one.weight is not Weight.KNOW for one in found):
        raise typer.Exit(SOMETHING)
