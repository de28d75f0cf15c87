"""The sample company's first colleague, who opens the workspace."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from vouch.program.colleagues.actions import create_administrator
from vouch.program.colleagues.queries import by_email

if TYPE_CHECKING:
    from vouch.program.colleagues.models import User

EMAIL, NAME = "ines@quayside.example", "Ines Caldeira"


def first_colleague() -> User:
    """Ines, who runs the programme; made when she is not there yet, and joined like her colleagues."""
    return by_email(EMAIL) or create_administrator(email=EMAIL, name=NAME, password=secrets.token_urlsafe(24))
