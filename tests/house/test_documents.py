"""The documents do what they say: commands are run, examples computed, links followed.

A block of `console` is a session: lines after `$` are run in a folder of their own, and what they print must be what
stands below (`...` for anything). Blocks of `python` are doctests, blocks of `toml` must be TOML.
"""

from __future__ import annotations

import doctest
import re
import shlex
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from tools.reference import commands
from vouch.cli import main
from vouch.project.environment import SETTINGS

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
TEXTS = {name: page.read_text(encoding="utf-8") for name, page in zip(NAMES, PAGES, strict=True)}
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", flags=re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FORGIVING = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of a page that are in a language."""
    return [text for _, written, text in BLOCK.findall(TEXTS[name]) if written == language]


def sessions(name: str) -> list[tuple[str, str]]:
    """The commands of a page in order, each with what it is said to print."""
    text = "\n".join(blocks(name, "console"))
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]
    return [(command, printed) for command, _, printed in (part.partition("\n") for part in parts)]


@pytest.mark.parametrize("name", [name for name in NAMES if blocks(name, "console")])
def test_the_commands_of_a_page_print_what_it_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "118")
    for command, printed in sessions(name):
        words = shlex.split(command)
        if words[0] == "export":
            monkeypatch.setenv(*words[1].split("="))
            continue
        assert words[0] == "vouch", f"{name} runs something else: {command}"
        with pytest.raises(SystemExit) as ended:
            main(words[1:])
        said = "".join(capfd.readouterr())
        assert ended.value.code in {None, 0}, f"{command}\n{said}"
        assert doctest.OutputChecker().check_output(printed, said, FORGIVING), f"{command}\n{said}"


@pytest.mark.parametrize("name", [name for name in NAMES if blocks(name, "python")])
def test_the_examples_of_a_page_compute_what_it_says(name: str) -> None:
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks(name, "python")), {}, name, name, 0)
    assert examples.examples
    assert doctest.DocTestRunner(verbose=False, optionflags=FORGIVING).run(examples).failed == 0


@pytest.mark.parametrize("name", [name for name in NAMES if blocks(name, "toml")])
def test_the_toml_of_a_page_is_toml(name: str) -> None:
    for text in blocks(name, "toml"):
        assert tomllib.loads(text)


@pytest.mark.parametrize("name", [name for name in NAMES if LINK.search(TEXTS[name])])
def test_every_link_of_a_page_leads_somewhere(name: str) -> None:
    inside = [link for link in LINK.findall(TEXTS[name]) if not re.match(r"[a-z]+:|#", link)]
    folder = (ROOT / name).parent
    assert [link for link in inside if not (folder / unquote(link.split("#")[0])).exists()] == []


def test_every_page_can_be_found_from_the_readme() -> None:
    found, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in found:
            continue
        found.add(page)
        links = LINK.findall(page.read_text(encoding="utf-8"))
        there = [(page.parent / link.split("#")[0]).resolve() for link in links if link.split("#")[0].endswith(".md")]
        waiting += [path for path in there if path.exists()]
    documents = {page for page in PAGES if page.is_relative_to(ROOT / "docs")}
    assert sorted(str(page.relative_to(ROOT)) for page in documents - found) == []


def asked_for() -> list[tuple[str, str]]:
    """Every `vouch ...` and `make ...` that a page writes as code."""
    found = []
    for name, text in TEXTS.items():
        code = re.findall(r"`((?:vouch|make) [^`\n]+)`", text)
        code += re.findall(
            r"^\s*(?:\$ |.*bin/)?((?:vouch|make) [a-z].*)$", "\n".join(b for _, _, b in BLOCK.findall(text)), flags=re.M
        )
        found += [(name, line) for line in code if not line.startswith("make ...")]
    return found


def test_every_command_a_page_names_is_one() -> None:
    known = {path: command for path, command, _ in commands.every_command()}
    groups = {path.rsplit(" ", 1)[0] for path in known}
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    wrong = []
    for name, line in asked_for():
        words = line.split()
        if words[0] == "make":
            wrong += [f"{name}: {line}"] if words[1] not in targets | {"PYTHON=python3.12"} else []
            continue
        path = next((" ".join(words[:n]) for n in (3, 2) if " ".join(words[:n]) in known), None)
        if path is None:
            wrong += [f"{name}: {line}"] if not (" ".join(words[:2]) in groups or words[1] == "COMMAND") else []
            continue
        options = {option for parameter in known[path].params for option in parameter.opts} | {"--help"}
        wrong += [
            f"{name}: {line}: {word}" for word in words if word.startswith("--") and word.split("=")[0] not in options
        ]
    assert wrong == []


def test_every_setting_a_page_names_is_one() -> None:
    names = {setting.name for setting in SETTINGS}
    texts = TEXTS | {str(path): path.read_text(encoding="utf-8") for path in (ROOT / "docs/operate").rglob("*.env")}
    assert {
        f"{name}: {word}" for name, text in texts.items() for word in re.findall(r"\bVOUCH_[A-Z_]*[A-Z]\b", text)
        if word not in names
    } == set()  # fmt: skip
