"""How much of the processor was spent on a page: by this process, and by PostgreSQL for it where it runs here."""

from __future__ import annotations

import os
import time
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def spent() -> float:
    """Seconds of the processor until now, of this process and of the one that PostgreSQL has for its connection."""
    return ours() + backend()


def ours() -> float:
    """Those of this process."""
    return time.process_time()


def backend() -> float:
    """Those of the process that PostgreSQL has for this connection; none of SQLite, which has no process."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    return _of(connection.connection.info.backend_pid)


def _of(process: int) -> float:
    """Seconds of the processor that another process used, as Linux counts them: in hundredths."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0  # it runs elsewhere
    return (int(told[11]) + int(told[12])) / _TICK
