"""HubSpot files: labels in any capitals, older ids, several ids in a cell, lost deals, workbooks, records."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped]

from tests.importers.conftest import Reader, read_file
from vouch.domain.errors import BadInput
from vouch.domain.policy import load

SAMPLES = Path(str(resources.files("vouch.importers.hubspot"))) / "samples"


@pytest.mark.parametrize(
    ("file", "kind", "counts"),
    [
        ("companies.csv", "hubspot.companies", {"accounts": 2}),
        ("contacts.csv", "hubspot.contacts", {"contacts": 3}),
        ("deals.csv", "hubspot.deals", {"deals": 2, "deal_contacts": 3}),
        ("deals.json", "hubspot.deals", {"deals": 1, "deal_contacts": 2}),
    ],
)
def test_each_sample_is_recognised_and_read(file: str, kind: str, counts: dict[str, int]) -> None:
    out = read_file(SAMPLES / file)
    assert (out.kind, out.summary.counts) == (kind, counts)


@pytest.mark.parametrize(
    ("header", "kind", "table"),
    [
        ("Record ID,Company Name,Company Owner,Create Date", "hubspot.companies", "accounts"),
        ("Company ID,Company name,Company owner,Create Date", "hubspot.companies", "accounts"),
        ("hs_object_id,name,hubspot_owner_id,createdate", "hubspot.companies", "accounts"),
        ("id,name,domain,numberofemployees,hubspot_owner_id", "hubspot.companies", "accounts"),
        ("Record ID,First Name,Last Name,Email,Contact Owner,Lifecycle stage", "hubspot.contacts", "contacts"),
        ("Contact ID,First Name,Last Name,Work email,Associated Company ID", "hubspot.contacts", "contacts"),
        ("vid,firstname,lastname,email,lifecyclestage", "hubspot.contacts", "contacts"),
        ("Deal ID,Deal name,Deal stage,Deal Owner,Associated Company ID", "hubspot.deals", "deals"),
        ("hs_object_id,dealname,dealstage,hubspot_owner_id,associatedcompanyid", "hubspot.deals", "deals"),
    ],
)
def test_headers_are_known_in_every_dialect(reads: Reader, header: str, kind: str, table: str) -> None:
    cells = {"Work email": "ana@x.example", "email": "ana@x.example", "Email": "ana@x.example", "Create Date": ""}
    row = ",".join(cells.get(name, "" if "date" in name or "number" in name else "7") for name in header.split(","))
    out = reads(f"\ufeff{header}\n{row}\n")
    assert (out.kind, out.summary.counts) == (kind, {table: 1}), out.rejects


def test_the_owner_goes_by_name() -> None:
    assert read_file(SAMPLES / "companies.csv").column("accounts", "owner_id") == ["Dee Dupont", "Eli Eder"]


def test_of_several_companies_in_a_cell_none_is_guessed() -> None:
    out = read_file(SAMPLES / "contacts.csv")
    assert {row["contact_id"]: row["account_id"] for row in out.facts["contacts"]} == {
        "51": "901",
        "52": None,
        "53": None,
    }
    assert out.reasons() == [
        (
            3,
            "Associated Company IDs",
            "the cell names several, and nothing says which is meant; the row was kept without it",
        )
    ]


@pytest.mark.parametrize(
    ("primary", "every", "account"),
    [
        ("901", "901;902", "901"),
        ("", "901", "901"),
        ("", "901;", "901"),
        ("", "901; 901", "901"),
        ("", "901;902", None),
        ("", "", None),
    ],
)
def test_whose_a_deal_is(reads: Reader, primary: str, every: str, account: str | None) -> None:
    out = reads(
        "Record ID,Deal Name,Deal Stage,Associated Company IDs (Primary),Associated Company IDs\n"
        f"1,Beds,Contract sent,{primary},{every}\n"
    )
    assert out.column("deals", "account_id") == ([account] if account else [])
    assert len(out.rejects) == (0 if account else 1)


def test_a_deal_export_without_company_ids_lists_every_deal_with_what_to_do(reads: Reader) -> None:
    out = reads("Record ID,Deal Name,Deal Stage,Associated Company\n1,Beds,Closed Won,Acme\n")
    assert [reject.reason for reject in out.rejects] == [
        "the file does not say whose deal this is; add 'Associated Company IDs' to the export"
    ]


def test_several_contacts_of_a_deal_are_a_row_each(reads: Reader) -> None:
    out = reads("Deal ID,Deal Name,Deal Stage,Associated Company ID,Associated Contact IDs\n1,Beds,Won,9, 51 ; 52;\n")
    assert out.column("deal_contacts", "contact_id") == ["51", "52"]
    assert set(out.column("deal_contacts", "deal_id")) == {"1"}


@pytest.mark.parametrize(
    ("header", "cell", "closed", "won"),
    [
        ("Is closed lost", "true", True, False),
        ("Is Closed Lost", "TRUE", True, False),
        ("hs_is_closed_lost", "true", True, False),
        ("Is closed lost", "false", None, None),
        ("Is Closed Won", "true", None, True),
        ("hs_is_closed_won", "false", None, False),
    ],
)
def test_lost_and_won_deals(reads: Reader, header: str, cell: str, closed: bool | None, won: bool | None) -> None:
    out = reads(f"Record ID,Deal Name,Deal Stage,Associated Company IDs,{header}\n1,Beds,No fit,9,{cell}\n")
    assert (out.column("deals", "is_closed"), out.column("deals", "is_won")) == ([closed], [won])


@pytest.mark.parametrize("stage", ["Closed Won", "Closed won", "closedwon", "Closed won (Sales Pipeline)"])
def test_every_way_to_write_a_won_deal_is_one_that_policy_knows(reads: Reader, stage: str) -> None:
    out = reads(f"Record ID,Deal Name,Deal Stage,Associated Company IDs\n1,Beds,{stage},9\n")
    assert out.column("deals", "stage")[0].lower() in load().deals.won_stages


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-03-15", date(2024, 3, 15)),
        ("2024-03-15 17:00", date(2024, 3, 15)),
        ("2024-03-15T23:30:00Z", date(2024, 3, 16)),
        ("2024-03-15T00:00:00.000Z", date(2024, 3, 15)),
        ("1710460800000", date(2024, 3, 15)),
        ("45366", date(2024, 3, 15)),
        ("45366.75", date(2024, 3, 15)),
    ],
)
def test_dates_in_every_dialect(reads: Reader, cell: str, day: date) -> None:
    out = reads(
        f"Record ID,Deal Name,Deal Stage,Associated Company IDs,Close Date\n1,Beds,Closed Won,9,{cell}\n",
        zone="Europe/Berlin",
    )
    assert out.column("deals", "close_date") == [day]


def test_dates_that_a_spreadsheet_has_turned_need_a_proof_of_their_order(reads: Reader) -> None:
    head = "Record ID,Deal Name,Deal Stage,Associated Company IDs,Close Date\n"
    out = reads(f"{head}1,Beds,Closed Won,9,03/15/2024\n2,Care,Closed Won,9,04/05/2024\n")
    assert out.column("deals", "close_date") == [date(2024, 3, 15), date(2024, 4, 5)]
    with pytest.raises(BadInput, match="nothing tells day and month apart"):
        reads(f"{head}1,Beds,Closed Won,9,03/05/2024\n")


def test_a_workbook_with_day_numbers_reads_like_the_csv(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Record ID", "Email", "First Name", "Associated Company IDs", "Create Date", "Lifecycle Stage"])
    book.active.append([51, "ana@acme-health.example", "Ana", 901, 45323.5, "Customer"])
    book.active.append(
        [52, "bo@bolt-rail.example", "Bo", "902;903", datetime.fromisoformat("2024-02-02T10:00"), "Customer"]
    )
    book.save(tmp_path / "contacts.xlsx")
    out = read_file(tmp_path / "contacts.xlsx")
    assert out.kind == "hubspot.contacts"
    assert out.column("contacts", "contact_id") == ["51", "52"]
    assert out.column("contacts", "account_id") == ["901", None]
    assert out.column("contacts", "created_on") == [date(2024, 2, 1), date(2024, 2, 2)]


def test_an_id_that_a_spreadsheet_has_rounded_is_listed(reads: Reader) -> None:
    out = reads("Record ID,Company name,Company owner\n1.23457E+11,Acme,Dee\n")
    assert (out.facts, [reject.reason for reject in out.rejects]) == (
        {},
        ["a spreadsheet has rounded this id; export it as text"],
    )


def test_records_of_the_api_read_like_the_export() -> None:
    [api] = read_file(SAMPLES / "deals.json").facts["deals"]
    csv_row = next(row for row in read_file(SAMPLES / "deals.csv").facts["deals"] if row["deal_id"] == "7001")
    same = ("key", "account_id", "name", "amount", "close_date", "created_on")
    assert {name: api[name] for name in same} == {name: csv_row[name] for name in same}
    assert api["modified_at"] == datetime(2024, 3, 15, 17, tzinfo=UTC)


def test_archived_records_are_left_out_and_counted() -> None:
    assert read_file(SAMPLES / "deals.json").summary.notes == ["1 row with archived left out"]


@pytest.mark.parametrize(
    ("record", "table", "expected"),
    [
        (
            {"id": "51", "properties": {"email": "Ana@x.example", "firstname": "Ana", "hubspot_owner_id": "31"}},
            "contacts",
            {"contact_id": "51", "email": "ana@x.example", "owner_id": "31"},
        ),
        (
            {
                "vid": 51,
                "properties": {"firstname": {"value": "Ana"}, "hubspot_owner_id": {"value": "31"}, "email": {}},
            },
            "contacts",
            {"contact_id": "51", "first_name": "Ana", "email": None},
        ),
        (
            {"id": "901", "properties": {"name": "Acme", "domain": "acme.example", "lifecyclestage": "customer"}},
            "accounts",
            {"account_id": "901", "domain": "acme.example", "type": "customer"},
        ),
        (
            {"id": "31", "email": "dee@us.example", "firstName": "Dee", "lastName": "Dupont", "userId": 4,
             "archived": False},
            "owners",
            {"owner_id": "31", "name": "Dee Dupont", "active": True},
        ),
    ],
)  # fmt: skip
def test_records_of_the_api(reads: Reader, record: dict[str, Any], table: str, expected: dict[str, Any]) -> None:
    out = reads(json.dumps({"results": [record, record]}), "dump.json")
    row = out.facts[table][0]
    assert {name: row[name] for name in expected} == expected


IDS = st.sampled_from(["", "1", "1;2", ";", "a b", "1.5E+12", "\0", "1;1"])
CELLS = st.one_of(st.text(max_size=8), st.sampled_from(["true", "2024-01-01", "45366", "31/01/2024", "ana@x.example"]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["companies", "contacts", "deals"]),
    st.lists(st.tuples(IDS, CELLS, CELLS, IDS, IDS, CELLS, CELLS), min_size=1, max_size=6),
)
def test_every_row_is_kept_or_listed(
    tmp_path_factory: pytest.TempPathFactory, kind: str, rows: list[tuple[str, ...]]
) -> None:
    header = {
        "companies": ["Record ID", "Company name", "Company owner", "Parent Company ID", "x", "Create Date", "Type"],
        "contacts": ["Record ID", "Email", "First Name", "Associated Company IDs", "x", "Create Date", "Lead Status"],
        "deals": ["Record ID", "Deal Name", "Deal Stage", "Associated Company IDs", "Associated Contact IDs",
                  "Close Date", "Is closed lost"],
    }[kind]  # fmt: skip
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    path = tmp_path_factory.mktemp("hubspot") / f"{kind}.csv"
    path.write_bytes(text.getvalue().encode("utf-8", "replace"))
    try:
        out = read_file(path, f"hubspot.{kind}")
    except BadInput as refusal:
        assert refusal.code in {"ambiguous_dates", "mixed_dates"}  # noqa: PT017 - a refusal is the other right answer
        return
    assert out.summary.rows_left_out == 0
    assert out.summary.rows_not_read <= len({reject.row for reject in out.rejects})
