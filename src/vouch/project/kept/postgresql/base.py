"""Django's PostgreSQL, but a connection that is given back waits for the next page.

It is given back only between transactions, and one that the server has closed meanwhile is not taken.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError
from psycopg.pq import TransactionStatus

from vouch.project.kept import shelf


class DatabaseWrapper(base.DatabaseWrapper):
    """What Django asks of PostgreSQL."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """One that was kept and is still open, else a new one."""
        while (kept := shelf.take(_where(conn_params))) is not None:
            try:
                kept.execute("")  # asks the server for nothing, and so whether it is there
            except OperationalError:
                kept.close()
            else:
                return kept
        return super().get_new_connection(conn_params)

    def _close(self) -> None:
        connection = self.connection
        if connection is not None and not self.errors_occurred and not connection.closed:
            idle = connection.info.transaction_status == TransactionStatus.IDLE
            if idle and shelf.put(_where(self.get_connection_params()), connection):
                return
        super()._close()  # type: ignore[misc]  # it is there, and in no stub


def _where(conn_params: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(value)) for name, value in conn_params.items()))
