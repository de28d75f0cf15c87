"""A company's word: who may write it down, that a new one ends the one before, and what cannot be said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.program.cast import TODAY, account, contact, ines, know, owner, somebody
from vouch.domain.errors import BadInput, Fault, NotAllowed, NotFound
from vouch.program.colleagues.permissions import Position
from vouch.program.consent.actions import end_permission, set_permission
from vouch.program.consent.queries import permission_history, permissions_of
from vouch.program.history.queries import changes
from vouch.program.people.queries import account as known_account
from vouch.program.people.queries import contact as known_contact

pytestmark = pytest.mark.django_db

ACME, BOLT = account(1, "Acme", owner=owner(1).id), account(2, "Bolt", owner=owner(2).id)
ANA, BO = contact(1, ACME, "Ana Lind"), contact(2, BOLT, "Bo Riis")


@pytest.fixture(autouse=True)
def _known() -> None:
    know([ACME, BOLT], [ANA, BO], [owner(1), owner(2)])


def _say(**more: Any) -> Any:
    return set_permission(
        **{
            "by": None,
            "account": known_account(ACME.id),
            "activity": "case_study",
            "allowed": "yes",
            "said_by": "Ana Lind",
            "said_on": TODAY,
            **more,
        }
    )


def test_a_new_word_ends_the_one_before_and_leaves_it_to_be_read() -> None:
    who = ines()
    first = _say(by=who, note="On the phone")
    second = _say(by=who, allowed="never")
    assert [row.pk for row in permissions_of(ACME.id)] == [second.pk]
    kept = permission_history(ACME.id, "case_study")
    assert [(row.pk, row.allowed, row.note) for row in kept] == [
        (second.pk, "never", ""),
        (first.pk, "yes", "On the phone"),
    ]
    assert kept[1].ended_at is not None


def test_a_word_on_everything_stands_beside_those_on_one_kind() -> None:
    who = ines()
    _say(by=who)
    _say(by=who, activity="", allowed="ask_first")
    assert [(row.activity, row.allowed) for row in permissions_of(ACME.id)] == [
        ("", "ask_first"),
        ("case_study", "yes"),
    ]


def test_a_word_taken_back_is_not_known_any_more_and_can_be_taken_back_twice() -> None:
    who = ines()
    row = _say(by=who)
    end_permission(by=who, permission=row)
    end_permission(by=who, permission=row)
    assert not permissions_of(ACME.id)
    assert [change.action for change in changes(kind="account")] == ["end_permission", "set_permission"]


def test_an_account_owner_speaks_for_their_own_accounts_only() -> None:
    who = somebody(Position.ACCOUNT_OWNER, owner=owner(1).id)
    mine = _say(by=who)
    with pytest.raises(NotAllowed, match=r"the account's own owner may\."):
        _say(by=who, account=known_account(BOLT.id))
    with pytest.raises(NotAllowed):
        end_permission(by=somebody(Position.SELLER, owner=owner(1).id), permission=mine)


@pytest.mark.parametrize("role", [Position.SELLER, Position.VIEWER])
def test_others_may_not_write_down_what_a_company_allows(role: Position) -> None:
    with pytest.raises(NotAllowed, match="An administrator, a programme manager or the account's own owner may"):
        _say(by=somebody(role, owner=owner(1).id))


def test_the_company_s_own_person_says_it_themselves_and_nobody_else_s() -> None:
    row = _say(said_by_contact=known_contact(ANA.id))
    assert (row.by, row.said_by_contact_id, row.said_by) == (None, ANA.id, "")
    assert changes(kind="account")[0].door == "portal"
    with pytest.raises(BadInput, match="does not work for this customer"):
        _say(said_by_contact=known_contact(BO.id))
    with pytest.raises(Fault):
        _say()
    with pytest.raises(NotAllowed):
        end_permission(by=None, permission=row, said_by_contact=known_contact(BO.id))
    end_permission(by=None, permission=row, said_by_contact=known_contact(ANA.id))
    assert not permissions_of(ACME.id)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"allowed": "perhaps"}, "allowed"),
        ({"activity": "Case study!"}, "activity"),
        ({"said_by": "  "}, "said_by"),
        ({"at_most": 2}, "per_days"),
        ({"per_days": 30}, "at_most"),
        ({"at_most": 0, "per_days": 30}, "at_most"),
        ({"at_most": 2, "per_days": 10_000}, "per_days"),
        ({"until": TODAY - dt.timedelta(days=365 * 40)}, "until"),
        ({"said_on": TODAY + dt.timedelta(days=36_500)}, "said_on"),
        ({"territory": "x" * 121}, "territory"),
        ({"note": "x" * 501}, "note"),
        ({"uses": ["x" * 65]}, "uses"),
        ({"uses": [f"use {n}" for n in range(21)]}, "uses"),
    ],
)
def test_what_cannot_be_names_its_field_and_changes_nothing(wrong: dict[str, Any], field: str) -> None:
    who = ines()
    before = _say(by=who)
    with pytest.raises(BadInput) as told:
        _say(by=who, **wrong)
    assert told.value.data["field"] == field
    assert told.value.sentence.endswith(".")
    assert [row.pk for row in permissions_of(ACME.id)] == [before.pk]


def test_names_in_any_script_and_tags_are_kept_as_they_are() -> None:
    row = _say(by=ines(), said_by="ليلى <b>חנה</b>", uses=["  Web  Site ", "web site"], note="<script>")
    assert (row.said_by, row.uses, row.note) == ("ليلى <b>חנה</b>", ["web site"], "<script>")


def test_a_customer_who_is_gone_is_refused() -> None:
    gone = known_account(ACME.id)
    know([BOLT], [BO], [owner(1), owner(2)], run="r2")
    with pytest.raises(NotFound):
        _say(by=ines(), account=gone)


def test_the_history_holds_ids_and_words_only() -> None:
    _say(by=ines(), note="Ana said so", document="contract 12")
    assert set(changes(kind="account")[0].data) == {"permission", "activity", "allowed"}
