"""Puts the commands together, and turns what can go wrong into one line and an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from vouch import __version__
from vouch.cli.shared import shown
from vouch.domain.errors import BadPolicy, Refusal

COMMANDS = {
    "demo": "Build a sample company, place its customers, and open the workspace signed in.",
    "serve": "Serve the workspace.",
    "worker": "Import what appears in the inbox, do what pages asked for, send mails, place everybody at night.",
    "user": "Colleagues who may sign in.",
    "template": "Write one documented, empty file for each table of facts.",
    "mapping": "Draft how the columns of a file that Vouch does not know become facts.",
    "import": "Take files in, list what was taken in, take a batch out again.",
    "place": "Say where every customer stands, with the evidence.",
    "explain": "Say why one account or person stands where they stand.",
    "identity": "Who was taken for whom, what may be the same, and settling it.",
    "log-ask": "Write down an ask made outside Vouch, in one line or from the mail itself; and mails that came back.",
    "import-references": "Bring in the list of references that you have kept, as permissions and past acts.",
    "erase": "Erase a person everywhere in the data folder, and keep them out of later files.",
    "export": "Gather everything kept about a person, for them to have.",
    "backup": "Keep a copy of everything, in one file.",
    "restore": "Bring a backup back, without the people who were erased since.",
    "doctor": "Say what is slow, stale, out of order or waits for somebody, and which command mends it.",
    "tidy": "Lay files of facts together and put them in order of time.",
    "policy": "Thresholds, half-lives and words by which customers are placed.",
    "letters": "What letters begin with, by what is asked and of whom.",
}
"""Each command is the module of its name in this folder: a function of that name, or an `app` of commands."""


class _Commands(TyperGroup):
    """The commands by name; a module is imported when its command is called, so that `--help` stays quick."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        # `import` is a word of Python itself, and no name for a module
        name = "import_" if cmd_name == "import" else cmd_name.replace("-", "_")
        module = importlib.import_module(f"vouch.cli.{name}")
        group = getattr(module, "app", None)
        if group is None:
            group = typer.Typer(add_completion=False)
            group.command(cmd_name)(getattr(module, name))
        command = get_command(group)
        command.name = cmd_name
        return command


app = typer.Typer(
    name="vouch",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Where each of your customers stands, from satisfied through loyal to advocate, with the evidence.",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"Vouch {__version__}")
        raise typer.Exit


_VERSION = typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")


@app.callback()
def _root(_version: Annotated[bool, _VERSION] = False) -> None:
    pass


def main(arguments: list[str] | None = None) -> None:
    """Runs a command and exits: 0 done, 1 our fault, 2 yours."""
    try:
        app(args=arguments)
    except Refusal as refusal:
        _complain(refusal)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        said = _said_by_the_disk(error)
        if said is not None:
            _complain(said)
            sys.exit(2)
        # our fault, whatever it is: say so, and show where to those who ask
        if os.environ.get("VOUCH_DEBUG"):
            raise
        print(f"vouch: this is our fault: {type(error).__name__}: {error}. VOUCH_DEBUG=1 shows where.", file=sys.stderr)
        sys.exit(1)


def _said_by_the_disk(error: Exception) -> Refusal | None:
    from vouch.lake.disk import refusal_of  # seconds to load, and `--help` does without

    path = Path(os.environ.get("VOUCH_DATA") or "data")
    if isinstance(error, OSError) and isinstance(error.filename, str):
        named = Path(error.filename).absolute()
        path = path if named.is_relative_to(path.absolute()) else named.parent
    return refusal_of(path, error)


def _complain(refusal: Refusal) -> None:
    if isinstance(refusal, BadPolicy) and len(refusal.mistakes) > 1:
        print(f"vouch: {refusal.sentence.split(':', 1)[0]}:", file=sys.stderr)
        for mistake in refusal.mistakes:
            print(f"  {shown(mistake)}", file=sys.stderr)
        return
    print(f"vouch: {shown(refusal.sentence)}", file=sys.stderr)
