"""How does a process get the program? Django set up, its tables brought up to date, its static files in place."""

from __future__ import annotations

import os


def start() -> None:
    """Make Django ready to use in this process. Calling it again changes nothing."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vouch.project.settings")
    django.setup()


def prepare() -> None:
    """Bring the data folder up to date: tables migrated, static files collected under their hashed names.

    Safe to call on every start, and by two processes at once on PostgreSQL and SQLite alike: each migration runs
    in a transaction of its own.
    """
    start()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
