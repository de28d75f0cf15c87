"""Who is who: which records are one company or one person, and whose a fact is. Nothing is guessed."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa
import pytest

from tests.insight.company import Company, Placed, ago
from vouch.insight.identity.accounts import domain_of_email, mail_domain

SALESFORCE_ID = "0013000000Kq8ZbAAJ"


def known(account_id: str, system: str = "salesforce", **row: Any) -> dict[str, Any]:
    return {"account_id": account_id, "name": account_id, "type": "customer", "system": system} | row


def someone(contact_id: str | None, account_id: str | None, system: str = "salesforce", **row: Any) -> dict[str, Any]:
    return {"contact_id": contact_id, "account_id": account_id, "system": system} | row


ACCOUNTS = [
    known("A1", domain="https://www.acme.example/about"),
    known("H1", "hubspot", domain="acme.example", name="Acme, Inc."),
    known("Z1", "zendesk", domain="ACME.example", name="Acme support"),
    known("A2", domain="twins.example"),
    known("A3", domain="twins.example"),
    known("H2", "hubspot", domain="twins.example"),
    known("A4", domain="gmail.com"),
    known("H4", "hubspot", domain="gmail.com"),
    known("A5", name="Same Name"),
    known("H5", "hubspot", name="Same Name"),
    known("A6", domain="six.example", name="Six & Sons"),
    known("7", domain="seven-a.example", name="Seven A"),
    known("7", "hubspot", domain="seven-b.example", name="Seven B"),
    known(SALESFORCE_ID, name="Eight"),
    known("A9", domain="old-nine.example", modified_at=ago(900)),
    known("A9", domain="nine.example", modified_at=ago(100)),
]
CONTACTS = [
    someone("C1", "A1", email="ana@acme.example"),
    someone("HC1", "H1", "hubspot", email="ana@acme.example"),
    someone("C2", "A1", email="bo@acme.example"),
    someone("C2b", "A1", email="bo@acme.example"),
    someone("HC2", "H1", "hubspot", email="bo@acme.example"),
    someone("C3", "A6", email="info@six.example"),
    someone("HC3", "A6", "hubspot", email="info@six.example"),
    someone("C4", "A6", email="cy@gmail.com"),
    someone("HC4", None, "hubspot", email="cy@gmail.com"),
    someone("ZC4", None, "zendesk", email="cy@gmail.com"),
    someone("5", "A1", name="Di"),
    someone("5", "H1", "hubspot", name="Ed"),
    someone("C6", "nowhere", email="flo@six.example"),
    someone(None, None, "surveys", email="gus@six.example"),
    someone("C8", SALESFORCE_ID, "plain", email="hal@gmail.com"),
    someone("C9", "A6", email="ida@before.example", modified_at=ago(900)),
    someone("C9", "A6", email="ida@six.example", modified_at=ago(100)),
]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("A1", "H1", True),
        ("A1", "Z1", True),
        ("A2", "A3", False),
        ("A2", "H2", False),
        ("A3", "H2", False),
        ("A4", "H4", False),
        ("A5", "H5", False),
        ("C1", "HC1", True),
        ("C2", "C2b", False),
        ("C2", "HC2", False),
        ("C3", "HC3", False),
        ("C4", "HC4", True),
        ("C4", "ZC4", True),
    ],
)
def test_records_of_several_systems_are_one_by_domain_or_address_alone(
    placed: Placed, first: str, second: str, same: bool
) -> None:
    assert (placed.ids[first] == placed.ids[second]) is same


def test_one_id_in_two_systems_is_two(placed: Placed) -> None:
    assert len({row["account"] for row in placed["found_records"] if row["account_id"] == "7"}) == 2
    assert len({row["contact"] for row in placed["people_records"] if row["contact_id"] == "5"}) == 2


def test_what_is_one_goes_by_the_id_of_the_crm(placed: Placed) -> None:
    heads = {row["contact_id"]: (row["head_system"], row["head_id"]) for row in placed["people_records"]}
    assert heads["HC1"] == heads["C1"] == ("salesforce", "C1")
    assert {(row["head_system"], row["head_id"]) for row in placed["found_records"] if row["account_id"] == "Z1"} == {
        ("salesforce", "A1")
    }


# what an answer says of whose it is, and whose it is
WHOSE: dict[str, tuple[dict[str, Any], str | None, str | None]] = {
    "account in its own system": ({"account_id": "A1", "system": "salesforce"}, "A1", None),
    "account of another system": ({"account_id": "A1", "system": "surveys"}, "A1", None),
    "account by its other id": ({"account_id": "Z1", "system": "surveys"}, "A1", None),
    "account of a plain file by the CRM's id": ({"account_id": SALESFORCE_ID, "system": "plain"}, SALESFORCE_ID, None),
    "account id of two systems": ({"account_id": "7", "system": "surveys"}, None, None),
    "account nobody has": ({"account_id": "A0", "system": "surveys"}, None, None),
    "account nobody has, of somebody": ({"account_id": "A0", "email": "ana@acme.example"}, None, "C1"),
    "account and somebody of another": ({"account_id": "A6", "contact_id": "C1"}, "A6", "C1"),
    "contact in their own system": ({"contact_id": "HC1", "system": "hubspot"}, "A1", "C1"),
    "contact of another system": ({"contact_id": "C1", "system": "surveys"}, "A1", "C1"),
    "contact id of two systems": ({"contact_id": "5", "system": "surveys"}, None, None),
    "contact nobody has": ({"contact_id": "C0", "system": "surveys"}, None, None),
    "contact nobody has, with an address": ({"contact_id": "C0", "email": "ana@acme.example"}, "A1", "C1"),
    "address of one person": ({"email": "ana@acme.example"}, "A1", "C1"),
    "address of two": ({"email": "bo@acme.example"}, "A1", None),
    "address of a shared mailbox": ({"email": "info@six.example"}, "A6", None),
    "shared mailbox nobody has": ({"email": "support@acme.example"}, "A1", None),
    "address they had once": ({"email": "ida@before.example"}, "A6", "C9"),
    "free address of somebody known": ({"email": "cy@gmail.com"}, "A6", "C4"),
    "free address of nobody known": ({"email": "jo@gmail.com"}, None, "jo@gmail.com"),
    "address of nobody known": ({"email": "kit@six.example"}, "A6", "kit@six.example"),
    "address at a domain of two": ({"email": "lu@twins.example"}, None, "lu@twins.example"),
    "address at the domain it has now": ({"email": "max@nine.example"}, "A9", "max@nine.example"),
    "address at the domain it had": ({"email": "nan@old-nine.example"}, None, "nan@old-nine.example"),
    "somebody at an account nobody has": ({"contact_id": "C6"}, None, "C6"),
    "somebody with an address alone": ({"email": "gus@six.example"}, "A6", "gus@six.example"),
    "somebody whose plain record names the CRM's id": ({"contact_id": "C8"}, SALESFORCE_ID, "C8"),
}

TICKETS: dict[str, tuple[dict[str, Any], str | None]] = {
    "by account": ({"account_id": "A6", "organization": "Eight"}, "A6"),
    "by requester": ({"email": "ana@acme.example", "organization": "Eight"}, "A1"),
    "by domain": ({"email": "ola@six.example", "organization": "Eight"}, "A6"),
    "by name": ({"email": "ola@elsewhere.example", "organization": "  six & sons "}, "A6"),
    "by name alone": ({"organization": "Eight"}, SALESFORCE_ID),
    "by the name of two": ({"organization": "Same Name"}, None),
    "by a name nobody has": ({"organization": "Nine & Sons"}, None),
    "by an account nobody has": ({"account_id": "A0", "organization": "Eight"}, None),
}


@pytest.fixture(scope="module")
def placed() -> Placed:
    answered = [
        {"response_id": case, "item": "nps", "score": 9.0, "answered_at": ago(9), "system": "surveys"} | row
        for case, (row, *_whose) in WHOSE.items()
    ]
    opened = [
        {"ticket_id": case, "opened_at": ago(9), "system": "zendesk"} | row for case, (row, _whose) in TICKETS.items()
    ]
    return Company(accounts=ACCOUNTS, contacts=CONTACTS, survey_answers=answered, tickets=opened).place()


def whose(placed: Placed, table: str, key: str, case: str) -> tuple[str | None, str | None]:
    (row,) = [row for row in placed[f"resolved_{table}"] if row[key] == case]
    return row["account"], row["contact"]


@pytest.mark.parametrize("case", WHOSE)
def test_an_answer_belongs_to_whom_it_names(placed: Placed, case: str) -> None:
    _row, account, contact = WHOSE[case]
    wanted = (placed.ids[account] if account else None, placed.ids[contact] if contact else None)
    assert whose(placed, "survey_answers", "response_id", case) == wanted


@pytest.mark.parametrize("case", TICKETS)
def test_a_ticket_belongs_to_the_nearest_it_names(placed: Placed, case: str) -> None:
    account = TICKETS[case][1]
    assert whose(placed, "tickets", "ticket_id", case)[0] == (placed.ids[account] if account else None)


def test_somebody_known_by_an_address_alone_is_placed_where_it_leads(placed: Placed) -> None:
    assert placed.contact("kit@six.example")["account"] == placed.ids["A6"]
    assert not placed.is_placed("jo@gmail.com")


def test_a_shared_mailbox_is_nobody(placed: Placed) -> None:
    assert "support@acme.example" not in placed.ids


def test_what_is_one_is_placed_once_with_all_its_evidence(placed: Placed) -> None:
    assert len([row for row in placed["accounts"] if row["subject"] == placed.ids["A1"]]) == 1
    names = {row["account"]: row["name"] for row in placed["described_accounts"]}
    assert names[placed.ids["Z1"]] == "A1"


def test_names_and_titles_come_from_the_first_source_that_has_them() -> None:
    placed = Company(
        accounts=[known("A1")],
        contacts=[
            someone("C1", "A1", email="ana@acme.example", name="Ana"),
            someone("H1", "A1", "hubspot", email="ana@acme.example", name="Ana Maria", title="Head of rail"),
        ],
    ).place()
    (row,) = placed["described_contacts"]
    assert (row["name"], row["title"]) == ("Ana", "Head of rail")


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_systems_and_not_of_rows_decides_who_speaks(order: int) -> None:
    people = [
        someone("Z1", None, "zendesk", email="ana@acme.example"),
        someone("H1", "H9", "hubspot", email="ana@acme.example"),
        someone("C1", "A1", email="ana@acme.example"),
    ]
    placed = Company(accounts=[known("A1"), known("H9", "hubspot")], contacts=people[::order]).place()
    assert placed.contact("Z1")["account"] == placed.ids["A1"]


ADDRESSES = ["ana@acme.example", "Ana@Sub.Acme.Example", "a@b", "a@", "@x.y", "a@www.acme.example", "a@acme.example.",
             "a b@acme.example", "a@-x.y", "a@1.2.3.4"]  # fmt: skip


def test_the_domain_of_an_address_is_found_by_one_look_as_by_six() -> None:
    column = ibis.memtable(pa.table({"address": ADDRESSES})).address
    con = ibis.duckdb.connect()
    by_one, by_six = (con.to_pyarrow(way(column)).to_pylist() for way in (domain_of_email, mail_domain))
    assert [one or None for one in by_one] == [six or None for six in by_six]
