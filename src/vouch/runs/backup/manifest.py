"""What a backup says of itself: when and by which version it was made, and a digest of each of its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal, get_args

from vouch import __version__
from vouch.domain.errors import BadInput

NAME = "manifest.json"
FOLDER = "data/"
"""Where in the archive the files of the data folder lie."""
DUMP = "database/postgresql.dump"
FORMAT = 1

Database = Literal["sqlite", "postgresql", "none"]


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`files` maps each name in the archive to its SHA-256."""

    format: int
    version: str
    made_at: datetime
    database: Database
    files: Mapping[str, str]

    def written(self) -> bytes:
        """The manifest as it stands in the archive."""
        told = asdict(self) | {"made_at": self.made_at.isoformat()}
        return json.dumps(told, indent=1, sort_keys=True).encode()


def read(text: bytes | None, *, archive: str) -> Manifest:
    """The manifest of an archive.

    Raises BadInput where there is none, which an archive that was cut off has not, or where a newer version made it.
    """
    try:
        told = json.loads(text or b"")
        made = Manifest(**told | {"made_at": datetime.fromisoformat(told["made_at"])})
        _require_plain(made)
        newer = made.format > FORMAT or _number(made.version) > _number(__version__)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise broken(archive, "it does not say what it holds, so it may have been cut off") from error
    if newer:
        raise BadInput(
            "newer_backup",
            f"{archive} was made by Vouch {made.version}; this is {__version__}. Install that version or a later one.",
            file=archive,
        )
    return made


def _require_plain(made: Manifest) -> None:
    named = isinstance(made.files, dict) and all(isinstance(digest, str) for digest in made.files.values())
    if not named or made.database not in get_args(Database) or type(made.format) is not int:
        raise ValueError("it is no manifest")
    if made.made_at.tzinfo is None:
        raise ValueError("it does not say when it was made")


def broken(archive: str, why: str) -> BadInput:
    """The refusal of an archive that cannot be what it claims."""
    return BadInput(
        "broken_backup", f"{archive} is no whole backup of Vouch: {why}. Nothing was restored.", file=archive
    )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3])
