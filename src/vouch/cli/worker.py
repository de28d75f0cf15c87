"""`vouch worker`: imports what appears in the inbox, does what pages asked for, sends mails, places all at night."""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vouch.cli.shared import DEFAULT_FOLDER, DataFolder

if TYPE_CHECKING:
    from vouch.runs.work import Worker


def worker(
    data: DataFolder = DEFAULT_FOLDER,
    once: Annotated[
        bool, typer.Option("--once", help="Do what there is to do, and end. Safe while another worker runs.")
    ] = False,
    place: Annotated[
        bool, typer.Option("--place", help="Place everybody anew, whether or not something came.")
    ] = False,
    woken: Annotated[bool, typer.Option("--woken", hidden=True, help="A page started it.")] = False,
) -> None:
    """Import what appears in the inbox folder, do what pages asked for, send mails, place everybody at night."""
    os.environ["VOUCH_DATA"] = str(data.absolute())
    from vouch.project.start import prepare, start

    start() if woken else prepare()
    from vouch.runs.work import Worker
    from vouch.web.shared.addresses import address
    from vouch.web.slack.later import step
    from vouch.web.slack.telling import Telling

    # pages come first: whoever waits for one is a person
    os.nice(5)
    if place:
        from vouch.program.work.actions import refresh_soon

        refresh_soon()
    telling = Telling()
    ours = Worker(data.absolute(), say=_say, address=address, beside=lambda: step() or telling.step())
    _end_gently(ours)
    if not once:
        _say(f"At work. Files put into {data / 'inbox'} are imported; Ctrl-C ends it after what is under way.")
    ours.run(once=once)


def _say(sentence: str) -> None:
    print(f"{datetime.now().astimezone():%H:%M:%S} {sentence}", file=sys.stderr, flush=True)


def _end_gently(ours: Worker) -> None:
    """The first signal lets what is under way come to its end; the second ends it, and it is begun again next time."""

    def end(number: int, _frame: Any) -> None:
        if ours.stop.is_set():
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        ours.stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
