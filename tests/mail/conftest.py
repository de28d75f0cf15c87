"""A clean program, and a mail server that its settings point at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.mail.server import MailServer, listening
from tests.program.cast import fast_and_clean

__all__ = ["fast_and_clean"]


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A mail server on a free port, and settings that point at it."""
    with listening() as running:
        settings.VOUCH_SMTP = True
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 2
        yield running
