"""After an erasure no byte of the person is left, others keep what is theirs, and the person does not come back."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from vouch.domain.errors import Conflict
from vouch.lake import Lake, Summary, open_facts
from vouch.lake.erasure import Person, Suppression, about, not_read_about
from vouch.lake.erasure.sieve import Sieve
from vouch.lake.shape import arrow_schema

from .told import NOON, bring, bytes_under, day, head, rows_of, told

ANA = ("ana.quixworth@acme.example", "Ana Quixworth", "Quixworth, Ana", "Quixworth", "ana.quixworth%40acme.example")


def everything(folder: Path) -> str:
    """Every byte under `folder`, Parquet unpacked as well, lower-cased: what anybody could read out of it."""
    said = []
    for path in sorted(folder.rglob("*")):
        said.append(str(path.relative_to(folder)))
        if path.is_file():
            said.append(path.read_bytes().decode("latin-1"))
        if path.suffix == ".parquet":
            footer = io.StringIO()
            print(pq.read_metadata(path), pq.read_schema(path), file=footer)
            said += [footer.getvalue(), *(str(row) for row in pq.read_table(path).to_pylist())]
    return "\n".join(said).lower()


def found(folder: Path, words: tuple[str, ...] = ANA) -> list[str]:
    text = everything(folder)
    return [word for word in words if word.lower() in text]


def contact(id_: str, name: str, email: str | None, account: str = "acme", **more: Any) -> dict[str, Any]:
    first, last = name.split()
    row = {"contact_id": id_, "account_id": account, "name": name, "first_name": first, "last_name": last}
    return row | {"email": email, "modified_at": day(1)} | more


CONTACTS = [
    contact("c1", "Ana Quixworth", "ana.quixworth@acme.example"),
    contact("c2", "Bo Lund", "bo@acme.example"),
    contact("c3", "Ana Falk", "ana.falk@bolt.example", account="bolt"),
]


def ticket(id_: str, subject: str | None, *, account: str = "acme", **more: Any) -> dict[str, Any]:
    return {
        "ticket_id": id_,
        "account_id": account,
        "subject": subject,
        "opened_at": day(2),
        "modified_at": day(2),
    } | more


TICKETS = [
    ticket("t1", "Cannot sign in", contact_id="c1"),
    ticket("t2", "Ana Quixworth cannot sign in", contact_id="c2"),
    ticket("t3", "QUIXWORTH, ANA: broken export", account="bolt"),
    ticket("t4", "Please answer ana.quixworth@acme.example.", account="bolt"),
    ticket("t5", "Ana is waiting"),
    ticket("t6", "Ana is waiting", account="bolt"),
    ticket("t7", "bananas@acme.example wants one", contact_id="c2"),
    ticket("t8", None, attributes='{"cc": "ana.quixworth%40acme.example", "who": "Ana Quixw\\u006frth"}'),
    ticket("t9", None, email="ana.quixworth@acme.example"),
]


def lake_with_ana(data: Path) -> Lake:
    lake = Lake(data, patience=0.1)
    bring(lake, "contacts", ("contacts", told("contacts", *CONTACTS)))
    with lake.begin(head("tickets", file="for Ana Quixworth.csv")) as writer:
        writer.append("tickets", told("tickets", *TICKETS, file="for Ana Quixworth.csv"))
        reject = {"file": "for Ana Quixworth.csv", "row": 44, "column": "opened_at", "reason": "It is no date."}
        writer.reject(pa.Table.from_pylist([reject | {"value_excerpt": "ana.quixworth@acme.example"}]))
        writer.commit(Summary(rows_read=10, rows_kept=9, rows_not_read=1, notes=("Quixworth has no company",)))
    who = {"contact_id": "c1", "email": "ana.quixworth@acme.example"}
    said = {"response_id": "r1", "item": "nps", "score": 9.0, "comment": "Quixworth here", "answered_at": NOON}
    bring(lake, "more", ("survey_answers", told("survey_answers", said | who)), ("roles", told("roles", _role("c1"))))
    return lake


def _role(id_: str) -> dict[str, Any]:
    return {"contact_id": id_, "role": "sponsor", "from_on": NOON.date(), "by": "Cy"}


def test_no_byte_of_the_person_is_left_in_any_file(tmp_path: Path) -> None:
    lake = lake_with_ana(tmp_path)
    assert len(found(tmp_path)) == len(ANA)
    lake.erase(lake.person(ids=[("plain", "c1")]))
    assert found(tmp_path) == []


def test_an_address_alone_is_enough_to_find_the_person(tmp_path: Path) -> None:
    lake = lake_with_ana(tmp_path)
    lake.erase(lake.person(emails=["Ana.Quixworth@acme.example "]))
    assert found(tmp_path) == []


def test_others_keep_what_is_theirs(tmp_path: Path) -> None:
    lake = lake_with_ana(tmp_path)
    erased = lake.erase(lake.person(ids=[("plain", "c1")]))
    with open_facts(lake) as facts:
        assert rows_of(facts, "contacts", "contact_id", "name") == [("c2", "Bo Lund"), ("c3", "Ana Falk")]
        assert rows_of(facts, "tickets", "ticket_id", "subject") == [
            ("t2", None),
            ("t3", None),
            ("t4", None),
            ("t5", None),
            ("t6", "Ana is waiting"),
            ("t7", "bananas@acme.example wants one"),
            ("t8", None),
        ]
        assert rows_of(facts, "survey_answers", "response_id") == rows_of(facts, "roles", "role") == []
    assert erased.rows == {"contacts": 1, "tickets": 2, "survey_answers": 1, "roles": 1}
    assert erased.batches == 1


def test_a_shared_address_does_not_take_the_other_person_along(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    rows = [contact("c1", "Ana Quixworth", "info@acme.example"), contact("c2", "Bo Lund", "info@acme.example")]
    bring(lake, "contacts", ("contacts", told("contacts", *rows)))
    person = lake.person(ids=[("plain", "c1")])
    assert person.sharing == {("plain", "c2")}
    lake.erase(person)
    with open_facts(lake) as facts:
        assert rows_of(facts, "contacts", "contact_id", "email") == [("c2", None)]
    assert found(tmp_path, ("quixworth", "info@acme")) == []


def test_the_same_person_under_two_ids_goes_under_both(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "one", ("contacts", told("contacts", contact("c1", "Ana Quixworth", "ana@acme.example"))))
    crm = told("contacts", contact("77", "Ana Quixworth", "ana@acme.example", account="001"), system="hubspot")
    bring(lake, "two", ("contacts", crm))
    person = lake.person(ids=[("plain", "c1")])
    assert person.ids == {("plain", "c1"), ("hubspot", "77")}
    lake.erase(person)
    assert found(tmp_path, ("quixworth", "ana@acme")) == []


def test_erased_again_from_the_same_id_finds_nothing_more(tmp_path: Path) -> None:
    lake = lake_with_ana(tmp_path)
    person = lake.person(ids=[("plain", "c1")])
    lake.erase(person)
    assert lake.erase(person).rows == {}


def test_a_batch_can_still_be_taken_out_afterwards(tmp_path: Path) -> None:
    lake = lake_with_ana(tmp_path)
    lake.erase(lake.person(ids=[("plain", "c1")]))
    for batch in lake.batches():
        lake.undo(batch.id)
    with open_facts(lake) as facts:
        assert not facts.view.tables


def test_a_repeated_key_is_still_read_once_after_its_file_was_rewritten(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "contacts", ("contacts", told("contacts", *CONTACTS)))
    for number, changed in enumerate((3, 4)):
        bring(lake, str(number), ("tickets", told("tickets", ticket("t2", "Ana Quixworth", modified_at=day(changed)))))
    lake.erase(lake.person(ids=[("plain", "c1")]))
    with open_facts(lake) as facts:
        assert rows_of(facts, "tickets", "ticket_id", "modified_at", "subject") == [("t2", day(4), None)]


def test_a_reader_does_not_keep_an_erased_person_on_disk(tmp_path: Path) -> None:
    lake = lake_with_ana(tmp_path)
    with open_facts(lake):
        lake.erase(lake.person(ids=[("plain", "c1")]))
        assert found(tmp_path) == []


def test_findings_keep_their_numbers_and_lose_the_words(tmp_path: Path) -> None:
    lake = lake_with_ana(tmp_path)
    keys = told("tickets", *TICKETS).column("key").to_pylist()
    said = [
        "Cannot sign in",
        "Please call Ana Quixworth",
        "QUIXWORTH",
        "a",
        "Ana is waiting",
        "Ana is waiting",
        "b",
        None,
    ]
    rows = [{"atom": key, "v": 0.5, "says": words, "file": "t.csv"} for key, words in zip(keys, said, strict=False)]
    evidence = lake.folder / "runs" / "r1" / "evidence.parquet"
    evidence.parent.mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(rows), evidence)
    assert lake.erase(lake.person(ids=[("plain", "c1")])).findings == 5
    assert pq.read_table(evidence).column("says").to_pylist() == [*["(erased)"] * 5, "Ana is waiting", "b", None]
    assert found(tmp_path) == []


def test_key_and_list_are_for_their_owner_alone_and_name_nobody(tmp_path: Path) -> None:
    lake = lake_with_ana(tmp_path)
    assert not (tmp_path / "key").exists()
    lake.erase(lake.person(ids=[("plain", "c1")]))
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("key", "suppression")] == [0o600, 0o600]


def polars_of(table: str, *rows: dict[str, Any], system: str = "plain", file: str = "facts.csv") -> pl.DataFrame:
    made = pl.from_arrow(told(table, *rows, system=system, file=file))
    assert isinstance(made, pl.DataFrame)
    return made


@pytest.fixture
def sieve(tmp_path: Path) -> Sieve:
    lake = lake_with_ana(tmp_path)
    lake.erase(lake.person(ids=[("plain", "c1")]))
    return Sieve(Suppression.of(tmp_path))


def test_the_next_file_brings_back_just_what_erasure_left(sieve: Sieve, tmp_path: Path) -> None:
    for table, rows in (("contacts", CONTACTS), ("tickets", TICKETS), ("roles", [_role("c1")])):
        sieved = sieve.facts(table, polars_of(table, *rows))
        with open_facts(Lake(tmp_path)) as facts:
            columns = [c for c in arrow_schema(table).names if c not in {"batch", "file"}]
            left = rows_of(facts, table, *columns)
        told_again = sorted(sieved.facts.select(columns).rows(), key=repr)
        assert told_again == left
    assert sieve.facts("contacts", polars_of("contacts", *CONTACTS)).dropped["contact_id"].to_list() == ["c1"]


def test_under_a_new_id_an_erased_address_is_known(sieve: Sieve) -> None:
    again = polars_of("contacts", contact("99", "Ana Quixworth", "ana.quixworth@acme.example"), system="hubspot")
    assert sieve.facts("contacts", again).facts.is_empty()


def test_texts_outside_tables_are_looked_at_too(sieve: Sieve) -> None:
    assert sieve.text("contacts of Ana Quixworth.csv") == "(erased)"
    assert sieve.text("contacts of Ana Falk.csv") == "contacts of Ana Falk.csv"


def test_without_a_list_everything_comes_in_as_it_is(tmp_path: Path) -> None:
    facts = polars_of("contacts", *CONTACTS)
    assert Sieve(Suppression.of(tmp_path)).facts("contacts", facts).facts.equals(facts)


def test_a_person_nobody_knows_is_still_kept_out(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.erase(Person(emails=frozenset({"cy@acme.example"})))
    again = polars_of("contacts", contact("c9", "Cy Holm", "Cy@acme.example"))
    assert Sieve(Suppression.of(tmp_path)).facts("contacts", again).facts.is_empty()


def test_somebody_of_the_same_name_elsewhere_keeps_theirs(tmp_path: Path) -> None:
    lake = lake_with_ana(tmp_path)
    other = contact("c7", "Ana Quixworth", "aq@dune.example", account="dune")
    at_home = contact("c8", "Ana Quixworth", "aq@home.example")
    without_address = contact("c9", "Ana Quixworth", None, account="dune")
    bring(lake, "namesakes", ("contacts", told("contacts", other, at_home, without_address)))
    lake.erase(lake.person(ids=[("plain", "c1")]))
    with open_facts(lake) as facts:
        kept = {
            id_: name for id_, name in rows_of(facts, "contacts", "contact_id", "name") if id_ in {"c7", "c8", "c9"}
        }
    assert kept == {"c7": "Ana Quixworth", "c8": None, "c9": None}


def test_an_accent_written_as_a_letter_of_its_own_hides_nobody(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    bring(lake, "contacts", ("contacts", told("contacts", contact("c1", "Zoé Núñez", "zn@acme.example"))))
    apart = unicodedata.normalize("NFD", "Zoé Núñez cannot sign in")
    bring(lake, "tickets", ("tickets", told("tickets", ticket("t1", apart, account="bolt"))))
    lake.erase(lake.person(ids=[("plain", "c1")]))
    with open_facts(lake) as facts:
        assert rows_of(facts, "tickets", "subject") == [(None,)]


def test_what_is_told_about_a_person_is_what_erasing_them_would_take(tmp_path: Path) -> None:
    lake = lake_with_ana(tmp_path)
    person = lake.person(ids=[("plain", "c1")])
    before = bytes_under(tmp_path / "lake")
    told_of = {one.table: one for one in about(tmp_path, person)}
    named = {(one.table, column): len(rows) for one in told_of.values() for column, rows in one.named}
    assert [row["row"] for row in not_read_about(tmp_path, person)] == [44]
    assert bytes_under(tmp_path / "lake") == before
    erased = lake.erase(person)
    assert {table: len(one.theirs) for table, one in told_of.items() if len(one.theirs)} == erased.rows
    assert {table: sum(n for (of, _), n in named.items() if of == table) for table in {of for of, _ in named}} == {
        table: n for table, n in erased.cells.items() if table != "rejects"
    }


def test_who_was_erased_is_sifted_out_of_a_lake_that_came_back(tmp_path: Path) -> None:
    old, now = tmp_path / "old", tmp_path / "now"
    lake_with_ana(old)
    erased_later = lake_with_ana(now)
    erased_later.erase(erased_later.person(ids=[("plain", "c1")]))
    Suppression.of(old).unite(now)
    assert len(found(old)) == len(ANA)
    assert Lake(old).sift().rows == {"contacts": 1, "tickets": 2, "survey_answers": 1, "roles": 1}
    assert found(old) == []
    assert [path.stat().st_mode & 0o777 for path in (old / "key", old / "suppression")] == [0o600, 0o600]


def test_lists_made_under_different_keys_are_not_united(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        Suppression.of(tmp_path / name).add(Person(emails=frozenset({f"{name}@acme.example"})))
    with pytest.raises(Conflict, match="different keys"):
        Suppression.of(tmp_path / "one").unite(tmp_path / "two")


def test_facts_that_name_the_person_by_an_id_of_another_source_go_too(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    ana = contact("003000000000001AAA", "Ana Quixworth", "ana@acme.example")
    crm = told("contacts", ana, contact("77", "Bo Lund", "bo@acme.example"), system="salesforce")
    bring(lake, "crm", ("contacts", crm))
    bring(lake, "own", ("contacts", told("contacts", contact("77", "Cy Holm", "cy@acme.example"))))
    roles = told("roles", _role("003000000000001AAA"), _role("77"))
    desk = told("tickets", ticket("t1", None, contact_id="003000000000001AAA"), system="zendesk")
    bring(lake, "facts", ("roles", roles), ("tickets", desk))
    lake.erase(lake.person(emails=["ana@acme.example"]))
    with open_facts(lake) as facts:
        assert rows_of(facts, "roles", "contact_id") == [("77",)]
        assert rows_of(facts, "tickets", "ticket_id") == []
    lake.erase(lake.person(ids=[("salesforce", "77")]))
    with open_facts(lake) as facts:
        assert rows_of(facts, "roles", "contact_id") == [("77",)], "Cy's own id, and so his role"
