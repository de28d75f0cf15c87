"""Django's databases with connections that are kept from one page to the next.

A page of a server runs in a thread of its own, and Django opens a connection for each: on SQLite that takes longer than
everything else a list asks of it, and on PostgreSQL starts a process. A server says `keep`; commands never do.
"""

from __future__ import annotations

from vouch.project.kept.shelf import keep

__all__ = ["keep"]
