"""Writes what is kept about a person to a file that only its owner can read."""

from __future__ import annotations

import json
import os
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from vouch.domain.errors import BadInput
from vouch.runs.known.page import html, text

ENDINGS = (".html", ".json", ".txt", ".zip")


def as_json(told: dict[str, Any]) -> str:
    """It all as JSON; days and moments as ISO 8601."""
    return json.dumps(told, ensure_ascii=False, indent=2, default=lambda value: value.isoformat()) + "\n"


def check(path: Path) -> None:
    """Raises BadInput for a kind of file that is not known."""
    if path.suffix.lower() not in ENDINGS:
        raise BadInput(
            "unknown_file_kind",
            f"{path.name}: the ending says which kind of file is meant; it can be {', '.join(ENDINGS)}.",
            file=str(path),
        )


def written(told: dict[str, Any], label: str, path: Path) -> None:
    """Writes it as the kind of file that the name says; a .zip holds the JSON and both pages. Whole or not at all.

    Raises BadInput for a kind of file that is not known, or a place that cannot be written.
    """
    check(path)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(_content(told, label, path.suffix.lower()))
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise BadInput(
            "cannot_write", f"{path} cannot be written: {error.strerror or error}.", file=str(path)
        ) from error


def _content(told: dict[str, Any], label: str, ending: str) -> bytes:
    if ending == ".json":
        return as_json(told).encode()
    if ending == ".txt":
        return text(told, label).encode()
    if ending == ".html":
        return html(told, label).encode()
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (
            ("person.json", as_json(told)),
            ("person.html", html(told, label)),
            ("person.txt", text(told, label)),
        ):
            packed.writestr(name, content)
    return whole.getvalue()
