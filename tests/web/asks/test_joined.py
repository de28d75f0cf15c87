"""An ask of somebody whose record became one with another: its page, and the links that lead from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.program.asks.town import POLICY, TODAY, WINS, address, colleague
from tests.program.cast import account, contact, know, placed, publish
from tests.web.served import text_of
from vouch.domain.identity import Record, record_id
from vouch.program.asks import actions
from vouch.program.asks.models import Ask
from vouch.program.asks.states import LinkKind
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.people.models import Contact
from vouch.web.workspace.asks import day

pytestmark = pytest.mark.django_db


def _one(row: Any, kind: str) -> Any:
    return replace(row, id=record_id(Record(kind, row.system, row.source_id)))


ACME = _one(account(1, "Acme"), "account")
TWIN = _one(account(2, "Acme Group"), "account")
ANA = _one(contact(1, ACME, "Ana Silva"), "contact")
ALSO = _one(contact(2, TWIN, "A. Silva"), "contact")


@pytest.fixture(name="mara")
def _mara(monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr(day, "today", lambda: TODAY)
    know([ACME, TWIN], [ANA, ALSO])
    publish([placed(one, "advocate") for one in (ACME, TWIN, ANA, ALSO)])
    return colleague("mara", Position.PROGRAMME_MANAGER)


def _invited_and_joined(mara: User) -> tuple[Ask, str]:
    told = {"by": mara, "contact": Contact.objects.get(pk=ALSO.id), "activity": "reference_call", **WINS}
    ask = actions.propose(**told, policy=POLICY, today=TODAY)
    ask = actions.answer_clearance(by=mara, ask=ask, answer="yes", policy=POLICY, today=TODAY)
    secrets: dict[str, str] = {}

    def keep(kind: str, secret: str) -> str:
        secrets[kind] = secret
        return address(kind, secret)

    (sent,) = actions.send(by=mara, asks=[ask], policy=POLICY, today=TODAY, address=keep)
    assert sent.refusal is None, sent.refusal
    both = [tuple((one.system, one.source_id) for one in pair) for pair in ((ACME, TWIN), (ANA, ALSO))]
    know([replace(ACME, also=both[0])], [replace(ANA, also=both[1])], run="r2")
    publish([placed(one, "advocate") for one in (ACME, ANA)], run="r2")
    return ask, secrets[LinkKind.INVITATION]


def test_the_ask_opens_and_its_links_lead_to_the_present_customer(mara: User) -> None:
    ask, _ = _invited_and_joined(mara)
    client = Client()
    client.force_login(mara)
    assert "Ana Silva" in text_of(client.get(f"/asks/{ask.pk}/"))
    assert "Ana Silva" in text_of(client.get("/asks/", {"lane": "invited", "account": ACME.id}))
    for old, now in ((f"people/{ALSO.id}", f"people/{ANA.id}"), (TWIN.id, ACME.id)):
        answer = client.get(f"/customers/{old}/")
        assert answer.status_code == 307
        assert answer["Location"] == f"/customers/{now}/"
        assert client.get(f"/customers/{now}/").status_code == 200
    assert client.get(f"/customers/people/c{0:015x}/").status_code == 404


def test_the_link_of_the_mail_still_opens(mara: User) -> None:
    ask, secret = _invited_and_joined(mara)
    page = Client().get(f"/for-you/i/{secret}/")
    assert page.status_code == 200
    assert WINS["win_person"] in text_of(page)
    page = Client().post(f"/for-you/i/{secret}/", {"answer": "declined"})
    assert page.status_code == 302
    assert Ask.objects.get(pk=ask.pk).state == "declined"
