"""Calls of the API as a colleague's program makes them, on the town with a desk."""

from __future__ import annotations

from typing import Any

from django.test import Client

from vouch.program.access.keys import make_key
from vouch.program.colleagues.models import User


class Program:
    """A program with a key of this colleague."""

    def __init__(self, who: User, *, read_only: bool = False) -> None:
        self.made = make_key(by=who, name="A program", days=30, read_only=read_only)
        self.client = Client(headers={"Authorization": f"Bearer {self.made.secret}"}, raise_request_exception=False)

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query)

    def post(self, path: str, **told: Any) -> Any:
        return self.client.post(f"/api/v1/{path}", told, content_type="application/json")

    def put(self, path: str, **told: Any) -> Any:
        return self.client.put(f"/api/v1/{path}", told, content_type="application/json")


def need(**more: Any) -> dict[str, Any]:
    """What a seller's program asks for."""
    from tests.program.references.desk import LATER, NEED

    return {
        "activity": "reference_call", "deal": "0061", "words": NEED, "needed_by": LATER.isoformat(), "buy_in": True,
        "technical": True, **more,
    }  # fmt: skip
