"""The floors hold, the check of them bites, and what imports cannot show is looked at too."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
FLOORS = (
    "cli", "project", "web", "reports", "runs", "program", "matching", "insight", "importers", "lake", "tables",
    "domain",
)  # fmt: skip
LINTER = "import sys; sys.path.insert(0, sys.argv.pop(1)); from importlinter.cli import lint_imports_command as c; c()"

# where, what is written there, and the contract that must break
PLANTED = [
    ("domain/money_of_a_page.py", "from vouch.web.shared import reader", "Floors"),
    ("insight/reads_the_lake.py", "from vouch.lake import store", "The core is plain Python and tables"),
    ("matching/asks_rows.py", "import django", "The core is plain Python and tables"),
    ("web/shared/computes.py", "import duckdb", "Pages do not compute"),
    (
        "web/shared/touches_rows.py",
        "from vouch.program.findings.models import Run",
        "Only the program touches its rows",
    ),
    (
        "importers/zendesk/asks_salesforce.py",
        "from vouch.importers import salesforce",
        "Importers do not know each other",
    ),
    ("program/history/looks_up.py", "from vouch.program.people import queries", "Rooms of the program"),
]


def linted(source: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINTER, str(source), "--config", str(ROOT / "importlinter.ini"), "--no-cache"]
    return subprocess.run(command, capture_output=True, text=True, cwd=source, check=False)


def test_all_contracts_are_kept() -> None:
    said = linted(SOURCE)
    assert said.returncode == 0, said.stdout


def broken(folder: Path, planted: list[tuple[str, str]]) -> str:
    """What the linter says of a copy of the source in which some mistakes were planted."""
    shutil.copytree(SOURCE / "vouch", folder / "vouch", ignore=shutil.ignore_patterns("__pycache__"))
    for where, written in planted:
        path = folder / "vouch" / where
        path.parent.mkdir(exist_ok=True)
        path.write_text(written + "\n", encoding="utf-8")
    found = linted(folder)
    assert found.returncode == 1, found.stdout + found.stderr
    return found.stdout


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says when all mistakes of PLANTED are made at once."""
    return broken(tmp_path_factory.mktemp("planted"), [(where, written) for where, written, _ in PLANTED])


@pytest.mark.parametrize(("where", "contract"), [(where, contract) for where, _, contract in PLANTED])
def test_a_wrong_import_is_caught(said: str, where: str, contract: str) -> None:
    module = "vouch." + where.removesuffix(".py").replace("/", ".")
    _, _, details = said.partition("Broken contracts")
    told = next(part for part in re.split(r"\n(?=[A-Z][^\n]*\n-+\n)", details) if part.startswith(contract))
    assert module in told, told


def test_a_folder_without_a_floor_is_caught(tmp_path: Path) -> None:
    told = broken(tmp_path, [("programme/__init__.py", "")])
    assert "not listed as layers" in told
    assert "- vouch.programme" in told


# Django takes apps, middleware and views as strings, which no import shows
def named_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = re.fullmatch(r"vouch\.([a-z_]+)(\.[\w.]+)?", node.value)
            if found and (SOURCE / "vouch" / found[1]).exists():
                yield found[1]


@pytest.mark.parametrize("floor", [floor for floor in FLOORS if (SOURCE / "vouch" / floor).exists()])
def test_no_module_is_reached_by_its_name_in_a_string_from_below(floor: str) -> None:
    above = set(FLOORS[: FLOORS.index(floor)])
    paths = sorted((SOURCE / "vouch" / floor).rglob("*.py"))
    assert [f"{path.name}: {name}" for path in paths for name in named_modules(path) if name in above] == []


def test_every_floor_of_the_house_is_looked_at() -> None:
    there = {path.name for path in (SOURCE / "vouch").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert there <= set(FLOORS)


def doors() -> list[Path]:
    return [
        path
        for path in (SOURCE / "vouch" / "web").iterdir()
        if path.is_dir() and path.name not in {"shared", "__pycache__"}
    ]


def test_no_template_reaches_across_doors() -> None:
    names = {door.name for door in doors()}
    asked = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+[\"']([\w-]+)/")
    across = []
    for door in doors():
        for template in [*door.rglob("*.html"), *door.rglob("*.txt"), *door.rglob("*.jinja")]:
            wanted = set(asked.findall(template.read_text(encoding="utf-8")))
            across += [f"{template.name}: {name}" for name in wanted & names - {door.name}]
    assert across == []
