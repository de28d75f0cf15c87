"""Zendesk files: both dialects, what customers said afterwards, and no bodies."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

from tests.importers.conftest import Reader, read_file

SAMPLES = Path(str(resources.files("vouch.importers.zendesk"))) / "samples"


def test_a_view_export_gives_tickets_and_their_requesters() -> None:
    out = read_file(SAMPLES / "tickets.csv")
    assert out.kind == "zendesk.tickets"
    assert out.column("tickets", "ticket_id") == ["35436", "35437", "35438"]
    assert out.column("tickets", "satisfaction") == ["good", None, "bad"]
    assert out.column("tickets", "email") == ["ana@acme-health.example", "ana@acme-health.example", None]
    assert out.column("tickets", "organization")[2] == "Bolt Rail"
    assert out.column("contacts", "contact_id") == ["2001"]
    assert out.rejects == []


def test_a_dash_is_an_empty_cell() -> None:
    out = read_file(SAMPLES / "tickets.csv")
    assert out.column("tickets", "closed_at")[1] is None
    assert out.column("tickets", "priority")[2] is None
    assert '"-"' not in json.dumps(out.facts, default=str)


def test_times_without_a_zone_are_the_companys() -> None:
    out = read_file(SAMPLES / "tickets.csv", zone="Europe/Lisbon")
    assert str(out.column("tickets", "opened_at")[0]) == "2025-05-01 11:00:00+00:00"


def test_a_json_export_gives_the_same_without_the_bodies() -> None:
    out = read_file(SAMPLES / "tickets.jsonl")
    assert out.kind == "zendesk.ticket_lines"
    assert out.column("tickets", "satisfaction") == ["good", None]
    assert sorted(out.column("contacts", "name")) == ["Ana Alves", "Bo Berg"]
    assert "private words" not in json.dumps(out.facts, default=str)


def test_the_older_dialect_is_known_too(reads: Reader) -> None:
    out = reads(
        "Summation column,Id,Requester,Requester id,Requester email,Status,Created at,Updated at,Solved at,"
        "Satisfaction Score,Reopens,First reply time in minutes\n"
        "1,7,Ana,2001,ana@example.com,Solved,2025-01-01 10:00,2025-01-02 10:00,2025-01-02 10:00,Bad,2,15\n"
    )
    assert (out.kind, out.column("tickets", "reopens")) == ("zendesk.tickets", [2])
