"""What staff enter: who may, what is refused, and what the lake is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.program.cast import NOON, TODAY, account, contact, ines, know, owner, somebody
from vouch.domain.errors import BadInput, Conflict, NotAllowed, NotFound
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.program.people import actions, queries
from vouch.program.people.carrying import waiting
from vouch.program.people.models import Account, Act, Contact, Nomination, Person, Promise, Result, Role, Sentiment
from vouch.tables.facts import TABLES

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - dt.timedelta(days=1)
MINE, THEIRS = owner(1), owner(2)


@pytest.fixture(autouse=True)
def _two_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    acme = account(1, "Acme", owner=MINE.id)
    bolt = account(2, "Bolt", owner=THEIRS.id, system="hubspot")
    know([acme, bolt], [contact(1, acme, "Ana Lind"), contact(2, acme, "Bo", system="zendesk")], [MINE, THEIRS])


def acme() -> Account:
    return Account.objects.get(name="Acme")


def bolt() -> Account:
    return Account.objects.get(name="Bolt")


def ana() -> Contact:
    return Contact.objects.get(name="Ana Lind")


def promise(by: User, **more: Any) -> Promise:
    return actions.enter_promise(by=by, account=acme(), text="Live in Aarhus", promised_on=YESTERDAY, **more)


def test_an_entry_has_its_author_and_leaves_a_line_without_its_words_in_the_history() -> None:
    who = ines()
    made = promise(who)
    (row,) = queries.entries(Promise, account=acme().pk)
    assert (row.key, row.author, row.version, row.carried) == (made.key, who, 1, 0)
    line = Change.objects.get(action="enter_promise")
    assert (line.by, line.kind, line.object_id, line.door) == (who, "promise", made.key, "workspace")
    assert "Aarhus" not in str(line.data)


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [
        (Position.ADMINISTRATOR, True, True),
        (Position.PROGRAMME_MANAGER, True, True),
        (Position.ACCOUNT_OWNER, True, False),
        (Position.SELLER, False, False),
        (Position.VIEWER, False, False),
    ],
)
def test_promises_are_entered_by_those_who_may_about_accounts_they_look_after(
    role: Position, own: bool, others: bool
) -> None:
    who = somebody(role, owner=MINE.id)
    for target, allowed in ((acme(), own), (bolt(), others)):
        if allowed:
            actions.enter_promise(by=who, account=target, text="Live on time")
        else:
            with pytest.raises(NotAllowed, match=r"the account's own owner may\.$"):
                actions.enter_promise(by=who, account=target, text="Live on time")
    assert Promise.objects.count() == own + others


def test_an_account_owner_without_an_owner_in_the_crm_may_write_about_nobody() -> None:
    who = somebody(Position.ACCOUNT_OWNER)
    Account.objects.update(owner=None)
    with pytest.raises(NotAllowed):
        promise(who)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"status": "met"}, "decided_on"),
        ({"status": "met", "decided_on": TODAY + dt.timedelta(days=2)}, "decided_on"),
        ({"status": "kept"}, "status"),
        ({"signed_off_on": YESTERDAY}, "status"),
        ({"status": "met", "decided_on": YESTERDAY, "signed_off_by": "Ana"}, "signed_off_on"),
        ({"due_on": YESTERDAY - dt.timedelta(days=1)}, "due_on"),
        ({"text": "  "}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"promised_on": TODAY + dt.timedelta(days=2)}, "promised_on"),
    ],
)
def test_a_promise_that_cannot_be_is_refused_at_its_field(more: dict[str, Any], field: str) -> None:
    who = ines()
    arguments = {"text": "Live in Aarhus", "promised_on": YESTERDAY, "decided_on": None, **more}
    if arguments.get("status") == "kept":
        arguments["decided_on"] = YESTERDAY
    with pytest.raises(BadInput) as refusal:
        actions.enter_promise(by=who, account=acme(), **arguments)
    assert refusal.value.data["field"] == field
    assert Promise.objects.count() == 0
    assert not Change.objects.filter(action="enter_promise").exists()


def test_a_change_is_a_new_version_and_no_change_is_none() -> None:
    who = ines()
    made = promise(who)
    same = actions.change_promise(by=who, promise=made, text=made.text)
    assert same.version == 1
    kept = actions.change_promise(by=who, promise=made, status="met", decided_on=YESTERDAY)
    assert (kept.version, kept.status) == (2, "met")
    assert Change.objects.get(action="change_promise").data["changed"] == ["decided_on", "status"]
    with pytest.raises(BadInput, match="when it was clear"):
        actions.change_promise(by=who, promise=kept, decided_on=None)


def test_what_is_withdrawn_is_not_listed_cannot_be_changed_and_can_be_restored() -> None:
    who = ines()
    made = promise(who)
    gone = actions.withdraw(by=who, entry=made)
    assert actions.withdraw(by=who, entry=gone).version == gone.version == 2
    assert list(queries.entries(Promise, account=acme().pk)) == []
    with pytest.raises(Conflict, match="was withdrawn"):
        actions.change_promise(by=who, promise=gone, text="Something else")
    back = actions.restore(by=who, entry=gone)
    assert (back.withdrawn_at, back.version) == (None, 3)


def test_what_is_about_nobody_known_is_refused() -> None:
    who = ines()
    with pytest.raises(BadInput, match="which customer"):
        actions.say_sentiment(by=who, rated_on=TODAY, rating="green")
    with pytest.raises(NotFound, match="no such customer"):
        actions.enter_result(by=who, account=Account(id="a0"), text="Saved hours", reached_on=TODAY)
    with pytest.raises(BadInput, match="from 0 to 1"):
        actions.enter_act(by=who, contact=ana(), activity_type="quote", done_at=NOON, quality=2)
    with pytest.raises(BadInput, match="ends before it begins"):
        actions.give_role(by=who, contact=ana(), role="sponsor", from_on=TODAY, until_on=YESTERDAY)
    with pytest.raises(BadInput, match="does not work for this customer"):
        actions.nominate(
            by=who, account=bolt(), contact=ana(), nominated_on=TODAY, why="Glad of it, as I heard", relation="work"
        )
    with pytest.raises(BadInput, match="known already"):
        actions.add_person(by=who, account=acme(), name="Ana", email="ANA@example.org")


def test_every_kind_of_entry_waits_as_a_row_that_its_fact_table_can_read() -> None:
    who = ines()
    promise(who, measure="signed minutes")
    actions.enter_result(by=who, account=acme(), text="Saved hours", number=212, unit="h", reached_on=YESTERDAY)
    actions.say_sentiment(by=who, account=acme(), rated_on=TODAY, rating="green")
    named = actions.nominate(
        by=who,
        contact=ana(),
        account=acme(),
        nominated_on=TODAY,
        team="sales",
        why="Told us at length",
        relation="work",
    )
    actions.approve(by=somebody(Position.PROGRAMME_MANAGER), nomination=named)
    actions.enter_act(by=who, contact=ana(), activity_type="quote", done_at=NOON, prompted="asked")
    actions.give_role(by=who, contact=ana(), role="sponsor", from_on=YESTERDAY)
    actions.add_person(by=who, account=bolt(), name="Cy Ode", email="cy@example.org")
    rows = {row.table: row for row in waiting()}
    assert set(rows) == {"promises", "results", "sentiment", "nominations", "acts", "roles", "contacts"}
    for table, row in rows.items():
        contract = TABLES[table]
        assert set(row.row) <= set(contract.names), table
        for column in contract.columns:
            value = row.row.get(column.name)
            assert not column.required or value is not None, (table, column.name)
            assert value is None or not column.choices or value in column.choices, (table, column.name)
        for group in contract.one_of:
            assert any(row.row.get(name) for name in group), table
    assert (rows["promises"].system, rows["promises"].row["account_id"]) == ("salesforce", "0011")
    assert (rows["contacts"].system, rows["contacts"].row["account_id"]) == ("hubspot", "0012")
    assert rows["nominations"].row["by"] == "Ines Caldeira"


def test_a_person_of_another_system_is_named_there_and_without_the_account() -> None:
    who = ines()
    bo = Contact.objects.get(name="Bo")
    actions.say_sentiment(by=who, account=acme(), contact=bo, rated_on=TODAY, rating="red")
    (row,) = waiting()
    assert (row.system, row.row["contact_id"], row.row.get("account_id")) == ("zendesk", "0032", None)


def test_what_was_carried_waits_no_more_until_it_changes() -> None:
    who = ines()
    made = promise(who)
    (first,) = waiting()
    changed = actions.change_promise(by=who, promise=made, text="Live in Svendborg")
    assert actions.mark_carried(Promise, {first.key: first.version}) == 1
    (second,) = waiting()
    assert (second.version, second.row["text"]) == (2, "Live in Svendborg")
    assert actions.mark_carried(Promise, {second.key: 2}) == 1
    assert actions.mark_carried(Promise, {second.key: 1}) == 0
    assert list(waiting()) == []
    actions.withdraw(by=who, entry=changed)
    (last,) = waiting()
    assert (last.withdrawn, last.version) == (True, 3)


def test_entries_outlive_the_projection_they_point_at() -> None:
    who = ines()
    made = promise(who)
    know([], run="r2")
    assert queries.entry(Promise, made.key).account_id == account(1).id
    know([account(1, "Acme again", owner=MINE.id)], run="r3")
    assert queries.entry(Promise, made.key).account.name == "Acme again"


def test_the_kinds_are_told_apart() -> None:
    who = ines()
    actions.enter_act(by=who, contact=ana(), account=acme(), activity_type="quote", done_at=NOON)
    for model, count in ((Act, 1), (Result, 0), (Sentiment, 0), (Nomination, 0), (Role, 0), (Person, 0)):
        assert len(queries.entries(model, account=acme().pk)) == count
    assert len(queries.entries(Act, contact=ana().pk)) == 1
