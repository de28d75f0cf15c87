"""Bad input of every sort: a bad row never stops a good one, a file that lies is refused with a sentence."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, datetime

import pytest

from tests.importers.conftest import Reader
from vouch.domain.errors import BadInput

USAGE = "event_id,account_id,happened_at,quantity\n"
GOOD = "good,A9,2025-01-01,1\n"


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("e1,A1,2027-01-01,1", "happened_at", "this is in the future"),
        ("e1,A1,1969-12-31,1", "happened_at", "this is before 1970"),
        ("e1,A1,2025-02-30,1", "happened_at", "this is no date that can be read"),
        ("e1,A1,soon,1", "happened_at", "this is no date"),
        ("e1,A1,13-Jan-25,1", "happened_at", "its year has two digits; export dates like 2025-01-31"),
        ("e1,A1,31.12.24,1", "happened_at", "its year has two digits; export dates like 2025-01-31"),
        ("e1,A1,,1", "happened_at", "this is empty"),
        ("e1,,2025-01-01,1", "account_id or contact_id or email", "this is empty"),
        ("e1,5.1E+17,2025-01-01,1", "account_id", "a spreadsheet has rounded this id; export it as text"),
        ("e1,A\0,2025-01-01,1", "account_id", "the cell has bytes that are no text"),
        ("e1,A1,2025-01-01", "", "the row has 3 cells where the header has 4"),
        ("e1,A1,2025-01-01,1,2", "", "the row has 5 cells where the header has 4"),
    ],
)
def test_a_row_that_cannot_be_read_is_listed_and_the_next_one_read(
    reads: Reader, row: str, column: str, reason: str
) -> None:
    out = reads(f"{USAGE}{row}\n{GOOD}")
    assert out.column("usage", "event_id") == ["good"]
    assert out.reasons() == [(2, column, reason)]
    assert (out.summary.rows_kept, out.summary.rows_not_read) == (1, 1)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("-1", "this cannot be negative"),
        ("1e40", "the number is absurdly large"),
        ("nan", "this is no number"),
        ("many", "this is no number"),
        ("=cmd|' /C calc'!A0", "this is no number"),
    ],
)
def test_a_bad_cell_that_is_not_needed_costs_the_cell_and_is_listed(reads: Reader, cell: str, reason: str) -> None:
    out = reads(f'{USAGE}e1,A1,2025-01-01,"{cell}"\n{GOOD}')
    assert out.column("usage", "quantity") == [None, 1.0]
    assert out.reasons() == [(2, "quantity", f"{reason}; the row was kept without it")]
    assert out.rejects[0].value_excerpt == cell
    assert (out.summary.rows_kept, out.summary.cells_not_read) == (2, 1)


def test_absurd_counts_are_left_out(reads: Reader) -> None:
    out = reads("account_id,name,employees\nA1,Acme,-4\nA2,Bolt,99999999999\nA3,Cove,2.5\nA4,Dune,40\n")
    assert out.column("accounts", "employees") == [None, None, None, 40]


def test_what_is_due_may_lie_ahead_but_not_for_ever(reads: Reader) -> None:
    out = reads("deal_id,account_id,close_date\nd1,A1,2027-05-01\nd2,A1,2099-12-31\n")
    assert [str(day) for day in out.column("deals", "close_date")] == ["2027-05-01", "None"]
    assert out.rejects[0].reason.startswith("this is more than five years ahead")


def test_an_end_before_its_begin_is_left_out(reads: Reader) -> None:
    out = reads("ticket_id,email,opened_at,closed_at\nt1,ana@example.com,2025-02-01,2025-01-01\n")
    assert out.column("tickets", "closed_at") == [None]
    assert "before the case was opened" in out.rejects[0].reason


def test_an_account_that_belongs_to_itself_loses_its_parent(reads: Reader) -> None:
    out = reads("account_id,name,parent_id\nA1,Acme,A1\nA2,Bolt,A1\nA3,Cove,gone\n")
    assert out.column("accounts", "parent_id") == [None, "A1", "gone"]


def test_of_rows_that_describe_the_same_thing_differently_the_last_counts(reads: Reader) -> None:
    out = reads("account_id,name\nA1,Acme\nA2,Bolt\nA1,Acme Health\nA2,Bolt\n")
    assert sorted(out.column("accounts", "name")) == ["Acme Health", "Bolt"]
    assert out.summary.notes == ["1 account came more than once and differed; the last row counts"]
    assert out.summary.rows_kept == 4


def test_versions_with_times_of_their_own_are_all_kept(reads: Reader) -> None:
    out = reads("account_id,name,modified_at\nA1,Acme,2024-01-01\nA1,Acme Health,2025-01-01\n")
    assert out.column("accounts", "name") == ["Acme", "Acme Health"]
    assert out.summary.notes == []


def test_a_contact_for_whom_the_file_names_several_accounts_is_left_without_any(reads: Reader) -> None:
    out = reads(
        "contact_id,email,account_id\n,ana@example.com,A1\n,ANA@example.com,A2\n,bo@example.com,A1\n,bo@example.com,\n"
    )
    assert {row["contact_id"]: row["account_id"] for row in out.facts["contacts"]} == {
        "ana@example.com": None,
        "bo@example.com": "A1",
    }
    assert "1 contact named several accounts; none was guessed" in out.summary.notes


def test_amounts_in_several_currencies_without_a_column_that_says_which_are_left_out(reads: Reader) -> None:
    out = reads("deal_id,account_id,amount\nd1,A1,€ 100\nd2,A1,$ 100\nd3,A1,100\n")
    assert out.column("deals", "amount") == [None, None, None]
    assert len(out.rejects) == 3
    assert "several currencies ($, EUR)" in out.rejects[0].reason


def test_one_currency_sign_names_the_currency_of_its_row(reads: Reader) -> None:
    out = reads("deal_id,account_id,amount\nd1,A1,£1,000.50\n".replace("£1,000.50", '"£1,000.50"'))
    assert (out.column("deals", "amount"), out.column("deals", "currency")) == ([1000.5], ["GBP"])


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_quote_never_closed_costs_one_row(reads: Reader, separator: str) -> None:
    text = 'event_id,account_id,happened_at\ne1,"A1,2025-01-01\ne2,A2,2025-01-02\ne3,"A3",2025-01-03\n'
    out = reads(text.replace(",", separator))
    assert out.column("usage", "event_id")[-1] == "e3"
    assert {reject.row for reject in out.rejects} | set(out.column("usage", "row")) == {2, 3, 4}


def test_a_cell_of_ten_megabytes_is_listed(reads: Reader) -> None:
    out = reads(
        "response_id,email,item,comment,answered_at\nr1,ana@example.com,nps," + "x" * 10_000_000 + ",2025-01-01\n"
    )
    assert out.column("survey_answers", "comment") == [None]
    assert out.rejects[0].reason.startswith("the cell has more than 1,000,000 characters")
    assert len(out.rejects[0].value_excerpt) <= 80


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "=1+1", "$(rm -rf /)", "'; DROP TABLE x; --", "@SUM(A1)"]
)
def test_scripts_formulas_and_shell_text_are_text(reads: Reader, text: str) -> None:
    assert reads(f'account_id,name\nA1,"{text}"\n').column("accounts", "name") == [text]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "empty_file"),
        (b"\xef\xbb\xbf\r\n  \n", "a.csv", "empty_file"),
        (b"PK\x03\x04rest", "a.csv", "wrong_ending"),
        (b"PAR1....", "a.csv", "wrong_ending"),
        (b"account_id,name\nA1,Acme\n", "a.xlsx", "wrong_ending"),
        (b"account_id,name\nA1,Acme\n", "a.parquet", "wrong_ending"),
        (b"PAR1 and no more", "a.parquet", "no_parquet"),
        (b"PK\x03\x04rest", "a.xlsx", "no_workbook"),
        (b"\x1f\x8b\x08rest", "a.csv", "damaged"),
        (b"\xd0\xcf\x11\xe0old", "a.xls", "not_a_table"),
        (b"\xd0\xcf\x11\xe0locked", "a.xlsx", "not_a_table"),
        (b"%PDF-1.7", "a.csv", "not_a_table"),
        (b"<!DOCTYPE html><table></table>", "a.xls", "not_a_table"),
        (b"\xef\xbb\xbf <html>", "a.csv", "not_a_table"),
        (gzip.compress(b"PAR1 inside", mtime=0), "a.parquet.gz", "not_a_table"),
        (gzip.compress(gzip.compress(b"account_id,name\n", mtime=0), mtime=0), "a.csv.gz", "not_a_table"),
        (gzip.compress(b"account_id,name\nA1,Acme\n" * 99, mtime=0)[:-9], "a.csv.gz", "damaged"),
        (b'{"account_id": "A1", "name": "Acme"}', "a.csv", "wrong_ending"),
        (b'\xef\xbb\xbf[\n {"account_id": "A1"}]', "a.csv", "wrong_ending"),
        (b"{}", "a.json", "unknown_kind"),
        (bytes(range(32)) * 200, "a.csv", "not_text"),
        (b"colour,shape\nred,round\n", "a.csv", "unknown_kind"),
        (b"account_id,name\nA1,Acme\n", "a.json", "no_records"),
        (b'{"a": 1', "a.json", "no_records"),
    ],
)
def test_a_file_that_cannot_be_what_it_claims_is_refused_with_a_sentence(
    reads: Reader, content: bytes, name: str, code: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        reads(content, name)
    assert refusal.value.code == code
    assert refusal.value.sentence.startswith(name)
    assert refusal.value.sentence.endswith((".", "."))


def test_an_unknown_header_is_told_how_to_go_on(reads: Reader) -> None:
    with pytest.raises(BadInput, match=r"`vouch mapping suggest .*a\.csv` drafts a mapping"):
        reads("colour,shape\nred,round\n", "a.csv")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(reads: Reader) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(BadInput, match="would unpack from") as refusal:
        reads(packed.getvalue(), "a.xlsx")
    assert refusal.value.code == "zip_bomb"


def test_days_and_months_that_cannot_be_told_apart_refuse_the_file(reads: Reader) -> None:
    with pytest.raises(BadInput, match="'happened_at' nothing tells day and month apart") as refusal:
        reads("event_id,account_id,happened_at\ne1,A1,03/04/2025\ne2,A1,05/06/2025\n")
    assert 'format = "eu"' in refusal.value.sentence


def test_days_first_and_months_first_in_one_column_refuse_the_file(reads: Reader) -> None:
    with pytest.raises(BadInput, match="some days first and some months first"):
        reads("event_id,account_id,happened_at\ne1,A1,31/01/2025\ne2,A1,01/31/2025\n")


def test_a_file_without_a_needed_column_is_refused_with_the_nearest_header(reads: Reader) -> None:
    with pytest.raises(BadInput, match=r"accounts needs account_id.*is it 'acount_id'"):
        reads("acount_id,name\nA1,Acme\n", as_="plain.accounts")


def test_a_kind_that_is_not_there_is_refused_with_the_nearest(reads: Reader) -> None:
    with pytest.raises(BadInput, match=r"did you mean .*plain\.tickets"):
        reads("a,b\n1,2\n", as_="plain.ticket")


def test_a_date_in_which_nothing_tells_follows_the_other_dates_of_its_file(reads: Reader) -> None:
    head = "ticket_id,email,opened_at,closed_at\n"
    out = reads(f"{head}t1,ana@example.com,31/01/2025,01/02/2025\n")
    assert out.column("tickets", "closed_at") == [datetime(2025, 2, 1, 23, 59, 59, tzinfo=UTC)]
    with pytest.raises(BadInput, match="nothing tells day and month apart"):
        reads(f"{head}t1,ana@example.com,02/01/2025,01/02/2025\n")


@pytest.mark.parametrize(
    ("row", "score", "reason"),
    [
        ("nps,10,,", 10.0, ""),
        ("nps,11,,", None, "this is not on its scale of 0 to 10"),
        ("nps,-1,,", None, "this is not on its scale of 0 to 10"),
        ("csat,80,,", None, "this is not on its scale of 1 to 5"),
        ("csat,80,0,100", 80.0, ""),
        ("csat,3,5,1", None, "this is not on its scale of 5 to 1"),
        ("mood,30,,", 30.0, ""),
        ("mood,30,0,10", None, "this is not on its scale of 0 to 10"),
    ],
)
def test_a_score_beyond_its_scale_costs_the_score_and_is_listed(
    reads: Reader, row: str, score: float | None, reason: str
) -> None:
    out = reads(f"response_id,email,answered_at,item,score,scale_low,scale_high\nr1,ana@example.com,2025-01-01,{row}\n")
    assert out.column("survey_answers", "score") == [score]
    assert out.reasons() == ([(2, "score", f"{reason}; the row was kept without it")] if reason else [])


def test_a_refusal_about_a_column_names_its_file(reads: Reader) -> None:
    with pytest.raises(BadInput, match=r"^a\.csv: The column 'NPS' has scores out of 10 and out of 5"):
        reads("email,NPS,date\nana@example.com,4/5,2025-01-01\nbo@example.com,9/10,2025-01-02\n", "a.csv")
