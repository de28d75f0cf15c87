"""Our own format: what is written in it comes out typed, named and placed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tests.importers.conftest import NOW, Reader
from vouch.domain.policy import load
from vouch.importers import open_file
from vouch.lake.shape import polars_schema
from vouch.tables.facts import TABLES


def test_cells_become_values_of_their_columns(reads: Reader) -> None:
    out = reads(
        "ticket_id,email,subject,opened_at,closed_at,escalated,reopens,satisfaction\n"
        "007,Ana@Example.com,=1+1,2025-03-01,2025-03-02T10:00:00+01:00,yes,2,Good\n"
    )
    [row] = out.facts["tickets"]
    assert out.kind == "plain.tickets"
    assert row["ticket_id"] == "007"
    assert row["email"] == "ana@example.com"
    assert row["subject"] == "=1+1"
    assert row["opened_at"] == datetime(2025, 3, 1, 23, 59, 59, tzinfo=UTC)
    assert row["closed_at"] == datetime(2025, 3, 2, 9, tzinfo=UTC)
    assert (row["escalated"], row["reopens"], row["satisfaction"]) == (True, 2, "good")


def test_a_fact_carries_where_it_came_from(reads: Reader) -> None:
    out = reads("account_id,name,Colour,modified_at\nA1,Acme,red,2025-01-01\nA2,Bolt,,2025-01-02\n", "accounts.csv")
    first, second = out.facts["accounts"]
    assert (first["system"], first["file"], first["row"]) == ("plain", "accounts.csv", 2)
    assert first["attributes"] == '{"Colour":"red"}'
    assert second["attributes"] is None
    assert first["learned_at"] == NOW
    assert len(first["key"]) == 32
    assert out.summary.unmapped == ["Colour"]


def test_an_event_happens_when_its_column_says_and_a_description_when_it_was_changed(reads: Reader) -> None:
    usage = reads("event_id,account_id,happened_at\ne1,A1,2025-01-01T10:00:00Z\n").facts["usage"][0]
    assert usage["happened_at"] == usage["modified_at"] == datetime(2025, 1, 1, 10, tzinfo=UTC)
    account = reads("account_id,name,modified_at\nA1,Acme,2025-02-01T00:00:01Z\n").facts["accounts"][0]
    assert account["happened_at"] == account["modified_at"] == datetime(2025, 2, 1, 0, 0, 1, tzinfo=UTC)


def test_without_a_modification_time_the_latest_past_time_of_the_file_is_its_export(reads: Reader) -> None:
    out = reads(
        "account_id,name,created_on,customer_until\nA1,Acme,2024-01-05,\nA2,Bolt,2024-03-05,2027-01-01\nA3,Cove,,\n"
    )
    assert set(out.column("accounts", "modified_at")) == {datetime(2024, 3, 5, 23, 59, 59, tzinfo=UTC)}


def test_without_any_time_the_export_is_the_import(reads: Reader) -> None:
    assert reads("account_id,name\nA1,Acme\n").column("accounts", "modified_at") == [NOW]


def test_a_promise_without_a_day_happened_when_the_earliest_of_its_past_times_says(reads: Reader) -> None:
    out = reads("promise_id,account_id,text,due_on,decided_on\np1,A1,Live by May,2026-05-01,2026-06-01\n")
    assert out.column("promises", "happened_at") == [datetime(2026, 6, 1, 23, 59, 59, tzinfo=UTC)]


def test_a_day_ends_in_the_companys_time_zone(reads: Reader) -> None:
    out = reads("event_id,account_id,happened_at\ne1,A1,2025-07-01\ne2,A1,2025-07-01 08:00\n", zone="America/New_York")
    assert out.column("usage", "happened_at") == [
        datetime(2025, 7, 2, 3, 59, 59, tzinfo=UTC),
        datetime(2025, 7, 1, 12, tzinfo=UTC),
    ]


def test_a_key_is_the_same_when_the_fact_comes_again_and_the_hash_tells_whether_it_changed(reads: Reader) -> None:
    head = "deal_id,account_id,amount,modified_at\n"
    first = reads(head + "d1,A1,10,2025-01-01\n").facts["deals"][0]
    same = reads(head + "d1,A1,10.0,2025-01-01\n").facts["deals"][0]
    changed = reads(head + "d1,A1,11,2025-01-01\n").facts["deals"][0]
    assert first["key"] == same["key"] == changed["key"]
    assert first["row_hash"] == same["row_hash"] != changed["row_hash"]


def test_facts_without_an_id_are_known_by_all_they_say(reads: Reader) -> None:
    out = reads("account_id,event,happened_at\nA1,login,2025-01-01\nA1,login,2025-01-02\nA1,login,2025-01-01\n")
    keys = out.column("usage", "key")
    assert keys[0] == keys[2] != keys[1]


def test_every_table_comes_in_the_types_it_is_stored_in(tmp_path: Path) -> None:
    from vouch.importers.files.template import example

    for table in TABLES.values():
        path = tmp_path / f"{table.name}.csv"
        cells = [example(column).replace(",", " ") for column in table.columns]
        path.write_text(f"{','.join(table.names)}\n{','.join(cells)}\n")
        reading = open_file(path, policy=load(), imported_at=NOW)
        frames = [chunk.facts[table.name] for chunk in reading.chunks() if table.name in chunk.facts]
        assert reading.kind == f"plain.{table.name}"
        assert reading.summary().rows_not_read == 0, (table.name, [c.rejects for c in reading.chunks()])
        stored = polars_schema(table.name)
        assert set(frames[0].columns) == set(stored) - {"batch"}
        assert all(frames[0].schema[name] == stored[name] for name in frames[0].columns)


def test_a_header_in_another_dialect_is_not_taken_for_ours(reads: Reader) -> None:
    assert (
        reads("lastName,firstName,email,accountId\nAlves,Ana,ana@example.com,@AccountRef1\n").kind != "plain.contacts"
    )


def test_what_the_file_covers_is_from_its_first_to_its_last_fact(reads: Reader) -> None:
    out = reads("event_id,account_id,happened_at\ne1,A1,2025-01-01T00:00:00Z\ne2,A1,2025-01-09T00:00:00Z\n")
    [covered] = out.summary.coverage
    assert (covered.table, covered.system) == ("usage", "plain")
    assert (covered.since.day, covered.until.day) == (1, 9)
    assert out.column("usage", "happened_at")[0].date() == date(2025, 1, 1)
