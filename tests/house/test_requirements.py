"""The requirement files are whole, hashed, agree with pyproject.toml and with each other, and name no registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CORE, DEV = "requirements.lock", "requirements-dev.lock"


def blocks(name: str) -> list[str]:
    """The entries of a requirement file, each with its hashes."""
    return re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())


def pinned(name: str) -> dict[str, set[Version]]:
    """The versions of each package in a requirement file; some have one for older Pythons and one for later."""
    found: dict[str, set[Version]] = {}
    for block in blocks(name):
        requirement = Requirement(block.split("\\")[0].strip())
        version = Version(str(requirement.specifier).removeprefix("=="))
        found.setdefault(canonicalize_name(requirement.name), set()).add(version)
    return found


@pytest.mark.parametrize("name", [CORE, DEV])
def test_every_requirement_is_one_version_with_hashes_and_nothing_else(name: str) -> None:
    wrong = [
        block for block in blocks(name) if not re.match(r"[a-z0-9.-]+==\S+( ; .+?)? \\\n    --hash=sha256:", block)
    ]
    assert wrong == []


@pytest.mark.parametrize(("name", "wanted"), [(CORE, []), (DEV, PROJECT["optional-dependencies"]["dev"])])
def test_what_the_project_asks_for_is_pinned_as_it_asks(name: str, wanted: list[str]) -> None:
    versions = pinned(name)
    missing = []
    for line in [*PROJECT["dependencies"], *wanted]:
        asked = Requirement(line)
        there = versions.get(canonicalize_name(asked.name), set())
        if not there or not all(version in asked.specifier for version in there):
            missing.append(f"{line}: has {', '.join(map(str, there)) or 'none'}; run make lock")
    assert missing == []


def test_the_tests_run_on_what_people_run_on() -> None:
    dev = pinned(DEV)
    assert {name for name, versions in pinned(CORE).items() if not versions <= dev.get(name, set())} == set()


def test_every_requirement_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.findall(r"^dependencies = \[$(.*?)^\]$|^dev = \[$(.*?)^\]$", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line for part in listed for line in "".join(part).splitlines() if line.strip().startswith('"')]
    assert lines
    assert [line for line in lines if " # " not in line and not says_above(line, text)] == []


def says_above(line: str, text: str) -> bool:
    """Whether a comment of its own stands right above the line."""
    above = text[: text.index(line)].rstrip("\n").rsplit("\n", 1)[-1]
    return above.strip().startswith("# the web: ")
