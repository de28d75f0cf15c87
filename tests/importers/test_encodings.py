"""Encodings, separators, quoted line breaks and line ends: the same table whatever it is written in."""

from __future__ import annotations

import pytest

from tests.importers.conftest import Reader

TABLE = 'account_id,name,region\n01,"Käse, GmbH","Süd\nWest"\n02,Žluť,Nord\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_table_reads_alike_in_every_encoding(reads: Reader, encoding: str) -> None:
    out = reads(TABLE.encode(encoding))
    assert out.column("accounts", "name") == ["Käse, GmbH", "Žluť"]
    assert out.column("accounts", "region") == ["Süd\nWest", "Nord"]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_western_encodings_are_read_where_utf8_fails(reads: Reader, encoding: str) -> None:
    assert reads("account_id,name\n1,Käse\n".encode(encoding)).column("accounts", "name") == ["Käse"]


def test_one_damaged_cell_in_a_utf8_file_costs_that_cell(reads: Reader) -> None:
    text = "account_id,name,region\n" + "".join(f"{n},Käse{n},Süd\n" for n in range(50))
    out = reads(text.encode() + b"99,Acme,S\xfcd\n")
    assert out.column("accounts", "region")[-1] is None
    assert out.column("accounts", "name")[0] == "Käse0"
    assert out.rejects[0].reason.startswith("the cell has bytes that are no text")


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_separators_are_found(reads: Reader, separator: str) -> None:
    out = reads(f"account_id{separator}name{separator}region\n1{separator}Acme, Ltd{separator}North\n")
    assert out.column("accounts", "name") == ["Acme, Ltd"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(reads: Reader, end: str) -> None:
    assert reads(f"account_id,name{end}1,Acme{end}2,Bolt{end}").column("accounts", "row") == [2, 3]


def test_excel_may_say_its_separator_first(reads: Reader) -> None:
    out = reads("sep=;\naccount_id;name\n1;Acme\n")
    assert (out.column("accounts", "name"), out.column("accounts", "row")) == (["Acme"], [3])


def test_a_row_is_where_an_editor_shows_its_first_line(reads: Reader) -> None:
    out = reads('account_id,name,region\n1,Acme,"a\nb\nc"\n\n2,Bolt,x\nshort\n3,Cove,y\n')
    assert out.column("accounts", "row") == [2, 6, 8]
    assert out.rejects[0].row == 7


def test_empty_cells_at_the_end_of_a_row_do_no_harm(reads: Reader) -> None:
    assert reads("account_id,name\n1,Acme,,\n").column("accounts", "name") == ["Acme"]
