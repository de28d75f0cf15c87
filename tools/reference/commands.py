"""The page of the command line: what `--help` of each command says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from tools.reference.markdown import NOTE, table
from vouch.cli.app import app

HEAD = f"""# Commands

{NOTE}

Every command ends with 0 when it is done, with 2 when something is yours to mend (one sentence on standard error says
what, where and how), and with 1 when it is our fault. None asks a question when it is not run in a terminal.
`vouch COMMAND --help` prints what stands here.
""".splitlines()


def page() -> str:
    """The commands, each with its usage, arguments and options, in Markdown."""
    lines = list(HEAD)
    for path, command, context in every_command():
        lines += ["", f"## {path}", "", _sentences(command), "", "    " + command.get_usage(context)[len("Usage: ") :]]
        records = [record for parameter in command.params if (record := parameter.get_help_record(context))]
        if records:
            lines += ["", *table(["", "what it does"], ([f"`{name}`", says] for name, says in records))]
    return "\n".join(lines) + "\n"


def every_command() -> Iterator[tuple[str, Any, Any]]:
    """Each command that can be run, with the words that call it and a context to ask its help in."""
    yield from _below("vouch", get_command(app))


def _below(path: str, command: Any) -> Iterator[tuple[str, Any, Any]]:
    context = command.make_context(path, [], resilient_parsing=True)
    if not hasattr(command, "list_commands"):
        yield path, command, context
        return
    for name in command.list_commands(context):
        yield from _below(f"{path} {name}", command.get_command(context, name))


def _sentences(command: Any) -> str:
    return " ".join((command.help or "").split())
