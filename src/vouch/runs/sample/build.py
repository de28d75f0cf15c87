"""Builds the sample company in a data folder, or finds it there already.

A note in the folder says what it holds. A folder that holds anything else is refused; one whose building was cut off
is built anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

from vouch.domain.errors import Conflict, Fault
from vouch.domain.policy import load
from vouch.runs.demo import Plan, write
from vouch.runs.ingest import Status, import_paths

NOTE = "sample.json"
TIME_ZONE = "Europe/Lisbon"
POLICY = f"""# The sample company's own policy: whatever is not said here is as shipped.
[company]
name = "Quayside Software"
time_zone = "{TIME_ZONE}"
currency = "EUR"
"""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Sample:
    """A sample company that stands: its plan, and whether it was built just now."""

    plan: Plan
    built: bool


def build(data: Path, *, accounts: int, seed: int, today: date, say: Say = print) -> Sample:
    """The sample company with so many accounts in the folder `data`, built if it is not there.

    Raises Conflict when the folder holds anything else.
    """
    wanted = {"accounts": accounts, "seed": seed}
    note = data / NOTE
    held = _note(note)
    if held is not None and {key: held.get(key) for key in wanted} != wanted:
        raise Conflict(
            "another_sample",
            f"{data} holds a sample company with other numbers ({held.get('accounts')} accounts, seed "
            f"{held.get('seed')}). Name an empty folder with --data, or ask for the same one.",
            folder=str(data),
        )
    if held is None and data.exists() and any(path.name not in ("cache",) for path in data.iterdir()):
        raise Conflict(
            "not_a_sample",
            f"{data} holds something else already, and a sample company does not go beside it. "
            "Name an empty folder with --data.",
            folder=str(data),
        )
    if held is not None and held.get("whole") and held.get("made_by") == _made_by():
        with TemporaryDirectory() as folder:
            day = date.fromisoformat(str(held["today"]))
            return Sample(write(Path(folder), accounts=accounts, seed=seed, today=day), built=False)
    _clear(data)
    note.write_text(json.dumps(wanted | {"today": today.isoformat(), "whole": False}), encoding="utf-8")
    (data / "policy.toml").write_text(POLICY, encoding="utf-8")
    say("Writing the exports such a company would have ...")
    # beside the data, not in it: raw files are no longer needed once they are in
    with TemporaryDirectory() as folder:
        plan = write(Path(folder), accounts=accounts, seed=seed, today=today)
        say("Importing them, like anyone's ...")
        _imported(data, plan)
    note.write_text(
        json.dumps(wanted | {"today": today.isoformat(), "made_by": _made_by(), "whole": True}), encoding="utf-8"
    )
    return Sample(plan, built=True)


def _made_by() -> str:
    """Changes with the code that writes the sample: one that another version wrote is built anew."""
    root = Path(str(resources.files("vouch.runs.demo")))
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".toml", ".csv", ".txt"):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _note(path: Path) -> dict[str, object] | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _clear(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    for path in data.iterdir():
        if path.name == "cache":
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _imported(data: Path, plan: Plan) -> None:
    policy = load(data / "policy.toml")
    mapped = {plan.folder / file: plan.folder / mapping for file, mapping in plan.mappings.items()}
    files = sorted(path for path in plan.folder.rglob("*") if path.is_file())
    plain = [path for path in files if path not in mapped and path.suffix != ".toml"]
    reports = [import_paths(data, plain, policy=policy, by="sample")]
    reports += [import_paths(data, [file], as_=mapping, policy=policy, by="sample") for file, mapping in mapped.items()]
    refused = [file.sentence for report in reports for file in report.files if file.status is Status.REFUSED]
    if refused:
        raise Fault(f"The sample company's own exports were refused: {' '.join(refused)}")
