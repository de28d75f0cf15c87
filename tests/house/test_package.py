"""What is installed is all there is, and what it stands on is used."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "vouch"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOT_IMPORTED = {
    "psycopg": "Django imports it where the database is PostgreSQL",
    "sqlglot": "pinned below Ibis, which imports it",
    "tzdata": "zoneinfo reads it",
}


def test_every_file_beside_the_code_is_installed_with_it() -> None:
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]["vouch"]
    beside = {path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    taken = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    assert sorted(str(path.relative_to(ROOT)) for path in beside - taken) == []


def imported() -> set[str]:
    """The top names of all modules the product imports, or names in a string as Django wants it."""
    names = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names |= {node.value.split(".")[0]} if re.fullmatch(r"[a-z_]+(\.\w+)*", node.value) else set()
    return names


def test_everything_the_product_stands_on_is_used() -> None:
    names = imported()
    modules = packages_distributions()
    used = {canonicalize_name(name) for module in names for name in modules.get(module, [])}
    asked = {canonicalize_name(Requirement(line).name) for line in PYPROJECT["project"]["dependencies"]}
    assert asked - used - set(NOT_IMPORTED) == set()


def test_nothing_is_imported_that_the_project_does_not_ask_for() -> None:
    asked = {canonicalize_name(Requirement(line).name) for line in PYPROJECT["project"]["dependencies"]}
    with_others = {
        "asgiref": "django",
        "pandas": "ibis-framework",
        "numpy": "pandas",
        "pydantic-core": "pydantic",
        "markupsafe": "jinja2",
    }
    modules = packages_distributions()
    wanting = {}
    for path in PACKAGE.rglob("*.py"):
        extra = {"pyspark"} if path.is_relative_to(PACKAGE / "lake" / "engines" / "spark") else set()
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                tops = [node.module.split(".")[0]]
            elif isinstance(node, ast.Import):
                tops = [alias.name.split(".")[0] for alias in node.names]
            else:
                continue
            for top in tops:
                names = {canonicalize_name(name) for name in modules.get(top, [])} - {"vouch-advocacy"}
                if names and not names & (asked | extra | set(with_others)):
                    wanting[top] = str(path.relative_to(ROOT))
    assert wanting == {}
