"""Mappings: what each of their words does, and a sentence for each mistake in one."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from textwrap import dedent

import pytest

from tests.importers.conftest import Outcome, Reader
from vouch.domain.errors import BadInput
from vouch.importers import KINDS
from vouch.importers.base.mapping import read


@pytest.fixture
def through(reads: Reader, tmp_path: Path):  # type: ignore[no-untyped-def]
    def go(mapping: str, content: str) -> Outcome:
        path = tmp_path / "mapping.toml"
        path.write_text(f'name = "own"\nsystem = "own"\n{dedent(mapping)}')
        return reads(content, as_=path)

    return go


ACTS = """
    [[table]]
    to = "acts"
    {more}
    [table.columns]
    act_id = "Id"
    email = ["Mail", "Other mail"]
    activity_type = "What"
    done_at = "When"
"""


def test_headers_are_found_whatever_their_case_spaces_and_punctuation(through) -> None:  # type: ignore[no-untyped-def]
    out = through(ACTS.format(more=""), "ID, mail ,what,WHEN,colour\n1,ana@x.com,talk,2025-01-01,red\n")
    [row] = out.facts["acts"]
    assert (row["act_id"], row["activity_type"], row["attributes"]) == ("1", "talk", '{"colour":"red"}')


def test_the_first_filled_cell_of_several_columns_counts(through) -> None:  # type: ignore[no-untyped-def]
    out = through(ACTS.format(more=""), "Id,Mail,Other mail,What,When\n1,,bo@x.com,talk,2025-01-01\n")
    assert out.column("acts", "email") == ["bo@x.com"]


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ('where = { What = "talk" }', ["1"]),
        ('where = { What = ["TALK", "quote"] }', ["1", "2"]),
        ('where = { What = { not = "talk" } }', ["2", "3"]),
        ('where = { Points = "*" }', ["2"]),
        ('where = { Points = "" }', ["1", "3"]),
        ("where = { Points = 5 }", ["2"]),
        ('where = { What = "call", Points = "" }', ["3"]),
        ('where = { Nowhere = "*" }', []),
    ],
)
def test_where_says_which_rows(through, where: str, kept: list[str]) -> None:  # type: ignore[no-untyped-def]
    rows = ("1,a@x.com,Talk,2025-01-01,", "2,a@x.com,quote,2025-01-01,5", "3,a@x.com,call,2025-01-01,")
    text = "\n".join(("Id,Mail,What,When,Points", *rows))
    out = through(ACTS.format(more=where), text)
    assert out.column("acts", "act_id") == kept
    assert out.summary.rows_left_out == 3 - len(kept)


def test_words_and_constants_of_the_mapping_become_those_of_the_contract(through) -> None:  # type: ignore[no-untyped-def]
    out = through(
        """
        [[table]]
        to = "acts"
        constants = { activity_type = "review", completed = true }
        columns = { email = "Mail", done_at = "When", prompted = "How" }
        values = { prompted = { "by us" = "asked", alone = "unprompted", "*" = "" } }
        """,
        "Mail,When,How\na@x.com,2025-01-01,By us\na@x.com,2025-01-02,ALONE\na@x.com,2025-01-03,?\n",
    )
    assert out.column("acts", "prompted") == ["asked", "unprompted", None]
    assert out.column("acts", "completed") == [True] * 3
    assert set(out.column("acts", "activity_type")) == {"review"}


def test_one_row_may_say_something_to_several_tables(through) -> None:  # type: ignore[no-untyped-def]
    out = through(
        """
        [[table]]
        to = "accounts"
        columns = { account_id = "Company", name = "Company" }
        [[table]]
        to = "contacts"
        columns = { email = "Mail", account_id = "Company" }
        """,
        "Company,Mail,Note\nAcme,ana@x.com,x\nAcme,bo@x.com,y\nBolt,,z\n",
    )
    assert out.summary.counts == {"accounts": 2, "contacts": 2}
    assert [row["attributes"] for row in out.facts["contacts"]] == [None, None]
    assert (out.summary.rows_kept, len(out.rejects)) == (3, 1)


def test_columns_side_by_side_become_rows(through) -> None:  # type: ignore[no-untyped-def]
    out = through(
        """
        [[table]]
        to = "survey_answers"
        needs = ["score"]
        columns = { email = "Mail", answered_at = "When" }
        each = [
          { columns = { score = "Overall", comment = "Why" }, constants = { item = "nps" } },
          { columns = { score = "Support" }, constants = { item = "csat" } },
        ]
        """,
        "Mail,When,Overall,Why,Support\na@x.com,2025-01-01,9,good,4\nb@x.com,2025-01-01,,,3\n",
    )
    answers = [(row["email"], row["item"], row["score"], row["comment"]) for row in out.facts["survey_answers"]]
    assert sorted(answers, key=str) == [
        ("a@x.com", "csat", 4.0, None),
        ("a@x.com", "nps", 9.0, "good"),
        ("b@x.com", "csat", 3.0, None),
    ]


def test_several_ids_in_a_cell_become_rows(through) -> None:  # type: ignore[no-untyped-def]
    out = through(
        """
        [[table]]
        to = "deal_contacts"
        split = { column = "Contact IDs", by = ";" }
        columns = { deal_id = "Deal", contact_id = "Contact IDs" }
        """,
        "Deal,Contact IDs\nd1,7; 8;\nd2,\nd3,9\n",
    )
    assert list(
        zip(out.column("deal_contacts", "deal_id"), out.column("deal_contacts", "contact_id"), strict=True)
    ) == [
        ("d1", "7"),
        ("d1", "8"),
        ("d3", "9"),
    ]


def test_cells_are_joined_scaled_and_read_with_a_comma(through) -> None:  # type: ignore[no-untyped-def]
    out = through(
        """
        [[table]]
        to = "deals"
        [table.columns]
        deal_id = { join = ["Year", "Number"], by = "-" }
        account_id = "Who"
        amount = { from = "Thousands", scale = 1000, decimal = "," }
        """,
        "Year;Number;Who;Thousands\n2025;7;A1;1.234,5\n",
    )
    assert (out.column("deals", "deal_id"), out.column("deals", "amount")) == (["2025-7"], [1_234_500.0])


def test_rows_around_the_table_are_no_rows(through) -> None:  # type: ignore[no-untyped-def]
    out = through(
        """
        [rows]
        skip = 1
        after_header = 1
        footer = true
        empty = ["n/a"]
        drop = { Gone = "1" }
        [[table]]
        to = "accounts"
        columns = { account_id = "Id", name = "Name", region = "Region" }
        """,
        "A report\nId,Name,Region,Gone\nid,text,text,flag\n1,Acme,n/a,0\n2,Bolt,North,1\n\nPrinted today\n",
    )
    assert (out.column("accounts", "name"), out.column("accounts", "region")) == (["Acme"], [None])
    assert out.summary.rows_left_out == 1


def test_what_the_mapping_covers_may_be_stated(through) -> None:  # type: ignore[no-untyped-def]
    out = through(
        "[covers]\nfrom = 2025-01-01\nuntil = 2025-01-31\n" + dedent(ACTS.format(more="")),
        "Id,Mail,What,When\n1,a@x.com,talk,2025-01-10\n",
    )
    [covered] = out.summary.coverage
    assert (str(covered.since.date()), str(covered.until.date())) == ("2025-01-01", "2025-01-31")


def test_columns_that_are_ignored_are_kept_nowhere(through) -> None:  # type: ignore[no-untyped-def]
    out = through(
        'ignore = ["Body"]\n' + dedent(ACTS.format(more="")), "Id,Mail,What,When,Body\n1,a@x.com,t,2025-01-10,x\n"
    )
    assert (out.column("acts", "attributes"), out.summary.unmapped) == ([None], [])
    assert "not kept: 'Body'" in out.summary.notes


def test_headers_named_but_not_there_are_told(through) -> None:  # type: ignore[no-untyped-def]
    out = through(
        '[[table]]\nto = "accounts"\ncolumns = { account_id = "Id", name = "Name", region = "Regoin" }\n',
        "Id,Name,Region\n1,Acme,North\n",
    )
    assert "the mapping names 'Regoin', which the file has not" in out.summary.notes


def test_the_identity_changes_with_what_the_mapping_says_and_with_nothing_else() -> None:
    text = 'name = "x"\n[[table]]\nto = "accounts"\ncolumns = { account_id = "Id", name = "Name" }\n'
    same = read("# a comment\n" + text, name="x").identity
    assert same == read(text, name="y").identity != read(text.replace('"Name"', '"Title"'), name="x").identity


USAGE = "name = 'x'\n[[table]]\nto = 'usage'\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name = ", "not valid TOML"),
        ('name = "x"', "table is missing"),
        ('name = "x"\n[[table]]\nto = "acount"', "no fact table 'acount'; did you mean accounts?"),
        ('name = "x"\n[[table]]\nto = "accounts"\ncolumns = { nam = "N" }', "no column 'nam'; did you mean name?"),
        ('name = "x"\nzone = "Mars/Base"\n[[table]]\nto = "accounts"', "no time zone 'Mars/Base'"),
        (
            'name = "x"\ncolour = 1\n[[table]]\nto = "accounts"',
            "colour is not a key of the mapping; did you mean covers?",
        ),
        ('name = "x"\n[[table]]\nto = "acts"\nconstants = { prompted = "maybe" }', "cannot be 'maybe'; it is one of"),
        ('nam = "x"\n[[tabel]]\nto = "usage"', "nam is not a key of the mapping; did you mean name?; tabel is not"),
        (
            f"{USAGE}colums = {{ a = 'b' }}",
            "1 mistake: table 1.colums is not a key of the mapping; did you mean columns?",
        ),
        (f"{USAGE}columns = {{ account_id = 5 }}", "table 1.columns.account_id: this must be a section"),
        (
            f"{USAGE}columns.quantity = {{ from = 'q', scale = 'k' }}",
            "quantity.scale: this must be a number (it says 'k')",
        ),
        (f"{USAGE}columns.happened_at = {{ from = 'd', format = 'european' }}", "no dates are written 'european'"),
        (f"{USAGE}columns.happened_at = {{ from = 'd', format = '%Q' }}", "no dates are written '%Q'"),
        (f"{USAGE}where = {{ A = {{ isnt = 'x' }} }}", "table 1.where.A.isnt is not a key of the mapping"),
        (f"{USAGE}columns.account_id = 'a'", "usage needs happened_at: say under table.columns which header"),
        (f"{USAGE}constants = {{ happened_at = 'soon' }}", "usage.happened_at cannot be 'soon'; write a day"),
        (f"covers.from = 'lately'\n{USAGE}", "covers.from: this must be a date like 2025-01-31 (it says 'lately')"),
        (f"covers = {{ from = 2025-02-01, until = 2025-01-01 }}\n{USAGE}", "it ends on 2025-01-01, before it begins"),
        (f"system = 'My Tool'\n{USAGE}", "system: this must be small letters"),
    ],
)
def test_a_mistake_in_a_mapping_is_told_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read(text, name="own.toml")
    assert sentence in refusal.value.sentence


def test_what_the_page_shows_of_a_mapping_can_be_read() -> None:
    page = resources.files("vouch.importers.files").joinpath("README.md").read_text()
    mapping = read(page.partition("```toml")[2].partition("```")[0], name="README.md")
    assert [block.to for block in mapping.blocks] == ["tickets", "deal_contacts", "survey_answers", "survey_answers"]


def test_every_kind_has_a_name_of_its_own_and_a_title() -> None:
    names = [kind.mapping.name for kind in KINDS]
    assert len(names) == len(set(names))
    assert all(kind.mapping.title for kind in KINDS)


@pytest.mark.parametrize("header", ["^$", "^[$", "^a.*$"])
def test_a_header_that_looks_like_a_pattern_is_a_name(reads: Reader, header: str) -> None:
    out = reads(f"event_id,account_id,happened_at,event,{header}\ne1,A1,2025-01-01,seen,x\n")
    assert out.column("usage", "attributes") == [f'{{"\'{header}\'":"x"}}']
