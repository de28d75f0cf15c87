"""A customer who comes in: a client that holds Ana's visit, as the entrance gives it."""

from __future__ import annotations

import re

from django.test import Client

from vouch.program.outbox.models import Message


def code_in_mail() -> str:
    """The code of the newest mail."""
    found = re.search(r"^ +(\d{3}) (\d{3})$", Message.objects.latest("id").text, flags=re.M)
    assert found, "no code was mailed"
    return found[1] + found[2]


def come_in(address: str, client: Client | None = None) -> Client:
    """A client that came in with the code sent to this address."""
    client = client or Client()
    assert client.post("/for-you/come-in/", {"email": address}).status_code == 302
    answer = client.post("/for-you/come-in/code/", {"code": code_in_mail()})
    assert answer.status_code == 302, answer.content.decode()
    return client
