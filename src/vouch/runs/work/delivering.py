"""How are files handed in through the browser? Copied to disk first, then written down, then looked at."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from vouch.domain.errors import BadInput
from vouch.importers import KINDS
from vouch.program.colleagues.permissions import require
from vouch.program.work import actions, queries
from vouch.runs.work import copies
from vouch.runs.work.wake import wake

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User
    from vouch.program.work.models import DeliveredFile, Delivery

_LARGEST_MAPPING = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file somebody hands in: its name as their machine calls it, its size, and its content in pieces."""

    name: str
    size: int
    chunks: Iterable[bytes]


def hand_in(*, by: User, files: Sequence[Upload], kind: str = "", mapping: Upload | None = None) -> Delivery:
    """Keep copies of these files and ask for a look at them; nothing is imported yet.

    `kind` names how all of them are to be read, `mapping` is a mapping file for all of them; without either each is
    recognised by its headers. Raises NotAllowed; BadInput with the field; Refusal when the disk is full.
    """
    require(by, "import_data")
    if not files:
        raise BadInput("no_files", "Choose at least one file.", field="files")
    _check_size(files)
    _check_kind(kind)
    content = _mapping(mapping)
    called = copies.clean_name(mapping.name) if mapping is not None else ""
    data, id_ = settings.DATA, secrets.token_hex(8)
    try:
        handed = []
        for number, file in enumerate(files):
            size = copies.keep(data, id_, number, file.name, file.chunks)
            if content is not None:
                copies.keep_mapping(data, id_, number, content)
            called = copies.clean_name(mapping.name) if mapping is not None else ""
            handed.append(
                actions.Handed(
                    name=copies.clean_name(file.name), size=size, kind="" if called else kind, mapping=called
                )
            )
        return actions.hand_in(by=by, id=id_, files=handed, wake=wake)
    except BaseException:
        copies.remove(data, id_)
        raise


def read_as(*, by: User, delivery: str, number: int, kind: str = "", mapping: Upload | None = None) -> DeliveredFile:
    """Say how one file is to be read after all, and look at it again; it need not be handed in again.

    Raises NotAllowed, NotFound, Conflict; BadInput with the field.
    """
    require(by, "import_data")
    _check_kind(kind)
    content = _mapping(mapping)
    called = copies.clean_name(mapping.name) if mapping is not None else ""
    with transaction.atomic():  # the worker sees the work only once the mapping lies there
        file = actions.read_as(
            by=by, delivery=delivery, number=number, kind="" if called else kind, mapping=called, wake=wake
        )
        copies.mapping_of(settings.DATA, delivery, number).unlink(missing_ok=True)
        if content is not None:
            copies.keep_mapping(settings.DATA, delivery, number, content)
    return file


def leave(*, by: User, delivery: str) -> None:
    """Leave the files of a delivery aside: their copies go. Raises NotAllowed, NotFound, Conflict."""
    actions.leave(by=by, delivery=delivery)
    copies.remove(settings.DATA, queries.delivery(delivery).pk)


def _check_size(files: Sequence[Upload]) -> None:
    limit: int = settings.VOUCH_UPLOAD_LIMIT
    size = sum(file.size for file in files)
    if size > limit:
        raise BadInput(
            "too_large",
            f"These files are {size / 1e6:,.0f} MB together, and the browser may hand in {limit / 1e6:,.0f}. Put them "
            "into the inbox folder, or set VOUCH_UPLOAD_LIMIT.",
            field="files",
        )


# a kind that is a path would be opened as a mapping: only names are let through
def _check_kind(kind: str) -> None:
    if kind and kind not in {one.mapping.name for one in KINDS}:
        raise BadInput("no_such_kind", "There is no such kind of file. Choose one of the list.", field="kind")


def _mapping(mapping: Upload | None) -> bytes | None:
    if mapping is None:
        return None
    if not mapping.name.lower().endswith(".toml") or mapping.size > _LARGEST_MAPPING:
        raise BadInput(
            "no_mapping",
            f"{copies.clean_name(mapping.name)} is no mapping: that is a small .toml file.",
            field="mapping",
        )
    return b"".join(mapping.chunks)
