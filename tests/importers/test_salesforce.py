"""Salesforce files: exports, reports, trees with references, and files without ids."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from tests.importers.conftest import Reader, read_file

SAMPLES = Path(str(resources.files("vouch.importers.salesforce"))) / "samples"


@pytest.mark.parametrize(
    ("file", "kind", "counts"),
    [
        ("Account.csv", "salesforce.account", {"accounts": 2}),
        ("Contact.csv", "salesforce.contact", {"contacts": 2}),
        ("Opportunity.csv", "salesforce.opportunity", {"deals": 2}),
        ("OpportunityContactRole.csv", "salesforce.opportunity_contact_role", {"deal_contacts": 1}),
        ("Case.csv", "salesforce.case", {"tickets": 1}),
        ("User.csv", "salesforce.user", {"owners": 1}),
        ("report.csv", "salesforce.opportunity", {"deals": 2}),
        ("tree.json", "salesforce.tree", {"accounts": 1, "contacts": 1, "deals": 1}),
    ],
)
def test_each_sample_is_recognised_and_read(file: str, kind: str, counts: dict[str, int]) -> None:
    out = read_file(SAMPLES / file)
    assert (out.kind, out.summary.counts) == (kind, counts)


def test_deleted_rows_are_left_out_and_counted() -> None:
    out = read_file(SAMPLES / "Account.csv")
    assert (out.summary.rows_left_out, out.summary.notes) == (1, ["1 row with IsDeleted left out"])


def test_short_ids_meet_long_ones() -> None:
    assert set(read_file(SAMPLES / "Contact.csv").column("contacts", "account_id")) == {"0015000000Gv7qJAAR"}
    assert set(read_file(SAMPLES / "report.csv").column("deals", "account_id")) == {"0015000000Gv7qJAAR"}


def test_the_footer_of_a_report_is_no_row() -> None:
    out = read_file(SAMPLES / "report.csv")
    assert (out.rejects, out.summary.rows_read) == ([], 2)
    assert "5 lines at the end were the report's footer" in out.summary.notes


def test_lines_that_look_like_a_footer_but_are_followed_by_rows_are_listed(reads: Reader) -> None:
    lines = (SAMPLES / "report.csv").read_text().splitlines()
    out = reads("\n".join([*lines[:2], "Copyright", *lines[2:3]]))
    assert [reject.row for reject in out.rejects] == [3]


def test_descriptions_are_not_kept() -> None:
    facts = json.dumps(read_file(SAMPLES / "Opportunity.csv").facts, default=str)
    assert "beds" not in facts


ACCOUNTS = {
    "records": [
        {"attributes": {"type": "Account", "referenceId": "AccountRef10"}, "name": "Acme"},
        {"attributes": {"type": "Account", "referenceId": "AccountRef11"}, "name": "Bolt"},
    ]
}
CONTACTS = {
    "records": [
        {"attributes": {"type": "Contact", "referenceId": "C1"}, "lastName": "Alves", "accountId": "@AccountRef10"},
        {"attributes": {"type": "Contact", "referenceId": "C2"}, "lastName": "Berg", "accountId": "@AccountRef11"},
    ]
}


def test_references_find_their_account_across_files(reads: Reader) -> None:
    accounts = reads(json.dumps(ACCOUNTS), "a.json").column("accounts", "account_id")
    contacts = reads(json.dumps(CONTACTS), "c.json").column("contacts", "account_id")
    assert accounts == contacts == ["AccountRef10", "AccountRef11"]


def test_records_inside_records_point_to_their_parent() -> None:
    out = read_file(SAMPLES / "tree.json")
    assert out.column("contacts", "account_id") == out.column("accounts", "account_id") == ["AcmeRef"]


def test_records_of_a_type_without_a_table_are_listed() -> None:
    [reject] = read_file(SAMPLES / "tree.json").rejects
    assert reject.reason == "Vouch has no table for records of this type"
    assert "Spring" in reject.value_excerpt


def test_accounts_and_deals_without_an_id_are_listed_with_what_to_do(reads: Reader) -> None:
    accounts = reads("name,type,NumberOfEmployees,billingcity\nAcme,Customer,10,Porto\nBolt,Prospect,5,Lyon\n")
    assert accounts.facts == {}
    assert [(reject.row, reject.column) for reject in accounts.rejects] == [(2, "Id"), (3, "Id")]
    assert "export it with Id" in accounts.rejects[0].reason
    deals = reads("amount,closedate,name,StageName,accountId\n5,2025-01-01T10:00:00Z,Acme,Closed Won,@AccountRef1\n")
    assert (deals.facts, len(deals.rejects)) == ({}, 1)


def test_contacts_without_an_id_go_by_their_mail_and_their_references_are_counted(reads: Reader) -> None:
    out = reads("lastName,firstName,email,accountId\nAlves,Ana,Ana@example.com,@AccountRef10\nBerg,Bo,,@AccountRef10\n")
    assert out.column("contacts", "contact_id") == ["ana@example.com"]
    assert out.column("contacts", "account_id") == ["AccountRef10"]
    assert out.summary.notes[0].startswith("1 of the contacts name their account by a reference like @AccountRef10")
    assert len(out.rejects) == 1
