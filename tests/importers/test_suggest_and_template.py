"""A drafted mapping can be used as it stands; a template reads back as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.conftest import read_file
from vouch.domain.errors import BadInput
from vouch.importers import find, suggest, template
from vouch.tables.facts import TABLES


@pytest.mark.parametrize(
    ("text", "table", "lines"),
    [
        (
            "Case number;Reporter mail;Opened;Resolved on;Urgency\n"
            "7;ana@x.com;31.01.2025 10:00;01.02.2025 09:00;high\n",
            "tickets",
            ['ticket_id = "Case number"', 'email = "Reporter mail"', 'priority = "Urgency"', "# zone ="],
        ),
        (
            'Company ID,Company,Website,ARR\nA1,Acme,acme.example,"1.234,50"\nA2,Bolt,bolt.example,"7,25"\n',
            "accounts",
            ['account_id = "Company ID"', 'yearly_value = "ARR"', 'decimal = ","'],
        ),
        (
            "id,mail,when,what,how\n1,ana@x.com,03/04/2025,talk,unasked\n",
            "",
            ['"eu" (day first) or "us" (month first)?'],
        ),
        (
            "message id,user id,timestamp,event name\nm1,u1,1743588900,login\nm2,u2,1743588901,login\n",
            "usage",
            ['happened_at = { from = "timestamp", format = "epoch" }', 'event = "event name"'],
        ),
        (
            "contract,account,start date,end date\nS1,A1,2025-01-01,2025-12-31\n",
            "subscriptions",
            ['starts_on = "start date"', 'term_ends_on = "end date"'],
        ),
        (
            "Title page\n\naccount id,kind,date\nA1,Renewed,2025-01-01\nA2,Downsell,2025-01-02\n",
            "renewals",
            ["skip = 1", '"Downsell" = "downsell"', "# decide: each is one of"],
        ),
    ],
)
def test_a_draft_names_the_columns_and_can_be_used(tmp_path: Path, text: str, table: str, lines: list[str]) -> None:
    path, mapping = tmp_path / "export.csv", tmp_path / "mapping.toml"
    path.write_text(text)
    draft = suggest(path)
    mapping.write_text(draft)
    assert all(line in draft for line in lines), draft
    out = read_file(path, mapping)
    assert out.summary.rows_kept > 0, out.rejects
    assert not table or table in out.facts, draft


def test_a_draft_survives_headers_and_cells_that_look_like_toml(tmp_path: Path) -> None:
    path, mapping = tmp_path / "export.csv", tmp_path / "mapping.toml"
    path.write_text('"a ""quoted"" id","[[table]]","to = \'x\'",name\n1,"x\ny",#,Acme\n')
    mapping.write_text(suggest(path))
    assert read_file(path, mapping).summary.rows_kept == 1


def test_a_file_without_rows_teaches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("a,b\n")
    with pytest.raises(BadInput, match="nothing to learn from"):
        suggest(path)


def test_a_template_has_one_file_for_each_table_and_reads_back(tmp_path: Path) -> None:
    written = template(tmp_path / "template")
    assert {path.name for path in written} == {"README.md", *(f"{name}.csv" for name in TABLES)}
    for path in find([tmp_path / "template"]):
        out = read_file(path)
        assert (out.kind, out.summary.rows_read) == (f"plain.{path.stem}", 0)


def test_the_page_beside_the_template_says_what_each_column_holds(tmp_path: Path) -> None:
    template(tmp_path)
    page = (tmp_path / "README.md").read_text()
    for table in TABLES.values():
        assert table.sentence in page
        assert all(f"| `{column.name}` |" in page and column.doc in page for column in table.columns)


def test_a_template_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("mine")
    with pytest.raises(BadInput, match=r"already has deals\.csv"):
        template(tmp_path)
    assert (tmp_path / "deals.csv").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 1


def test_files_are_found_in_a_stable_order_without_hidden_and_lock_files(tmp_path: Path) -> None:
    for name in (
        "b.csv",
        "a.XLSX",
        "~$a.xlsx",
        ".~lock.b.csv#",
        ".hidden.csv",
        "notes.md",
        "sub/c.jsonl",
        ".git/d.csv",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = find([tmp_path, tmp_path / "b.csv", tmp_path / "notes.md"])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["a.XLSX", "b.csv", "sub/c.jsonl", "notes.md"]
    with pytest.raises(BadInput, match="no file or folder"):
        find([tmp_path / "gone.csv"])
