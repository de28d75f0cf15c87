"""Django's SQLite, but a connection that is given back waits for the next page.

One that is kept holds neither a lock nor a view of the rows: it is given back only between transactions. It leads to a
file, not to a name: where another file has been put in its place (a restored backup), it is closed.
"""

from __future__ import annotations

import os
from collections.abc import Hashable
from typing import Any

from django.db.backends.sqlite3 import base

from vouch.project.kept import shelf


class DatabaseWrapper(base.DatabaseWrapper):
    """What Django asks of SQLite."""

    _leads_to: Hashable = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """One that was kept, else a new one."""
        self._leads_to = _file(conn_params["database"])
        kept = shelf.take(self._leads_to) if self._leads_to else None
        if kept is not None:
            return kept
        made = super().get_new_connection(conn_params)
        self._leads_to = _file(conn_params["database"])  # the first one makes the file
        return made

    def _close(self) -> None:
        connection = self.connection
        if connection is not None and not connection.in_transaction and not self.errors_occurred:
            where = _file(self.settings_dict["NAME"])
            if where is not None and where == self._leads_to and shelf.put(where, connection):
                return
        super()._close()  # type: ignore[misc]  # it is there, and in no stub


def _file(name: object) -> Hashable:
    try:
        found = os.stat(str(name))
    except OSError:
        return None  # in memory, or not there yet
    return str(name), found.st_dev, found.st_ino
