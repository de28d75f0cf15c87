"""Colleagues come by invitation, change roles, and go; an administrator always stays."""

from __future__ import annotations

import threading
import time

import pytest
from django.core import signing
from django.db import IntegrityError, connection, transaction

from tests.program.cast import PASSWORD, ines, somebody
from vouch.domain.errors import BadInput, Conflict, NotAllowed, NotFound, Refusal
from vouch.program.colleagues import actions, invitations, queries
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.program.outbox.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


def link(token: str) -> str:
    return f"https://vouch.example.com/join/{token}/"


def invite(by: User, email: str = "bo@example.com", role: Position = Position.SELLER) -> User:
    return actions.invite(by=by, email=email, name="Bo", role=role.value, company="Quayside", link=link)


def token_in_mail() -> str:
    return Message.objects.latest("id").text.partition("/join/")[2].partition("/")[0]


def test_who_is_invited_gets_a_link_that_asks_and_joins_once() -> None:
    bo = invite(ines(), email=" Bo@Example.com ")
    assert (bo.email, bo.has_usable_password(), bo.joined_at) == ("bo@example.com", False, None)
    mail = Message.objects.get()
    assert (mail.to, mail.subject) == ("bo@example.com", "Ines Caldeira invites you to Vouch at Quayside")
    token = token_in_mail()
    assert invitations.user_for(token) == bo
    assert queries.colleague(bo.pk).joined_at is None, "looking at the link may not act"
    joined = actions.join(token=token, name="Bo Berg", password=PASSWORD)
    assert joined.check_password(PASSWORD)
    assert joined.joined_at is not None
    with pytest.raises(Refusal, match="holds no more"):
        actions.join(token=token, name="Bo", password=PASSWORD)


def test_a_link_is_over_after_its_days_after_a_newer_one_and_when_it_was_never_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    me = ines()
    bo = invite(me)
    first = token_in_mail()
    actions.invite_again(by=me, user=bo, company="Quayside", link=link)
    second = token_in_mail()
    for token in (first, second + "x", "", signing.dumps([bo.pk, "x"], salt="vouch.invitation")):
        with pytest.raises(Refusal, match="holds no more"):
            invitations.user_for(token)
    assert invitations.user_for(second) == bo
    later = time.time() + invitations.DAYS * 86_400 + 60
    monkeypatch.setattr("time.time", lambda: later)
    with pytest.raises(Refusal, match="older than 14 days"):
        invitations.user_for(second)


def test_a_mail_leaves_only_when_the_invitation_was_kept() -> None:
    me = ines()
    with transaction.atomic():
        invite(me)
        transaction.set_rollback(True)
    assert (Message.objects.count(), User.objects.count()) == (0, 1)


@pytest.mark.parametrize("password", ["short", "", "1qaz2wsx3edc", "bo@example.com"])
def test_an_easy_password_is_refused_and_the_link_still_holds(password: str) -> None:
    invite(ines())
    token = token_in_mail()
    with pytest.raises(BadInput) as refusal:
        actions.join(token=token, name="Bo", password=password)
    assert refusal.value.data["field"] == "password"
    assert invitations.user_for(token).joined_at is None


def test_an_address_is_taken_once_whatever_its_case_also_past_the_action() -> None:
    me = ines()
    invite(me)
    with pytest.raises(Conflict, match="already"):
        invite(me, email="BO@example.com")
    with pytest.raises(BadInput, match="not an e-mail address"):
        invite(me, email="bo at example")
    for email in ("bo@example.com", "Bo@example.com"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(email=email, role=Position.VIEWER.value)


def test_only_administrators_manage_colleagues() -> None:
    me = ines()
    for role in Position:
        if role is Position.ADMINISTRATOR:
            continue
        who = somebody(role)
        with pytest.raises(NotAllowed, match="An administrator may"):
            invite(who)
        with pytest.raises(NotAllowed):
            actions.change_role(by=who, user=who, role=Position.ADMINISTRATOR.value)
        with pytest.raises(NotAllowed):
            actions.deactivate(by=who, user=me)
        with pytest.raises(NotAllowed):
            actions.link_owner(by=who, user=who, owner="o1")


def test_the_last_administrator_can_neither_go_nor_step_down() -> None:
    me = ines()
    invite(me, role=Position.ADMINISTRATOR)  # has not joined: cannot take over
    for change in (
        lambda: actions.deactivate(by=me, user=me),
        lambda: actions.change_role(by=me, user=me, role=Position.VIEWER.value),
    ):
        with pytest.raises(Conflict, match="the only administrator"):
            change()
    actions.join(token=token_in_mail(), name="Bo", password=PASSWORD)
    actions.change_role(by=me, user=me, role=Position.VIEWER.value)
    assert queries.colleague(me.pk).role == "viewer"


def test_who_was_let_go_may_nothing_and_comes_back_unchanged() -> None:
    me, bo = ines(), somebody(Position.PROGRAMME_MANAGER)
    actions.deactivate(by=me, user=bo)
    bo.refresh_from_db()
    with pytest.raises(NotAllowed):
        invite(bo)
    actions.reactivate(by=me, user=bo)
    bo.refresh_from_db()
    assert (bo.is_active, bo.role) == (True, "programme_manager")


def test_every_change_leaves_a_line_with_no_name_and_no_address() -> None:
    me = ines()
    bo = invite(me)
    actions.change_role(by=me, user=bo, role=Position.VIEWER.value)
    actions.link_owner(by=me, user=bo, owner="o123")
    actions.set_profile(by=me, name="Ines C", theme="dark", locale="de_DE", time_zone="Europe/Berlin")
    actions.deactivate(by=me, user=bo)
    lines = list(Change.objects.order_by("id"))
    assert [line.action for line in lines] == [
        "create_administrator",
        "invite_colleague",
        "change_role",
        "link_owner",
        "set_profile",
        "deactivate",
    ]
    assert lines[2].data == {"before": "seller", "after": "viewer"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM program_change")
        everything = str(cursor.fetchall())
    assert "Ines" not in everything
    assert "@" not in everything


def test_nobody_is_found_by_a_number_that_nobody_has() -> None:
    with pytest.raises(NotFound, match="no such colleague"):
        queries.colleague(77)


def test_colleagues_who_write_at_once_all_get_their_turn() -> None:
    me = ines()
    people = [somebody(role) for role in (Position.VIEWER, Position.SELLER, Position.ACCOUNT_OWNER)]
    failures: list[Exception] = []

    def change(pk: int) -> None:
        try:
            for number in range(10):
                role = Position.SELLER if number % 2 else Position.VIEWER
                actions.change_role(by=me, user=queries.colleague(pk), role=role.value)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=change, args=(one.pk,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Change.objects.filter(action="change_role").count() == 30
