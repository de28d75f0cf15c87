"""After an erasure no byte of the person is left in the program's files, and the rest of what others wrote stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.db import connection, transaction

from tests.program.cast import NOON, TODAY, account, contact, ines, know, placed, publish, somebody
from vouch.domain.errors import Fault, NotAllowed
from vouch.program.colleagues.permissions import Position
from vouch.program.erasure import forget, wipe
from vouch.program.findings.models import Placement
from vouch.program.history.models import Change
from vouch.program.outbox.models import Message
from vouch.program.people import actions
from vouch.program.people.models import Account, Act, Confirmation, Contact, Person, Promise, Result, Sentiment

pytestmark = pytest.mark.django_db(transaction=True)

ACME = account(1, "Acme")
ZOE = contact(1, ACME, "Zoe Quimby", email="zoe.quimby@acme.example", title="Quimby in chief")
BO = contact(2, ACME, "Bo Berg")
MARKS = (b"Quimby", b"quimby")


def names(text: str) -> bool:
    return bool(re.search("quimby", text, re.IGNORECASE))


def bytes_on_disk() -> bytes:
    name = Path(str(connection.settings_dict["NAME"]))
    return b"".join(path.read_bytes() for path in name.parent.glob(f"{name.name}*"))


@pytest.fixture
def _everywhere() -> None:
    """Zoe in every place where a person can be named."""
    me = ines()
    know([ACME], [ZOE, BO])
    publish([placed(ACME, "loyal"), placed(ZOE, "advocate"), placed(BO, "loyal")])
    acme, zoe, bo = Account.objects.get(), Contact.objects.get(pk=ZOE.id), Contact.objects.get(pk=BO.id)
    promise = actions.enter_promise(
        by=me,
        account=acme,
        text="Live on the day, said Zoe Quimby",
        measure="minutes",
        status="met",
        decided_on=TODAY,
        signed_off_on=TODAY,
        signed_off_by="Zoe Quimby",
    )
    actions.enter_result(by=me, account=acme, text="212 hours", reached_on=TODAY)
    actions.say_sentiment(by=me, contact=bo, rated_on=TODAY, rating="green", note="gets on with ZOE QUIMBY")
    actions.say_sentiment(by=me, contact=zoe, rated_on=TODAY, rating="green")
    actions.enter_act(by=me, contact=zoe, activity_type="quote", done_at=NOON, text="hers")
    actions.add_person(by=me, account=acme, name="Zoé Quimby", email="zq@acme.example")
    for name, email in (("Zoe Quimby", ZOE.email), ("Bo Berg", "bo@acme.example")):
        actions.ask_confirmation(
            by=me, entry=promise, to_name=name, to_email=email, company="Quayside", link=str, contact=None
        )
    send_mail("For Quimby", "Dear Zoe Quimby", None, ["someone@example.org"])


@pytest.mark.usefixtures("_everywhere")
def test_no_byte_of_them_is_left_and_what_is_not_theirs_stays() -> None:
    assert all(mark in bytes_on_disk() for mark in MARKS) or connection.vendor != "sqlite"
    done = forget(by=None, contacts=[ZOE.id], emails=[ZOE.email.upper()], names=names)
    wipe()
    if connection.vendor == "sqlite":
        left = bytes_on_disk()
        assert [mark for mark in MARKS if mark in left] == []
    assert (done.rows, done.texts) == (5, 8)
    assert [row.name for row in Contact.objects.all()] == ["Bo Berg"]
    assert set(Placement.objects.values_list("pk", flat=True)) == {ACME.id, BO.id}
    promise = Promise.objects.get()
    assert (promise.text, promise.measure, promise.signed_off_by) == ("(erased)", "minutes", "(erased)")
    assert (promise.signed_off_on, promise.version) == (TODAY, 1)
    assert Result.objects.get().text == "212 hours"
    assert [row.note for row in Sentiment.objects.all()] == ["(erased)"]
    assert not Act.objects.exists()
    assert [(row.name, row.email) for row in Person.objects.all()] == [("(erased)", "zq@acme.example")]
    assert sorted(row.to_email for row in Confirmation.objects.all()) == ["", "bo@acme.example"]
    assert sorted((row.subject, row.text) for row in Message.objects.filter(to="someone@example.org")) == [
        ("(erased)", "(erased)")
    ]
    line = Change.objects.get(action="erase_person")
    assert (line.object_id, line.data) == (ZOE.id, {"rows": 5, "texts": 8})


@pytest.mark.usefixtures("_everywhere")
def test_erasing_twice_changes_nothing_more() -> None:
    first = forget(by=None, contacts=[ZOE.id], emails=[ZOE.email], names=names)
    again = forget(by=None, contacts=[ZOE.id], emails=[ZOE.email], names=names)
    assert first.rows > 0
    assert (again.rows, again.texts) == (0, 0)


def test_only_an_administrator_erases_and_wiping_waits_for_the_transaction() -> None:
    with pytest.raises(NotAllowed):
        forget(by=somebody(Position.PROGRAMME_MANAGER), contacts=[], emails=[], names=bool)
    with transaction.atomic(), pytest.raises(Fault, match="after the transaction"):
        wipe()
