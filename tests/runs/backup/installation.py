"""An installation as its operator has it: a data folder, its database, the command line in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vouch.domain.policy import load
from vouch.runs.place import plan_for

ANA, BO = "ana.quixworth@acme.example", "bo@acme.example"
PASSWORD = "a quiet harbour wall"
_ROOT = Path(__file__).parents[3]
_VOUCH = ("-c", "from vouch.cli import main; main()")


@dataclass(frozen=True)
class Installation:
    """One data folder; `url` names its PostgreSQL, empty for SQLite."""

    data: Path
    url: str = ""
    more: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        return os.environ | {
            "VOUCH_DATA": str(self.data),
            "VOUCH_DATABASE_URL": self.url,
            "VOUCH_WAKE_WORKER": "no",
            **self.more,
        }

    def started(self, *words: str | Path) -> subprocess.Popen[str]:
        """Python with these arguments, at work; the plan of placing, the same each time, is not made by each."""
        if (self.data / "lake").is_dir():
            plan_for(load(), self.data)
        return subprocess.Popen(
            [sys.executable, *map(str, words)],
            env=self.environment(),
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def beside(self, *words: str | Path) -> subprocess.Popen[str]:
        """`vouch` with these arguments, at work."""
        return self.started(*_VOUCH, *words)

    def vouch(self, *words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
        """What `vouch` with these arguments says, once it has ended as expected."""
        process = self.beside(*words)
        out, err = process.communicate()
        assert process.returncode == code, f"{words} ended with {process.returncode}: {out}{err}"
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def told(self, act: str, *words: str | Path) -> Any:
        """What one of the acts of `acts.py` told."""
        process = self.started("-m", "tests.runs.backup.acts", act, *words)
        out, err = process.communicate()
        assert process.returncode == 0, err
        return json.loads(out)


def exports(folder: Path) -> Path:
    """Two customers, their people, a ticket and what they were promised."""
    folder.mkdir()
    tables = {
        "accounts": "account_id,name,type\nA1,Acme,Customer\nB1,Bolt,Customer\n",
        "contacts": f"contact_id,account_id,name,email\nC1,A1,Ana Quixworth,{ANA}\nC2,A1,Bo Lund,{BO}\n",
        "promises": "promise_id,account_id,text,status,decided_on,signed_off_on,signed_off_by\n"
        "G1,A1,Live in May,met,2026-05-06,2026-05-06,Ana Quixworth\n",
        "tickets": f"ticket_id,account_id,contact_id,opened_at,subject\nT1,A1,C1,2026-06-01T12:00:00Z,{ANA} asks\n",
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def large(file: Path, rows: int) -> Path:
    """Usage that takes a while to import."""
    with file.open("w") as usage:
        usage.write("event_id,account_id,contact_id,event,happened_at\n")
        usage.writelines(
            f"e{n},A1,C{n % 2 + 1},login,2026-{n % 9 + 1:02}-{n % 28 + 1:02}T10:00:00Z\n" for n in range(rows)
        )
    return file
