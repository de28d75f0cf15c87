"""An empty file for each fact table, and the page that says what goes into them; both come from the contract."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from vouch.domain.errors import BadInput
from vouch.tables.facts import TABLES
from vouch.tables.shape import Column, Table, Type

_SHAPES = {
    Type.ID: ("id, kept as it is", "A-001"),
    Type.TEXT: ("text", "text"),
    Type.EMAIL: ("e-mail address", "ana@example.com"),
    Type.NUMBER: ("number", "12.5"),
    Type.COUNT: ("whole number", "12"),
    Type.YES_NO: ("yes or no", "yes"),
    Type.DATE: ("day", "2025-01-31"),
    Type.TIME: ("time; a bare day is its end", "2025-01-31T09:30:00Z"),
    Type.CHOICE: ("one of", ""),
}


def template(folder: Path) -> list[Path]:
    """Writes a CSV with its header for each fact table into `folder`, and README.md beside them. Gives what it wrote.

    Raises BadInput when one of the files is there already: nothing is written over.
    """
    texts = {f"{table.name}.csv": ",".join(table.names) + "\r\n" for table in TABLES.values()}
    texts["README.md"] = documentation()
    there = [name for name in texts if (folder / name).exists()]
    if there:
        raise BadInput(
            "already_there",
            f"{folder} already has {', '.join(there[:3])}; name an empty folder, so that nothing is written over.",
            folder=str(folder),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise BadInput(
            "not_writable", f"{folder} cannot be written to: {error.strerror}.", folder=str(folder)
        ) from error
    return [folder / name for name in texts]


def documentation() -> str:
    """What each file and column is for, in Markdown."""
    parts = [
        "# Vouch's own format\n",
        "One file per fact table. Fill in what you have and leave out the rest: a file may lack any column that is not",
        "needed, may have further ones (kept as attributes), and a file without rows may be deleted. Write UTF-8 with",
        "commas, semicolons or tabs. Then `vouch import` this folder.\n",
        *(_section(table) for table in TABLES.values()),
    ]
    return "\n".join(parts)


def _section(table: Table) -> str:
    lines = [
        f"## {table.name}.csv\n",
        f"{table.sentence}\n",
        "| column | what it holds | needed | |",
        "| --- | --- | --- | --- |",
    ]
    for column in table.columns:
        group = next((group for group in table.one_of if column.name in group), None)
        needed = "yes" if column.required else f"one of {', '.join(group)}" if group else ""
        lines.append(f"| `{column.name}` | {_shape(column)} | {needed} | {column.doc} |")
    lines += [
        "\nFor example:\n",
        "```csv",
        _written(table.names),
        _written([example(column) for column in table.columns]),
    ]
    return "\n".join([*lines, "```\n"])


def _shape(column: Column) -> str:
    words = _SHAPES[column.type][0]
    return f"{words} {', '.join(f'`{choice}`' for choice in column.choices)}" if column.choices else words


def example(column: Column) -> str:
    """A cell that can be read in this column."""
    if column.choices:
        return column.choices[0]
    if column.high is not None and column.high <= 1:
        return "1"
    return "EUR" if column.name == "currency" else _SHAPES[column.type][1]


def _written(cells: list[str] | tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
