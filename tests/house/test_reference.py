"""The generated pages say what the code says, and there is nothing they could leave out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tools import reference
from tools.reference import commands
from vouch.domain.policy.load import default_text
from vouch.domain.policy.told import Key, Section, read
from vouch.project.environment import SETTINGS
from vouch.tables import results
from vouch.tables.facts import ENVELOPE, TABLES
from vouch.tables.shape import Column

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_a_generated_page_says_what_the_code_says(name: str) -> None:
    assert (reference.FOLDER / name).read_text(encoding="utf-8") == reference.PAGES[name](), "run make docs"


def test_a_page_that_says_something_else_is_noticed_and_written_anew(tmp_path: Path) -> None:
    assert reference.write(tmp_path) == sorted(reference.PAGES)
    (tmp_path / "cli.md").write_text("Something else.", encoding="utf-8")
    assert reference.outdated(tmp_path) == ["cli.md"]
    assert reference.write(tmp_path) == ["cli.md"]
    assert reference.outdated(tmp_path) == []


def test_every_page_of_the_reference_is_either_generated_or_linked() -> None:
    index = (reference.FOLDER / "README.md").read_text(encoding="utf-8")
    there = {path.name for path in reference.FOLDER.glob("*.md")} - {"README.md"}
    assert set(reference.PAGES) <= there
    assert {name for name in there if f"({name})" not in index} == set()


@pytest.mark.parametrize("path", [path for path, _, _ in commands.every_command()])
def test_every_command_and_option_says_what_it_does(path: str) -> None:
    command, context = next((c, x) for p, c, x in commands.every_command() if p == path)
    assert (command.help or "").strip()
    open_ones = [p for p in command.params if not getattr(p, "hidden", False)]
    helped = {p.name: p.get_help_record(context) for p in open_ones}
    silent = [name for name, record in helped.items() if not record or not re.sub(r"\[.*\]", "", record[1]).strip()]
    assert silent == []
    assert "install_completion" not in helped


def test_every_command_is_listed_with_a_sentence() -> None:
    from vouch.cli.app import COMMANDS

    assert [name for name, says in COMMANDS.items() if not says.endswith(".")] == []
    assert {path.split()[1] for path, _, _ in commands.every_command()} == set(COMMANDS)


def test_every_key_of_the_policy_is_explained() -> None:
    parts = list(read(default_text()))
    explained = {part.name for part in parts if isinstance(part, Section) and part.doc}
    # kinds of evidence, survey items and roles are lists of words: their heading says what stands beside each
    lists = {"surveys.items", "surveys.scales", "roles", *(name for name in explained if name.startswith("evidence."))}
    # the rungs of the ladder are of one shape, which the page explains once; personalities speak for themselves
    shapes = ("ladder.", "personalities.")
    rungs = {part.name for part in parts if isinstance(part, Section) and part.name.startswith(shapes)}
    silent = [
        f"{part.section}.{part.name}"
        for part in parts
        if isinstance(part, Key) and not part.doc and part.section not in (lists & explained) | rungs
    ]
    assert silent == []


def test_the_page_of_the_policy_reads_every_key() -> None:
    keys = {(part.section, part.name) for part in read(default_text()) if isinstance(part, Key)}
    assert keys == set(leaves(tomllib.loads(default_text())))


def leaves(values: dict[str, Any], section: str = "") -> Iterator[tuple[str, str]]:
    """The keys of the TOML as they stand in it: a table written in one line is one key."""
    for name, value in values.items():
        in_one_line = (
            name in {"values", "shares"} or section in {"asking.ceilings", "traits"} or section.endswith(".options")
        )
        if isinstance(value, dict) and not in_one_line:
            yield from leaves(value, f"{section}.{name}" if section else name)
        else:
            yield section, name


def columns() -> list[tuple[str, Column]]:
    tables = [*TABLES.values(), *results.TABLES.values()]
    return [(t.name, c) for t in tables for c in t.columns] + [("every fact", c) for c in ENVELOPE]


def test_every_column_of_every_table_is_explained() -> None:
    assert [f"{table}.{column.name}" for table, column in columns() if not column.doc.endswith((".", ".)", "?"))] == []


def test_every_setting_the_code_reads_is_declared_and_explained() -> None:
    read_in_code = set()
    for path in (ROOT / "src").rglob("*.py"):
        read_in_code |= set(re.findall(r"[\"'](VOUCH_[A-Z_]+)[\"']", path.read_text(encoding="utf-8")))
    declared = {setting.name: setting for setting in SETTINGS}
    assert read_in_code - set(declared) == set()
    assert [name for name, setting in declared.items() if not setting.doc.endswith(".")] == []
