"""Files stay small enough to read, say what they answer, and are named after the product."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = sorted(path for folder in ("src", "tests", "tools") for path in (ROOT / folder).rglob("*.py"))
WRITTEN = [path for path in OURS if "migrations" not in path.parts]
PRODUCT = [path for path in WRITTEN if path.is_relative_to(ROOT / "src")]

MOST_LINES = 400
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base_utils"}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_file_is_too_long_to_read() -> None:
    assert named([path for path in WRITTEN if lines(path) > MOST_LINES]) == []


def test_most_files_are_about_a_page() -> None:
    assert statistics.median(lines(path) for path in PRODUCT) <= 100


def test_every_module_opens_with_the_question_it_answers() -> None:
    silent = [path for path in PRODUCT if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_bytes()))]
    assert named(silent) == []


def test_no_folder_of_code_is_without_its_own_words() -> None:
    folders = {path.parent for path in PRODUCT}
    assert named([folder for folder in sorted(folders) if not (folder / "__init__.py").exists()]) == []


@pytest.mark.parametrize("word", sorted(NAMES_THAT_SAY_NOTHING))
def test_nothing_is_named_after_nothing(word: str) -> None:
    assert named([path for path in OURS if word in {part.removesuffix(".py") for part in path.parts}]) == []


def test_no_file_names_a_package_registry_or_a_machine() -> None:
    # written in halves, so that this file holds none of them
    marks = [
        first + second
        for first, second in (("pypi", ".org"), ("/tmp", "/w/"), ("/wor", "k/main"), ("/wor", "k/shared"))
    ]
    texts = [*OURS, *ROOT.glob("*.lock"), *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "pyproject.toml"]
    assert named([path for path in texts if any(mark in path.read_text(encoding="utf-8") for mark in marks)]) == []
