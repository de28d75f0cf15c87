"""An erasure reaches what somebody was asked, given, agreed to and said; what is their company's stays."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from tests.program.cast import NOON, TODAY, account, contact, ines, know, placed, publish
from vouch.program.asks.models import Ask, Clearance, Give, Link, Step
from vouch.program.asks.states import AskState
from vouch.program.colleagues.models import User
from vouch.program.consent.actions import hold, say_consent, set_limits, set_permission
from vouch.program.consent.models import Consent, Hold, Limits, Permission
from vouch.program.erasure import forget, kept_about, wipe
from vouch.program.findings.models import Approach, Deed
from vouch.program.members.models import Code, Member, Visit
from vouch.program.outbox.models import Message, Undeliverable
from vouch.program.people.goals.models import NoNotes, PersonalGoal
from vouch.program.people.models import Account, Contact
from vouch.program.people.personality.models import Belief, Guess, OwnWord
from vouch.program.references.models import BuyerLink, Feedback, Match, Price, Referral, Request, RequestStep, Slot
from vouch.program.suggestions.models import MonthPick, NextStep, NotThisWeek
from vouch.program.touch.models import Gesture, InCommon, Spark

pytestmark = pytest.mark.django_db(transaction=True)

ACME = account(1, "Acme")
ZOE = contact(1, ACME, "Zoe Quimby", email="zoe.quimby@acme.example")
BO = contact(2, ACME, "Bo Berg")
LATER = NOON + dt.timedelta(days=9)


def names(text: str) -> bool:
    return bool(re.search("quimby", text, re.IGNORECASE))


def _ask(of: Contact, by: User, state: AskState = AskState.THANKED, **more: Any) -> Ask:
    return Ask.objects.create(
        contact=of, account=of.account, activity="webinar", state=state, policy="p", proposed_by=by, proposed_at=NOON,
        changed_at=NOON, **more,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _lived() -> None:
    """Zoe and Bo in every table of asking; texts about Bo name Zoe too."""
    me = ines()
    know([ACME], [ZOE, BO])
    publish([placed(ACME, "loyal"), placed(ZOE, "advocate"), placed(BO, "loyal")])
    acme, zoe, bo = Account.objects.get(), Contact.objects.get(pk=ZOE.id), Contact.objects.get(pk=BO.id)
    for of in (zoe, bo):
        ask = _ask(
            of, me, subject="For Zoe Quimby", why="Quimby did", words="Dear Quimby", win_person="a stage for Quimby",
            answer_words="Quimby would", thanks="Thank you Quimby", led_to="a deal, says Quimby",
        )  # fmt: skip
        _ask(of, me, AskState.DECLINED, smaller_of=ask)
        Step.objects.create(ask=ask, at=NOON, after="thanked", by=me, door="workspace", words="Quimby is glad")
        Clearance.objects.create(
            ask=ask, asked=me, asked_at=NOON, due_on=TODAY, answer="yes", answered_at=NOON, words="Quimby is fine"
        )
        Link.objects.create(digest=f"d{of.pk}", kind="stop", contact=of, made_at=NOON, expires_at=LATER)
        Link.objects.create(digest=f"i{of.pk}", kind="invitation", ask=ask, made_at=NOON, expires_at=LATER)
        Give.objects.create(
            account=acme, contact=of, kind="help", do="Call Quimby", gives="Quimby's rest", followed="Quimby moved",
            author=me, created_at=NOON, changed_at=NOON,
        )  # fmt: skip
        say_consent(contact=of, purpose="quote", given=True, door="staff", by=me, evidence="Quimby on the phone")
        set_limits(contact=of, topics=["Quimby on docks"])
        hold(by=me, contact=of, kind="by_hand", reason="Quimby is away", from_on=TODAY)
        Deed.objects.create(account=acme, contact=of, words="talk with Quimby", done_on=TODAY)
        Approach.objects.create(contact=of, words="quote of Quimby", asked_on=TODAY)
        Member.objects.create(contact=of, terms="1", answers={"how": "like Quimby"}, joined_at=NOON)
        Code.objects.create(contact=of, nonce=f"n{of.pk}", digest="x", sent_at=NOON, expires_at=LATER)
        Visit.objects.create(digest=f"v{of.pk}", contact=of, began_at=NOON, seen_at=NOON, expires_at=LATER)
        NextStep.objects.create(
            contact=of, account=acme, kind="ask", rank=1, sentence="Quimby rests", changed="Quimby said yes",
            reasons=[["for", "Quimby did a talk", ""]], computed_on=TODAY, run="r", policy="p",
        )  # fmt: skip
        NotThisWeek.objects.create(contact=of, until=TODAY, by=me, words="Quimby is away", at=NOON)
        MonthPick.objects.create(
            contact=of, account=acme, activity="webinar", week=0, value=1, rank=1, reason="Quimby would like it"
        )
        OwnWord.objects.create(contact=of, personality="educator", changed_at=NOON)
        PersonalGoal.objects.create(
            contact=of, kind="career", words="Quimby leads a team", noted_by=me, said_where="a call with Quimby",
            said_on=TODAY, changed_at=NOON,
        )  # fmt: skip
        NoNotes.objects.create(contact=of, since=NOON)
        Guess.objects.create(contact=of, author=me, personality="educator", words="Quimby explains", said_at=NOON)
        Belief.objects.create(
            contact=of, known="may_be", reasons=[["for", "Quimby", "Q"]], computed_on=TODAY, policy="p"
        )
        Gesture.objects.create(
            contact=of, account=acme, kind="helped", occasion="act:x", happened_on=TODAY, what="an answer of Quimby",
            note="Zoe Quimby, thank you.", made_on=TODAY,
        )  # fmt: skip
        InCommon.objects.create(contact=of, author=me, words="Quimby rows, as I do", said_at=NOON)
        wanted = Request.objects.create(
            seller=me, buyer="Norden", buyer_name="Quimby" if of.pk == ZOE.id else "Nia", activity="reference_call",
            buyer_email=of.email if of.pk == ZOE.id else "nia@norden.example", words="Somebody like Quimby",
            created_at=NOON, changed_at=NOON, ending="Quimby did it", although="Quimby is away then",
        )  # fmt: skip
        RequestStep.objects.create(request=wanted, at=NOON, after="active", by=me, door="link", words="Quimby is set")
        match = Match.objects.create(
            request=wanted, contact=of, account=acme, ask=ask, mode="manager", chosen_by=me, chosen_at=NOON,
            changed_at=NOON, fit={"reasons": ["Quimby went live twice"]}, place="Quimby's room",
            outcome_words="They chose us, Quimby.", zone="Europe/Lisbon",
        )  # fmt: skip
        Slot.objects.create(match=match, starts_at=LATER, offered_by="customer", offered_at=NOON, picked=True)
        Feedback.objects.create(match=match, side="seller", by=me, grade="positive", words="Quimby was frank", at=NOON)
        BuyerLink.objects.create(digest=f"b{of.pk}", match=match, by=me, made_at=NOON, expires_at=LATER)
        Referral.objects.create(
            contact=of, name="Eve Ek", company="Ek", note="Quimby knows her", words="Ask Quimby", at=NOON,
            changed_at=NOON,
        )  # fmt: skip
        Price.objects.create(contact=of, price=0.1, computed_on=TODAY, run="r")
        Message.objects.create(
            to=me.email, subject="It is set: Zoe Quimby", text="Zoe Quimby", sender="x", created_at=NOON,
            attachments=[{"name": "call.ics", "type": "text/calendar; method=REQUEST", "text": "SUMMARY:Zoe Quimby"}],
        )  # fmt: skip
        Spark.objects.create(contact=of, colleague=me, rank=0, shares=["Looks after Quimby"], computed_on=TODAY)
        Undeliverable.objects.create(address=of.email, since=NOON, why="550 zoe.quimby unknown")
        Message.objects.create(
            to=f"second.address.{of.pk}@acme.example", subject="Quimby", text="Quimby", sender="x", created_at=NOON,
            contact=of.pk, headers={"X-For": "Zoe Quimby"},
        )  # fmt: skip
    set_permission(by=me, account=acme, activity="logo", allowed="never", said_by_contact=zoe, said_on=TODAY, note="Q")
    set_permission(by=me, account=acme, activity="webinar", allowed="yes", said_by="Quimby, Zoe", said_on=TODAY)
    hold(by=me, account=acme, kind="legal", reason="A claim of Quimby", from_on=TODAY)


def _bytes_on_disk() -> bytes:
    name = Path(str(connection.settings_dict["NAME"]))
    return b"".join(path.read_bytes() for path in name.parent.glob(f"{name.name}*"))


def _texts() -> list[str]:
    """Every text of every table, for databases whose files are not ours to read."""
    found: list[str] = []
    for model in apps.get_app_config("program").get_models():
        columns = [f.attname for f in model._meta.concrete_fields
                   if isinstance(f, models.CharField | models.TextField | models.JSONField)]  # fmt: skip
        found += [f"{model.__name__}: {row}" for row in model._default_manager.values_list(*columns) if columns]
    return found


def test_no_byte_of_them_is_left_in_any_table_of_asking() -> None:
    forget(by=None, contacts=[ZOE.id], emails=[ZOE.email.upper()], names=names)
    wipe()
    assert [text for text in _texts() if "quimby" in text.lower()] == []
    if connection.vendor == "sqlite":
        left = _bytes_on_disk()
        assert [mark for mark in (b"Quimby", b"quimby") if mark in left] == []


@pytest.mark.parametrize(
    "model",
    [
        Ask,
        Give,
        Consent,
        Limits,
        Approach,
        Deed,
        Code,
        Visit,
        Member,
        NextStep,
        NotThisWeek,
        MonthPick,
        OwnWord,
        Guess,
        Belief,
        Gesture,
        InCommon,
        Spark,
        Match,
        Referral,
        Price,
        PersonalGoal,
        NoNotes,
    ],
)
def test_their_rows_go_and_those_of_others_stay(model: type[models.Model]) -> None:
    forget(by=None, contacts=[ZOE.id], emails=[ZOE.email], names=names)
    assert set(model._default_manager.values_list("contact_id", flat=True)) == {BO.id}


def test_steps_clearances_links_and_mails_of_theirs_go_with_them() -> None:
    forget(by=None, contacts=[ZOE.id], emails=[ZOE.email], names=names)
    for model in (Step, Clearance):
        assert set(model.objects.values_list("ask__contact_id", flat=True)) == {BO.id}
    assert set(Link.objects.values_list("digest", flat=True)) == {f"d{BO.id}", f"i{BO.id}"}
    for model in (Slot, Feedback, BuyerLink):
        assert set(model.objects.values_list("match__contact_id", flat=True)) == {BO.id}
    assert set(Message.objects.values_list("contact", flat=True)) == {BO.id, ""}
    assert set(Undeliverable.objects.values_list("address", flat=True)) == {BO.email}
    assert Ask.objects.get(state="thanked").subject == "(erased)"


def test_what_their_company_allowed_and_what_holds_it_stay_without_their_name() -> None:
    forget(by=None, contacts=[ZOE.id], emails=[ZOE.email], names=names)
    words = Permission.objects.order_by("activity").values_list("activity", "allowed", "said_by", "said_by_contact")
    assert list(words) == [("logo", "never", "(erased)", None), ("webinar", "yes", "(erased)", None)]
    assert Hold.objects.get(account=ACME.id).reason == "(erased)"


def test_forgetting_again_finds_nothing_more() -> None:
    forget(by=None, contacts=[ZOE.id], emails=[ZOE.email], names=names)
    again = forget(by=None, contacts=[ZOE.id], emails=[ZOE.email], names=names)
    assert (again.rows, again.texts) == (0, 0)


def test_they_are_told_all_of_it_and_nothing_of_others() -> None:
    told = kept_about(by=None, contacts=[ZOE.id], emails=[ZOE.email]).asking
    assert {what: len(rows) for what, rows in told.items()} == {
        "asks": 2, "asks_outside": 1, "acts": 1, "given": 1, "consents": 1, "limits": 1, "held_back": 1,
        "permissions_they_gave": 1, "membership": 1, "visits": 1, "codes": 1, "links": 1, "undeliverable": 1,
        "what_they_say_they_are": 1, "what_we_believe": 1, "what_colleagues_believe": 1,
        "next_step": 1, "put_off": 1, "planned_for_the_month": 1, "gestures": 1,
        "what_they_want_for_themselves": 1, "no_notes_of_what_they_want": 1,
        "what_colleagues_share_with_them": 1, "who_could_speak_to_them": 1,
        "reference_requests": 1, "whom_they_introduced": 1, "what_asking_them_costs_later": 1,
    }  # fmt: skip
    asked = next(row for row in told["asks"] if row["state"] == "thanked")
    assert asked["steps"][0]["words"] == "Quimby is glad"
    assert asked["clearances"][0]["answer"] == "yes"
    assert "Ines" not in str(told)
