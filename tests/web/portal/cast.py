"""A customer who comes in: a client that holds Ana's visit, as the entrance gives it."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.program.asks.town import POLICY, WINS, Town
from vouch.program.asks import actions
from vouch.program.asks.models import Ask
from vouch.program.members.actions.visiting import begin
from vouch.program.outbox.models import Message
from vouch.program.people.models import Contact
from vouch.web.portal import door


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


def visiting(who: Contact) -> Client:
    """A client that holds a visit of this person, without the mail."""
    client = Client()
    client.cookies["vouch_visit"] = begin(contact=who)
    return client


def invited(town: Town, whom: Contact, **more: Any) -> tuple[Ask, str]:
    """An invitation that left today, and the secret of its link."""
    secrets: dict[str, str] = {}

    def address(kind: str, secret: str) -> str:
        secrets[str(kind)] = secret
        return f"https://vouch.example.com/{kind}/{secret}/"

    now = {"policy": POLICY, "today": door.today()}
    told = {"by": town.mara, "contact": whom, "activity": "reference_call", **WINS, **now, **more}
    ask = actions.propose(**told)
    if ask.state == "proposed":
        by = town.omar if whom.account_id == town.ana.account_id else town.mara
        ask = actions.answer_clearance(by=by, ask=ask, answer="yes", **now)
    (sent,) = actions.send(by=town.mara, asks=[ask], address=address, **now)
    assert sent.refusal is None, sent.refusal
    Message.objects.filter(contact=whom.pk).update(sent_at=timezone.now())  # its text stays, for the links
    return sent.ask, secrets["invitation"]


def stop_secret(whom: Contact) -> str:
    """The secret of the newest stop link that was mailed to this person."""
    text = Message.objects.filter(contact=whom.pk).latest("id").text
    return text.partition("/stop/")[2].partition("/")[0]
