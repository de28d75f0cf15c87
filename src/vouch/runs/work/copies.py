"""Where copies of files lie that people handed in, until they are imported or left aside.

A copy is data: it is opened for reading by the importers and by nothing else, and it goes as soon as it has become a
batch. Erasure asks `every_copy` for all raw files the data folder holds, the inbox among them.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from vouch.lake.disk import disk_refusals
from vouch.runs.taken.files import EXPORTS

UPLOADS = "uploads"
INBOX = "inbox"
_LONGEST = 120
_MAPPING = "mapping.toml"


def clean_name(name: str) -> str:
    """The last part of a file's name as it may be written to disk: no folders, no control characters, not too long.

    >>> clean_name("C:\\\\exports\\\\..\\\\Tickets 2026.csv")
    'Tickets 2026.csv'
    >>> clean_name("../../etc/passwd"), clean_name("..")
    ('passwd', 'file')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if len(plain.encode()) > _LONGEST:
        ending = f"{dot}{ending}"[:12] if stem else ""
        cut = plain.encode()[: _LONGEST - len(ending.encode())].decode(errors="ignore").rstrip(" .")
        plain = (cut + ending).strip(" .")
    return plain or "file"


def folder_of(data: Path, delivery: str) -> Path:
    """Where the copies of a delivery lie."""
    return data / UPLOADS / delivery


def keep(data: Path, delivery: str, number: int, name: str, chunks: Iterable[bytes]) -> int:
    """Write one file of a delivery to disk. Returns its size in bytes.

    Raises Refusal when the data folder is full or closed to us.
    """
    with disk_refusals(data):
        path = path_of(data, delivery, number, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        size = 0
        with path.open("wb") as file:
            for chunk in chunks:
                size += file.write(chunk)
        return size


def keep_mapping(data: Path, delivery: str, number: int, content: bytes) -> None:
    """Write the mapping that one file of a delivery is to be read through."""
    with disk_refusals(data):
        path = mapping_of(data, delivery, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def path_of(data: Path, delivery: str, number: int, name: str) -> Path:
    """Where the copy of one file lies."""
    return folder_of(data, delivery) / str(number) / "file" / clean_name(name)


def mapping_of(data: Path, delivery: str, number: int) -> Path:
    """Where the mapping for one file lies, where one was handed in."""
    return folder_of(data, delivery) / str(number) / _MAPPING


def draft_of(data: Path, delivery: str, number: int) -> Path:
    """Where the draft of a mapping for one file lies, where Vouch could not read it without one."""
    return folder_of(data, delivery) / str(number) / "draft.toml"


def not_read_of(data: Path, delivery: str, number: int) -> Path:
    """Where a look at one file notes rows it could not read, in their own words, until the copy goes."""
    return folder_of(data, delivery) / str(number) / "not-read.json"


def remove_file(data: Path, delivery: str, number: int) -> None:
    """Remove the copy of one file, its mapping, and what was noted of it."""
    shutil.rmtree(folder_of(data, delivery) / str(number), ignore_errors=True)


def remove(data: Path, delivery: str) -> None:
    """Remove all copies of a delivery."""
    shutil.rmtree(folder_of(data, delivery), ignore_errors=True)


def unknown(data: Path, known: Iterable[str]) -> list[Path]:
    """Folders of copies that belong to none of these deliveries: what a crash left."""
    folder = data / UPLOADS
    wanted = set(known)
    return [path for path in folder.iterdir() if path.name not in wanted] if folder.is_dir() else []


def every_copy(data: Path) -> Iterator[Path]:
    """Every raw file that still lies in the data folder: uploads, the inbox with all it keeps, and lists taken away."""
    for folder in (UPLOADS, INBOX, EXPORTS):
        yield from (path for path in sorted((data / folder).rglob("*")) if path.is_file() or path.is_symlink())
