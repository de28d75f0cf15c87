"""The page of the tables: what importers write, and what a run writes, column by column."""

from __future__ import annotations

from collections.abc import Iterable

from tools.reference.markdown import NOTE, table
from vouch.tables import results
from vouch.tables.facts import ENVELOPE, TABLES
from vouch.tables.shape import Column, Table

HEAD = f"""# Tables

{NOTE}

Facts are what happened, in the words of this contract: `vouch template DIR` writes one CSV for each of the fact tables
below, and any other file becomes them through a mapping. Results are what a run found.

Types: *id* and *text* are kept as written; *email* is folded to lower case; *number* is a 64-bit float, *count* a whole
number; *yes_no*, *date* and *time* are read in the ways people write them; *time* is an instant (a bare date is the end
of that day in the company's time zone); *choice* is one of the words listed.
""".splitlines()


def page() -> str:
    """Every fact and result table, in Markdown."""
    lines = [*HEAD, "", "## Facts"]
    for fact in TABLES.values():
        lines += _told(fact)
    lines += ["", "## What every stored fact carries", "", "These columns are Vouch's own; no file has them.", ""]
    lines += _columns(ENVELOPE, needs=False)
    lines += ["", "## Results"]
    for result in results.TABLES.values():
        lines += _told(result, needs=False)
    return "\n".join(lines) + "\n"


def _told(told: Table, needs: bool = True) -> list[str]:
    lines = ["", f"### {told.name}", "", f"{told.sentence} The same row again: same {_and(told.key)}."]
    if told.happens:
        lines[-1] += f" It happened at `{told.happens}`."
    if told.versioned:
        lines[-1] += " Every version is kept, each valid from when the source changed it."
    if told.one_of:
        lines[-1] += " " + " ".join(f"A row needs {_or(group)}." for group in told.one_of)
    return [*lines, "", *_columns(told.columns, needs)]


def _columns(columns: Iterable[Column], needs: bool) -> list[str]:
    if not needs:
        return table(["column", "type", "what it says"], ([f"`{c.name}`", c.type, _doc(c)] for c in columns))
    return table(
        ["column", "type", "needed", "what it says"],
        ([f"`{c.name}`", c.type, "yes" if c.required else "", _doc(c)] for c in columns),
    )


def _doc(column: Column) -> str:
    parts = [column.doc]
    if column.choices:
        parts.append(f"One of {', '.join(f'`{choice}`' for choice in column.choices)}.")
    if column.low is not None or column.high is not None:
        low, high = (None if bound is None else f"{bound:,.12g}" for bound in (column.low, column.high))
        parts.append(f"From {low} to {high}." if low and high else f"At least {low}." if low else f"At most {high}.")
    if column.aliases:
        parts.append(f"Also read as {', '.join(f'`{alias}`' for alias in column.aliases)}.")
    return " ".join(parts)


def _and(names: Iterable[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def _or(names: Iterable[str]) -> str:
    return " or ".join(f"`{name}`" for name in names)
