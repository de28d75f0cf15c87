"""Erases a person from every file of the data folder and from the database.

The order keeps a crash harmless. Raw copies are searched while it is still known what the person is called. Then the
list that keeps them out, the facts, the program's rows, and old backups. The person stays findable by what they were
asked for until the last of it, so that erasing again completes what a crash left. What PostgreSQL keeps in its own
logs and backups is its operator's to treat; the run book says how.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vouch.lake.erasure import Sieve, Suppression
from vouch.lake.store import Lake
from vouch.program.colleagues.permissions import require
from vouch.program.erasure import forget, wipe
from vouch.program.people.identity.queries import settled
from vouch.runs.erase.backups import outdated
from vouch.runs.known.copies import named_copies
from vouch.runs.known.who import Someone, who
from vouch.runs.settled import snapshot
from vouch.runs.taken.files import unfinished
from vouch.runs.work.copies import INBOX, UPLOADS

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User


@dataclass(frozen=True)
class Report:
    """What went: facts and cells of the lake, rows and texts of the program, raw copies and backups by their paths.

    `waiting` are those of the copies nobody had imported yet: what they said of others can be handed in again.
    """

    facts: int
    cells: int
    rows: int
    texts: int
    copies: list[str]
    waiting: list[str]
    backups: list[str]
    alike: list[str]
    """Addresses or ids of others who were called the same at the same company: perhaps the same person."""


def erase(data: Path, whom: str | Someone, *, by: User | None = None, patience: float = 5.0) -> Report:
    """Erases the person with that e-mail address, source id, internal id or exact name.

    Raises NotFound when nobody is known by it, Ambiguous when several people are, NotAllowed. An address nobody has
    is erased all the same, and kept out.
    """
    from vouch.runs.desk import drop_pool  # numpy and scipy take a second to load

    require(by, "erase_people")
    someone = who(data, whom) if isinstance(whom, str) else whom
    person = someone.person
    before = Suppression.of(data).has_all(person)
    # a list that is being written may name the person further down: it is begun again
    gone = [*unfinished(data), *(path for path in named_copies(data, person) if path.exists())]
    copies = [path.relative_to(data).as_posix() for path in gone]
    for path in gone:
        _delete(data, path)
    erased = Lake(data, patience=patience).erase(person)
    sieve = Sieve(Suppression.of(data))
    forgotten = forget(
        by=by,
        contacts=someone.contacts,
        emails=person.emails,
        names=lambda text: bool(text) and sieve.text(text, instead_of="") == "",
    )
    drop_pool(data)  # after the rows went: whoever had read them writes nothing any more
    facts, cells = sum(erased.rows.values()), sum(erased.cells.values()) + erased.findings
    snapshot(data, settled())
    nothing_new = before and not (facts or cells or forgotten.rows or forgotten.texts)
    backups = [path.relative_to(data).as_posix() for path in outdated(data, person, any_of_them=not nothing_new)]
    for name in backups:
        (data / name).unlink(missing_ok=True)
    wipe()
    waiting = [name for name in copies if _waits(name)]
    alike = [one for one, _ in someone.alike]
    return Report(facts, cells, forgotten.rows, forgotten.texts, copies, waiting, backups, alike)


def _waits(name: str) -> bool:
    top, _, rest = name.partition("/")
    if rest.endswith(("/not-read.json", "/mapping.toml", ".toml")):
        return False
    return top == UPLOADS or (top == INBOX and not rest.startswith(("done/", "refused/")))


def _delete(data: Path, path: Path) -> None:
    path.unlink(missing_ok=True)
    # the sentence why a file was refused stands beside it, and may quote it
    path.with_name(f"{path.name}.txt").unlink(missing_ok=True)
    folder = path.parent
    while folder.parent != data and folder.is_dir() and not any(folder.iterdir()):
        shutil.rmtree(folder)
        folder = folder.parent
