"""Segment and RudderStack: who, where, what and when of an event, each message once, and nothing else kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.conftest import Outcome, Reader, read_file

SAMPLES = Path(str(resources.files("vouch.importers.segment"))) / "samples"


@pytest.mark.parametrize(
    ("file", "kind", "counts"),
    [
        ("events.jsonl", "segment.events", {"usage": 5, "contacts": 1, "accounts": 2}),
        ("tracks.csv", "segment.tracks", {"usage": 2}),
        ("pages.csv", "segment.pages", {"usage": 1}),
        ("identifies.csv", "segment.identifies", {"contacts": 1}),
        ("groups.csv", "segment.groups", {"accounts": 1}),
    ],
)
def test_each_sample_is_recognised_and_read(file: str, kind: str, counts: dict[str, int]) -> None:
    out = read_file(SAMPLES / file)
    assert (out.kind, out.summary.counts, out.rejects) == (kind, counts, [])


def events(reads: Reader, *records: dict[str, Any]) -> Outcome:
    first = {"messageId": "m0", "type": "alias", "userId": "u", "timestamp": "2025-01-01T00:00:00Z"}
    return reads("\n".join(json.dumps(record) for record in (first, *records)), "events.jsonl")


def track(**more: Any) -> dict[str, Any]:
    return {"type": "track", "event": "Exported", "messageId": "m1", "timestamp": "2025-03-01T09:00:00Z", **more}


def test_the_same_message_is_the_same_fact_in_every_form() -> None:
    lines = {row["event_id"]: row["key"] for row in read_file(SAMPLES / "events.jsonl").facts["usage"]}
    assert len(read_file(SAMPLES / "events.jsonl").facts["usage"]) == len(lines) + 1
    for table in ("tracks.csv", "pages.csv"):
        for row in read_file(SAMPLES / table).facts["usage"]:
            assert row["key"] == lines[row["event_id"]]


@pytest.mark.parametrize(
    ("times", "hour"),
    [
        ({"timestamp": "2025-03-01T09:00:00Z", "originalTimestamp": "2025-03-01T10:00:00Z"}, 9),
        ({"timestamp": None, "originalTimestamp": "2025-03-01T10:00:00Z", "receivedAt": "2025-03-01T11:00:00Z"}, 10),
        ({"timestamp": "", "receivedAt": "2025-03-01T11:00:00.123Z", "sentAt": "2025-03-01T12:00:00Z"}, 11),
        ({"timestamp": "2025-03-01T09:00:00+01:00"}, 8),
        ({"timestamp": "2025-03-01 09:00:00"}, 9),
    ],
)  # fmt: skip
def test_when_it_happened(reads: Reader, times: dict[str, Any], hour: int) -> None:
    out = events(reads, {**track(userId="u1"), **times})
    assert [moment.hour for moment in out.column("usage", "happened_at")] == [hour]


@pytest.mark.parametrize(
    ("record", "account", "contact", "email"),
    [
        ({"userId": "u1", "context": {"groupId": "g1"}}, "g1", "u1", None),
        ({"userId": "u1", "groupId": "g2"}, "g2", "u1", None),
        ({"userId": "u1", "groupId": "g2", "context": {"groupId": "g1"}}, "g1", "u1", None),
        ({"userId": "u1", "context": {"traits": {"email": "Ana@x.example"}}}, None, "u1", "ana@x.example"),
        ({"userId": "Ana@x.example"}, None, "Ana@x.example", "ana@x.example"),
        ({"anonymousId": "a1", "context": {"groupId": "g1"}}, "g1", None, None),
        ({"userId": 7, "context": None}, None, "7", None),
    ],
)
def test_whose_an_event_is(
    reads: Reader, record: dict[str, Any], account: str | None, contact: str | None, email: str | None
) -> None:
    [row] = events(reads, track(**record)).facts["usage"]
    assert (row["account_id"], row["contact_id"], row["email"]) == (account, contact, email)


def test_events_of_nobody_are_left_out_and_counted(reads: Reader) -> None:
    out = events(reads, track(anonymousId="a1"), track(userId="u1"))
    assert (out.summary.counts, out.rejects) == ({"usage": 1}, [])
    assert "1 row with nobody named left out" in out.summary.notes


@pytest.mark.parametrize(
    ("kind", "event", "counted"),
    [
        ("track", "Signed In", True),
        ("track", "Trial Started", True),
        ("track", "Account Deleted", False),
        ("track", "account_deleted", False),
        ("track", "Account Removed User", False),
        ("track", "Trial Ended", False),
        ("page", None, True),
        ("screen", None, True),
        ("alias", None, False),
        ("nonsense", None, False),
    ],
)
def test_what_counts_as_use(reads: Reader, kind: str, event: str | None, counted: bool) -> None:
    out = events(reads, {**track(userId="u1", event=event), "type": kind})
    assert ("usage" in out.facts) is counted
    assert out.summary.rows_left_out == (1 if counted else 2)


def test_a_contact_comes_of_an_identify_with_an_address(reads: Reader) -> None:
    who = {"type": "identify", "timestamp": "2025-03-01T09:00:00Z"}
    out = events(
        reads,
        {**who, "messageId": "m1", "userId": "u1", "traits": {"email": "ana@x.example", "name": "Ana Alves"}},
        {**who, "messageId": "m2", "userId": "u1", "traits": {"plan": "Gold"}},
        {**who, "messageId": "m3", "userId": "u2", "context": {"traits": {"email": "bo@x.example"}}},
        {**who, "messageId": "m4", "userId": "u3", "traits": {"email": "cy", "company": {"id": "g1", "name": "Acme"}}},
    )
    assert [(row["contact_id"], row["email"], row["account_id"]) for row in out.facts["contacts"]] == [
        ("u1", "ana@x.example", None),
        ("u2", "bo@x.example", None),
        ("u3", None, "g1"),
    ]
    assert [(reject.row, reject.value_excerpt) for reject in out.rejects] == [(5, "cy")]


def test_accounts_come_of_groups_and_of_account_created(reads: Reader) -> None:
    out = events(
        reads,
        {"type": "group", "messageId": "m1", "userId": "u1", "groupId": "g1", "timestamp": "2025-03-01T09:00:00Z",
         "traits": {"name": "Acme", "website": "acme.example", "employees": "12"}},
        {"type": "group", "messageId": "m2", "userId": "u1", "groupId": "g1", "timestamp": "2025-03-02T09:00:00Z",
         "traits": {"plan": "Gold"}},
        track(userId="u2", event="Account Created", context={"groupId": "g2"}, properties={"account_name": "Bolt"}),
        track(userId="u2", event="Account Created", properties={"account_name": "No group"}),
    )  # fmt: skip
    assert [(row["account_id"], row["name"], row["employees"]) for row in out.facts["accounts"]] == [
        ("g1", "Acme", 12),
        ("g2", "Bolt", None),
    ]


def test_what_first_comes_far_down_is_read_all_the_same(reads: Reader) -> None:
    many = [track(userId="u1", messageId=f"m{n}") for n in range(600)]
    who = {"type": "identify", "messageId": "x", "userId": "u1", "timestamp": "2025-03-01T09:00:00Z"}
    out = events(reads, *many, {**who, "traits": {"email": "ana@x.example", "title": "Planner"}})
    assert [(row["email"], row["title"]) for row in out.facts["contacts"]] == [("ana@x.example", "Planner")]


def test_devices_addresses_and_pages_are_not_kept() -> None:
    for file in ("events.jsonl", "tracks.csv", "pages.csv"):
        facts = json.dumps(read_file(SAMPLES / file).facts, default=str)
        assert not [word for word in ("192.0.2.7", "Mozilla", "https://app", "an-1") if word in facts]


def test_properties_of_a_track_are_kept_as_attributes(reads: Reader) -> None:
    [row] = events(reads, track(userId="u1", properties={"rows": 3})).facts["usage"]
    assert json.loads(json.loads(row["attributes"])["properties"]) == {"rows": 3}


def test_times_of_the_warehouse_are_utc(reads: Reader) -> None:
    out = reads((SAMPLES / "tracks.csv").read_bytes(), zone="Asia/Tokyo")
    assert out.column("usage", "happened_at")[0] == datetime(2025, 3, 1, 9, 59, 58, tzinfo=UTC)


def test_parquet_reads_like_csv(tmp_path: Path) -> None:
    table = pl.read_csv(SAMPLES / "tracks.csv", try_parse_dates=True)
    table.write_parquet(tmp_path / "tracks.parquet")
    parquet, text = read_file(tmp_path / "tracks.parquet"), read_file(SAMPLES / "tracks.csv")
    assert parquet.kind == "segment.tracks"
    assert parquet.column("usage", "key") == text.column("usage", "key")
    assert parquet.column("usage", "happened_at") == text.column("usage", "happened_at")


def test_bad_lines_are_listed_and_stop_no_good_one(reads: Reader) -> None:
    good = json.dumps(track(userId="u1"))
    late = json.dumps(track(userId="u1", messageId="m2", timestamp="2999-01-01T00:00:00Z"))
    none = json.dumps(track(userId="u1", messageId="m3", timestamp=None))
    out = reads(f'{good}\n{{"type": "track", \n[1]\n{late}\n{none}\n', "events.jsonl")
    assert len(out.facts["usage"]) == 1
    assert [(row, reason) for row, _, reason in out.reasons()] == [
        (2, "the line is not a JSON record"),
        (3, "the line is not a JSON record"),
        (4, "this is in the future"),
        (5, "this is empty"),
    ]


LEAF = st.one_of(st.none(), st.text(max_size=5), st.integers(), st.booleans(), st.sampled_from(["g1", "a@x.example"]))
OBJECT = st.one_of(
    LEAF, st.dictionaries(st.sampled_from(["email", "name", "groupId", "traits", "x"]), LEAF, max_size=3)
)
RECORD = st.fixed_dictionaries(
    {"messageId": LEAF, "type": st.sampled_from(["track", "page", "screen", "identify", "group", "alias", None, 3])},
    optional=dict.fromkeys(("userId", "groupId", "event", "name", "properties", "traits", "context"), OBJECT)
    | {"timestamp": st.one_of(LEAF, st.just("2025-01-01T00:00:00Z")), "receivedAt": st.just("2025-01-02T00:00:00Z")},
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RECORD, min_size=1, max_size=6))
def test_every_event_is_kept_listed_or_counted(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]
) -> None:
    path = tmp_path_factory.mktemp("segment") / "events.jsonl"
    path.write_text("\n".join(map(json.dumps, records)))
    out = read_file(path, "segment.events")
    assert out.summary.rows_read == len(records)
    assert out.summary.rows_not_read <= len({reject.row for reject in out.rejects})
    assert len(out.facts.get("usage", [])) <= out.summary.rows_kept
    assert bool(out.facts) == bool(out.summary.rows_kept)  # a row that says a contact again is kept without a fact
