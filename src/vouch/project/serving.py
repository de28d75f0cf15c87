"""The application as a server of its own runs it: connections to the database are kept from one page to the next."""

from __future__ import annotations

from vouch.project.kept import keep

KEPT = 8
"""Connections that a process keeps between two pages: about as many as it answers at once."""

keep(KEPT)

from vouch.project.asgi import application  # noqa: E402  (a connection may be opened on the way)
from vouch.project.start import ready_to_answer  # noqa: E402

ready_to_answer()

__all__ = ["application"]
