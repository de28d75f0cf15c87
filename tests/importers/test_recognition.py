"""Which kind a file is by its headers: tricky ones, those that fit two kinds, those that nearly fit one."""

from __future__ import annotations

import pytest

from tests.importers.conftest import Reader
from vouch.domain.errors import BadInput


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("account_id,name", "plain.accounts"),
        ("account_id,name,Farbe,Form,Laune", "plain.accounts"),
        ("\ufeffACCOUNT_ID, Name ", "plain.accounts"),
        ("account_id\0,name", "plain.accounts"),
        ("Account ID,Account Name,Account Owner,Primary Contact Email", "salesforce.account"),
        ("Account ID,Account Name,Contact ID,First Name,Last Name,Email,Billing Country", "salesforce.contact"),
        ("id,account_id,name,amount,stage_name,close_date,is_won,is_closed", "salesforce.opportunity"),
        ("id,account_id,first_name,last_name,email,title,owner_id,created_date", "salesforce.contact"),
    ],
)
def test_a_file_is_the_kind_that_has_most_use_for_its_headers(reads: Reader, header: str, kind: str) -> None:
    assert reads(f"{header}\n" + ",".join("x" for _ in header.split(",")) + "\n").kind == kind


def test_headers_that_fit_two_kinds_are_asked_about(reads: Reader) -> None:
    text = "Account ID,Name,Customer Since\nA1,Acme,2024-01-01\n"
    with pytest.raises(
        BadInput, match=r"could be two kinds of file: salesforce\.account, or plain\.accounts"
    ) as refusal:
        reads(text)
    assert refusal.value.code == "ambiguous_kind"
    assert refusal.value.sentence.endswith("Say which: --as salesforce.account or --as plain.accounts.")
    assert str(reads(text, as_="plain.accounts").column("accounts", "customer_since")) == "[datetime.date(2024, 1, 1)]"


def test_headers_of_our_own_typed_by_hand_are_told_which_kind_to_say(reads: Reader) -> None:
    text = "Account ID,Happened At,Quantity\nA1,2025-01-01,3\n"
    with pytest.raises(BadInput, match=r"if it is plain\.usage, say --as plain\.usage; else `vouch mapping suggest"):
        reads(text)
    assert reads(text, as_="plain.usage").column("usage", "quantity") == [3.0]
