"""The whole way over real pages: cleared in the workspace, mailed, answered in the portal, done, thanked, told back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.program.asks.town import Town, propose
from tests.web.portal.cast import come_in
from tests.web.served import text_of
from vouch.program.asks.models import Ask, Step
from vouch.program.outbox.models import Message
from vouch.web.portal import door

pytestmark = pytest.mark.django_db(transaction=True)


def colleague(who: Any) -> Client:
    client = Client()
    client.force_login(who)
    return client


def path_in_mail(kind: str) -> str:
    found = re.search(rf"/for-you/{kind}/[\w-]+/", Message.objects.exclude(contact="").latest("id").text)
    assert found
    return found[0]


def test_what_one_side_does_the_other_sees() -> None:
    town = Town()
    ask = propose(town, today=door.today(), subject="A call with Core")
    mara, omar = colleague(town.mara), colleague(town.omar)
    assert omar.post(f"/clearances/{ask.pk}/", {"answer": "yes"}).status_code == 302
    assert mara.post(f"/asks/{ask.pk}/send/").status_code == 302
    assert Ask.objects.get(pk=ask.pk).state == "invited"

    link = path_in_mail("i")
    assert "A call with Core" in text_of(Client().get(link))
    ana = come_in(town.ana.email)
    assert "You are invited to a reference call with one prospect." in text_of(ana.get("/for-you/"))
    ana.post(f"/for-you/invitations/{ask.pk}/", {"answer": "accepted", "words": "Mondays are best"})
    assert "Mondays are best" in text_of(mara.get(f"/asks/{ask.pk}/"))
    assert "Thank you. You said yes" in text_of(Client().get(link)), "the link shows the same"

    done = {"done_on": door.today().isoformat(), "minutes": "25", "quality": "0.7", "led_to": "Core begins in January"}
    assert omar.post(f"/asks/{ask.pk}/done/", done).status_code == 302
    assert mara.post(f"/asks/{ask.pk}/thank/", {"words": "A card from Mara"}).status_code == 302
    told = text_of(ana.get("/for-you/came-of-it/"))
    for words in ("25 minutes", "Core begins in January", "A card from Mara"):
        assert words in told, words
    assert "0.7" not in told, "how good we found it is ours"
    path = [(step.after, step.door) for step in Step.objects.filter(ask=ask)]
    assert path[-3:] == [("accepted", "portal"), ("done", "workspace"), ("thanked", "workspace")]


def test_who_leaves_is_not_asked_again_by_anybody() -> None:
    town = Town()
    ana = come_in(town.ana.email)
    ana.post("/for-you/leave/")
    told = text_of(colleague(town.mara).get(f"/customers/people/{town.ana.pk}/asking/"))
    assert "does not want invitations" in told
