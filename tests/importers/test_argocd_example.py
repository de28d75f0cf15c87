"""The example mapping of an open project's users: organisations, authors, commits, listings."""

from __future__ import annotations

from pathlib import Path

from tests.importers.conftest import read_file

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "argocd"

COMMITS = """commit,author_hash,author_name_hash,author_date,commit_date,is_merge,is_bot,touches_users_md
c1,ana,n1,2018-02-14T16:53:07-08:00,2018-02-14T16:56:17-08:00,0,0,0
c2,bot,n2,2018-02-15T16:53:07-08:00,2018-02-15T16:56:17-08:00,0,1,0
c3,bo,n3,2020-03-10T09:01:35+01:00,2020-03-10T09:01:35+01:00,0,0,1
c4,ana,n1,2021-03-10T09:01:35+01:00,2021-03-10T09:01:35+01:00,0,0,0
"""
LISTINGS = """commit,author_hash,commit_date,event,organisation,url
c3,bo,2020-03-10T09:01:35+01:00,added,Acme,https://acme.example/
c5,cy,2020-03-11T09:01:35+01:00,added,Bolt,https://bolt.example/
c5,cy,2020-03-11T09:01:35+01:00,added,"Cove, Inc",https://cove.example/
c6,cy,2021-03-11T09:01:35+01:00,removed,Bolt,https://bolt.example/
"""


def test_commits_are_activity_of_people_and_bots_are_nobody(tmp_path: Path) -> None:
    path = tmp_path / "commits.csv"
    path.write_text(COMMITS)
    out = read_file(path, EXAMPLE / "commits.toml")
    assert out.column("community", "event_id") == ["c1", "c3", "c4"]
    assert set(out.column("community", "kind")) == {"commit"}
    assert sorted(out.column("contacts", "contact_id")) == ["ana", "bo", "bot"]
    assert "3 contacts without an account" in out.summary.notes


def test_a_listing_is_an_act_nobody_asked_for_and_taking_it_off_is_none(tmp_path: Path) -> None:
    path = tmp_path / "listing_events.csv"
    path.write_text(LISTINGS)
    out = read_file(path, EXAMPLE / "listings.toml")
    acts = [(row["contact_id"], row["account_id"], row["activity_type"], row["prompted"]) for row in out.facts["acts"]]
    assert acts == [
        ("bo", "Acme", "public listing", "unprompted"),
        ("cy", "Bolt", "public listing", "unprompted"),
        ("cy", "Cove, Inc", "public listing", "unprompted"),
    ]
    assert out.column("accounts", "type") == ["Customer"] * 3
    assert out.summary.rows_left_out == 1


def test_an_author_who_listed_several_organisations_is_left_without_any(tmp_path: Path) -> None:
    path = tmp_path / "listing_events.csv"
    path.write_text(LISTINGS)
    out = read_file(path, EXAMPLE / "listings.toml")
    assert {row["contact_id"]: row["account_id"] for row in out.facts["contacts"]} == {"bo": "Acme", "cy": None}
    assert "1 contact named several accounts; none was guessed" in out.summary.notes


def test_where_somebody_works_is_newer_news_than_that_they_wrote_something(tmp_path: Path) -> None:
    for name, text in (("commits", COMMITS), ("listings", LISTINGS)):
        (tmp_path / f"{name}.csv").write_text(text)
    commits = read_file(tmp_path / "commits.csv", EXAMPLE / "commits.toml")
    listings = read_file(tmp_path / "listings.csv", EXAMPLE / "listings.toml")
    assert max(commits.column("contacts", "modified_at")) < min(listings.column("contacts", "modified_at"))
