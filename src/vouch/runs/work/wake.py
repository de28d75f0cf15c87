"""How does work begin at once where no worker runs? The page that left it behind starts one while there is work."""

from __future__ import annotations

import logging
import os
import subprocess
import sys

from django.conf import settings

from vouch.runs.at_work import somebody_works

_log = logging.getLogger("vouch.work")
_started: list[subprocess.Popen[bytes]] = []
_COMMAND = "from vouch.cli import main; main(['worker', '--once', '--woken'])"


def wake_for_mail() -> None:
    """See that what was just written leaves soon, by mail or by Slack; where neither is set it waits to be read."""
    if settings.VOUCH_SMTP or settings.VOUCH_SLACK_BOT_TOKEN:
        wake()


def wake() -> None:
    """See that a worker looks at the queue soon.

    A worker that runs looks every second by itself. Where none does, one is started in a process of its own, which
    ends when nothing is left to do: an import outlives the page, the server's restart, and a browser that was closed.
    Call it after the work is committed. It never fails: work that nobody begins stays in the queue.
    """
    _started[:] = [process for process in _started if process.poll() is None]
    if not settings.VOUCH_WAKE_WORKER or somebody_works(settings.DATA):
        return
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", _COMMAND],
            env={**os.environ, "VOUCH_DATA": str(settings.DATA)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        _log.exception("no worker could be started; what was asked for waits for `vouch worker`")
    else:
        _started.append(process)
