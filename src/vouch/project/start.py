"""How does a process get the program? Django set up, its tables brought up to date, its static files in place."""

from __future__ import annotations

import fcntl
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "start.lock"
"""In the data folder, held by the one process that brings it up to date."""


def start() -> None:
    """Make Django ready to use in this process. Calling it again changes nothing."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vouch.project.settings")
    django.setup()


def ready_to_answer() -> None:
    """Load every page, so that whoever comes first waits no longer than others: Slack waits three seconds."""
    from django.urls import get_resolver

    start()
    len(get_resolver().url_patterns)
    # what is loaded now stays: to look through it for what nobody needs any more takes a sixth of a second each time
    gc.collect()
    gc.freeze()


def prepare() -> None:
    """Bring the data folder up to date: tables migrated, static files collected under their hashed names.

    Safe to call on every start, and by two processes at once: the second waits for the first, and finds nothing to do.
    """
    start()
    from django.conf import settings
    from django.core.management import call_command

    with _alone(settings.DATA):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    # two that collect at once take each other's half-written files away
    data.mkdir(parents=True, exist_ok=True)
    handle = os.open(data / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
