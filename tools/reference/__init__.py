"""Which pages of docs/reference are generated, and from what.

`make docs` writes them, `make pages` fails where one differs: what the code says of itself is what people read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tools.reference import commands, policy, tables
from vouch.program.colleagues import permissions
from vouch.project import environment
from vouch.web.portal import rights

FOLDER = Path(__file__).parents[2] / "docs" / "reference"

PAGES: dict[str, Callable[[], str]] = {
    "cli.md": commands.page,
    "policy.md": policy.page,
    "roles.md": lambda: permissions.page() + rights.page(),
    "settings.md": environment.page,
    "tables.md": tables.page,
}
"""The text of each page by the name of its file."""


def outdated(folder: Path = FOLDER) -> list[str]:
    """The pages that are not there or say something else than the code."""
    return [name for name, page in PAGES.items() if not _says(folder / name, page())]


def write(folder: Path = FOLDER) -> list[str]:
    """Write the pages that are outdated; returns their names."""
    names = outdated(folder)
    for name in names:
        (folder / name).write_text(PAGES[name](), encoding="utf-8")
    return names


def _says(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
