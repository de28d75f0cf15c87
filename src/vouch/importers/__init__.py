"""Files to facts: what a company can export becomes rows of the fact tables, and every row not read is listed.

`find` says which files are meant, `open_file` recognises one and gives a `Reading` that goes through it in chunks.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from vouch.domain.policy import Policy
from vouch.importers import files, hubspot, salesforce, segment, surveys, zendesk
from vouch.importers.base.find import find
from vouch.importers.base.kind import Hooks, Kind
from vouch.importers.base.opening import open_with
from vouch.importers.base.reading import Chunk, Coverage, Reading, Summary
from vouch.importers.base.source import Reject
from vouch.importers.files import suggest, template

KINDS: tuple[Kind, ...] = (
    *files.KINDS,
    *salesforce.KINDS,
    *hubspot.KINDS,
    *zendesk.KINDS,
    *surveys.KINDS,
    *segment.KINDS,
)
"""Every kind of file that is recognised by its headers; the first of two that fit alike is taken."""

HOOKS: dict[str, Hooks] = {
    "salesforce": salesforce.HOOKS,
    "hubspot": hubspot.HOOKS,
    "surveys": surveys.HOOKS,
    "qualtrics": surveys.QUALTRICS,
    "surveymonkey": surveys.SURVEYMONKEY,
    "segment": segment.HOOKS,
}
"""The code of importers that a mapping may call by its `hooks`."""


def open_file(
    path: Path, *, as_: str | Path | None = None, policy: Policy, imported_at: datetime, name: str | None = None
) -> Reading:
    """The file at `path`, ready to be read.

    `as_` names a kind (`salesforce.account`) or a mapping file; without it the kind is recognised by the headers.
    `imported_at` is the moment of learning, `name` what the file is called in facts and refusals. Raises BadInput for
    a file that cannot be what it claims: empty, no text, the wrong ending, a header nobody knows, ambiguous dates.
    """
    return open_with(KINDS, HOOKS, path, as_=as_, policy=policy, imported_at=imported_at, name=name)


__all__ = [
    "HOOKS",
    "KINDS",
    "Chunk",
    "Coverage",
    "Hooks",
    "Kind",
    "Reading",
    "Reject",
    "Summary",
    "find",
    "open_file",
    "suggest",
    "template",
]
