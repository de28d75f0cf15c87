"""People settle who is who: what they may, what is refused and in which words, and taking it back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.program.cast import account, contact, ines, know, somebody
from vouch.domain.errors import Ambiguous, BadInput, Conflict, NotAllowed, NotFound
from vouch.domain.identity import Record, Settled, Verdict, record_id
from vouch.program.colleagues.permissions import Position
from vouch.program.erasure import forget, kept_about
from vouch.program.history.queries import changes
from vouch.program.people import actions as people
from vouch.program.people.carrying import entered
from vouch.program.people.identity.actions import settle, take_back
from vouch.program.people.identity.queries import called, records_meant, settled
from vouch.program.people.models import Account, Contact, Sentiment
from vouch.program.people.queries import entries
from vouch.runs.settled import carried, snapshot
from vouch.runs.settled.deciding import pair_meant

pytestmark = pytest.mark.django_db

A, B, C = (Record("account", "salesforce", f"001{number}") for number in (1, 2, 3))
ANA = Record("contact", "salesforce", "0031")


def project(accounts: Any, contacts: Any = ()) -> None:
    people.project(run="r1", owners=[], accounts=accounts, contacts=contacts)


def test_what_was_settled_is_written_down_without_names_and_can_be_taken_back() -> None:
    who = ines()
    settle(by=who, one=B, others=[A], verdict=Verdict.SAME)
    assert settled() == [Settled(A, B, Verdict.SAME)]
    take_back(by=who, one=A, other=B)
    assert settled() == []
    back, said = changes(limit=2)
    assert (said.action, back.action) == ("settle_same", "take_back_settled")
    assert {said.object_id, said.data["other"]} == {record_id(A), record_id(B)}


@pytest.mark.parametrize("role", [Position.ACCOUNT_OWNER, Position.SELLER, Position.VIEWER])
def test_only_those_who_run_the_programme_settle(role: Position) -> None:
    who = somebody(role)
    with pytest.raises(NotAllowed, match="confirm who is who"):
        settle(by=who, one=A, others=[B], verdict=Verdict.SAME)
    settle(by=None, one=A, others=[B], verdict=Verdict.SAME)
    with pytest.raises(NotAllowed, match="confirm who is who"):
        take_back(by=who, one=A, other=B)


def test_the_later_word_on_one_pair_counts() -> None:
    settle(by=ines(), one=A, others=[B], verdict=Verdict.SAME)
    settle(by=None, one=A, others=[B], verdict=Verdict.DIFFERENT)
    assert settled() == [Settled(A, B, Verdict.DIFFERENT)]


def test_what_cannot_be_true_is_refused_with_what_stands_against_it() -> None:
    who = ines()
    project([account(1, "Acme Ltd"), account(2), account(3, "Apex")])
    settle(by=who, one=A, others=[B], verdict=Verdict.SAME)
    settle(by=who, one=B, others=[C], verdict=Verdict.DIFFERENT)
    with pytest.raises(Conflict) as refusal:
        settle(by=who, one=A, others=[C], verdict=Verdict.SAME)
    assert refusal.value.sentence.startswith("These cannot be the same: Ines Caldeira settled on ")
    assert refusal.value.sentence.endswith(
        "that Company 2 (salesforce:0012) and Apex (salesforce:0013) are two. Take that back first if it is wrong."
    )
    assert len(settled()) == 2


def test_several_words_stand_together_or_not_at_all() -> None:
    free = Record("account", "hubspot", "9")
    settle(by=None, one=A, others=[B], verdict=Verdict.SAME)
    settle(by=None, one=C, others=[A], verdict=Verdict.SAME)
    with pytest.raises(Conflict):
        settle(by=None, one=C, others=[free, B], verdict=Verdict.DIFFERENT)
    assert Settled.of(C, free, Verdict.DIFFERENT) not in settled()


def test_a_record_is_not_settled_with_itself_nor_a_company_with_a_person() -> None:
    with pytest.raises(BadInput, match="named twice"):
        settle(by=None, one=A, others=[A], verdict=Verdict.SAME)
    with pytest.raises(BadInput, match="a company and a person"):
        settle(by=None, one=A, others=[Record("contact", "salesforce", "0031")], verdict=Verdict.SAME)
    with pytest.raises(NotFound, match="Nothing is settled of salesforce:0011 and salesforce:0012"):
        take_back(by=None, one=A, other=B)


def test_records_are_found_by_their_system_and_id_also_those_that_joined() -> None:
    acme = account(1, "Acme", also=[["hubspot", "77"], ["salesforce", "0011"]])
    bo = account(2, "Bolt", also=[["salesforce", "77"]])
    project([acme, bo], [contact(1, acme, "Ana Silva", system="hubspot", source_id="5:a")])
    hubspot = Record("account", "hubspot", "77")
    assert records_meant("hubspot:77") == [(hubspot, "Acme")]
    assert records_meant("5:a") == [(Record("contact", "hubspot", "5:a"), "Ana Silva")]
    assert pair_meant("hubspot:77", "0011") == (hubspot, A)
    assert called([hubspot, Record("account", "hubspot", "78")]) == {hubspot: "Acme"}
    with pytest.raises(Ambiguous, match=r"hubspot:77 \(company Acme\) and salesforce:77 \(company Bolt\)"):
        pair_meant("77", "0011")
    with pytest.raises(NotFound, match="No record goes by hubspot:0"):
        pair_meant("0011", "hubspot:0")


def test_what_was_written_about_a_record_stays_with_it_when_it_is_joined() -> None:
    acme, twin = account(1, "Acme", id=record_id(A)), account(2, "Acme Ltd", id=record_id(B))
    know([acme, twin], [contact(1, twin, "Ana Silva", id=record_id(ANA))])
    who, day = ines(), dt.date(2026, 11, 1)
    people.say_sentiment(by=who, rated_on=day, account=Account.objects.get(pk=twin.id), rating="green", note="calm")
    people.nominate(
        by=who,
        nominated_on=day,
        contact=Contact.objects.get(name="Ana Silva"),
        why="Kind to everybody there",
        relation="work",
    )
    before = [(one.table, one.system, one.row) for one in entered()]
    joined = account(1, "Acme", id=record_id(A), also=[["salesforce", "0011"], ["salesforce", "0012"]])
    ana = contact(7, joined, "Ana Silva", also=[["hubspot", "h1"], ["salesforce", "0031"]])
    know([joined], [ana])
    addressed = {"email": None}  # an address that changed is no longer told
    assert [(one.table, one.system, one.row | addressed) for one in entered()] == [
        (table, system, row | addressed) for table, system, row in before
    ]
    (word,) = entries(Sentiment, account=joined.id)
    assert word.note == "calm"


def test_the_copy_beside_the_facts_has_what_stands_and_goes_with_it(tmp_path: Path) -> None:
    stands = [Settled(A, B, Verdict.SAME)]
    assert snapshot(tmp_path, stands)
    assert not snapshot(tmp_path, stands)
    assert carried(tmp_path) == stands
    assert snapshot(tmp_path, [])
    assert carried(tmp_path) == []
    assert not any(tmp_path.iterdir())


def test_an_erased_person_leaves_nothing_that_was_settled_about_them() -> None:
    who = ines()
    acme = account(1)
    ana = contact(1, acme, "Ana Silva", also=[["hubspot", "h1"], ["salesforce", "0031"]])
    project([acme], [ana])
    own, other = Record("contact", "hubspot", "h1"), Record("contact", "salesforce", "0039")
    by_address = Record("contact", "email", "Ana@example.org")
    settle(by=who, one=own, others=[other, by_address], verdict=Verdict.DIFFERENT)
    settle(by=who, one=other, others=[Record("contact", "x", "1")], verdict=Verdict.SAME)
    told = kept_about(by=who, contacts=[ana.id], emails=["ana@example.org"]).settled
    assert [[one["id"] for one in row["records"]] for row in told] == [["Ana@example.org", "h1"], ["h1"]]
    forget(by=who, contacts=[ana.id], emails=["ana@example.org"], names=lambda text: False)
    assert settled() == [Settled.of(other, Record("contact", "x", "1"), Verdict.SAME)]
