"""Which column is what, said on a page: previewed, downloaded, used; what cannot be read is said with row and column."""

from __future__ import annotations

import html
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.importers.test_sketch import CALLS, workbook
from tests.web.served import text_of
from vouch.program.colleagues.permissions import Position
from vouch.program.work.models import DeliveredFile
from vouch.runs.work import Worker

CHOICES = {
    "to": "sentiment", "system": "crm", "name": "calls", "to-0": "account_id", "to-1": "rated_on", "format-1": "eu",
    "to-2": "note", "to-3": "rating", "word-3-0": "green", "word-3-1": "amber", "word-3-2": "red", "to-4": "by",
}  # fmt: skip


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    return Path(settings.DATA)


def handed_in(client: Client, data: Path) -> str:
    """The address of the editor for a file nobody knows."""
    answer = client.post("/data/files/", {"chosen": SimpleUploadedFile("calls.csv", CALLS.encode())})
    Worker(data).step()
    page = text_of(client.get(answer.headers["Location"]))
    assert "Say which column is what" in page
    return f"{answer.headers['Location']}0/mapping/"


def test_what_was_guessed_is_shown_and_choices_change_what_would_be_read(
    data: Path, sign_in: Callable[..., Client]
) -> None:
    client = sign_in()
    address = handed_in(client, data)
    guessed = text_of(client.get(address))
    for words in ("Firma", "froh · kühl", "kept beside, read by nothing", "The mapping as a file"):
        assert words in guessed
    told = text_of(client.post(address, CHOICES | {"do": "preview"}))
    assert "2 facts would be read of 3 rows" in told
    assert "31/02/2026" in told
    part = client.post(address, CHOICES, headers={"HX-Request": "true"})
    assert text_of(part).lstrip().startswith('<div id="editor">')


def test_what_is_missing_is_said_and_can_be_said_for_every_row(data: Path, sign_in: Callable[..., Client]) -> None:
    client = sign_in()
    address = handed_in(client, data)
    without = {key: value for key, value in CHOICES.items() if key not in ("to-4", "to-0")}
    told = text_of(client.post(address, without))
    assert "Nothing can be read like this" in told
    assert "Account id" in told
    filled = text_of(client.post(address, without | {"constant-account_id": "A1", "constant-by": "Noor"}))
    assert "would be read of 3 rows" in filled


def test_the_mapping_is_downloaded_and_used_and_the_file_imported_through_it(
    data: Path, sign_in: Callable[..., Client]
) -> None:
    client = sign_in()
    address = handed_in(client, data)
    answer = client.post(address, CHOICES | {"do": "download"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="calls.toml"'
    told = tomllib.loads(text_of(answer))
    assert told["table"][0]["columns"]["rated_on"] == {"from": "Wann", "format": "eu"}
    used = client.post(address, CHOICES | {"do": "use"})
    assert used.status_code == 302
    Worker(data).step()
    file = DeliveredFile.objects.get()
    assert (file.state, file.found["rows_kept"], file.found["rows_not_read"]) == ("looked", 2, 1)
    client.post(f"{used.headers['Location']}import/")
    Worker(data).step()
    file.refresh_from_db()
    assert file.state == "imported"


@pytest.mark.parametrize(
    ("change", "sentence"), [({"zone": "Mars/North"}, "there is no time zone"), ({"system": "No Such"}, "system")]
)
def test_a_choice_that_cannot_be_is_a_sentence_and_nothing_is_lost(
    change: dict[str, str], sentence: str, data: Path, sign_in: Callable[..., Client]
) -> None:
    client = sign_in()
    address = handed_in(client, data)
    told = text_of(client.post(address, CHOICES | change)).lower()
    assert sentence in told
    assert next(iter(change.values())).lower() in told
    assert 'value="note" selected' in told


def test_only_who_may_import_may_say_it(data: Path, sign_in: Callable[..., Client]) -> None:
    address = handed_in(sign_in(), data)
    assert sign_in(Position.ACCOUNT_OWNER).get(address).status_code == 403
    assert sign_in(Position.PROGRAMME_MANAGER).get(address.replace("/0/", "/7/")).status_code == 404


def test_every_sheet_of_a_workbook_is_chosen_and_imported(
    data: Path, tmp_path: Path, sign_in: Callable[..., Client]
) -> None:
    client = sign_in()
    book = SimpleUploadedFile("book.xlsx", workbook(tmp_path / "book.xlsx").read_bytes())
    answer = client.post("/data/files/", {"chosen": book})
    Worker(data).step()
    address = f"{answer.headers['Location']}0/mapping/"
    told = text_of(client.get(address))
    assert "Kundennr" in told
    first = {
        "to": "accounts", "system": "crm", "name": "book", "table": "0", "of-sheet": "", "to-0": "account_id",
        "to-1": "name",
    }  # fmt: skip
    second = text_of(client.post(address, first | {"do": "add"}))
    assert "Kunde" in second
    text = html.unescape(second.partition('<textarea name="text" hidden>')[2].partition("</textarea>")[0]).strip()
    assert tomllib.loads(text)["table"][0]["sheet"] == "Firms"
    people = {
        "to": "contacts", "system": "crm", "name": "book", "table": "1", "of-sheet": "People", "sheet": "People",
        "to-0": "contact_id", "to-1": "account_id", "to-2": "email", "text": text,
    }  # fmt: skip
    back = text_of(client.post(address, people | {"do": "show-0"}))
    assert "Kundennr" in back
    assert "2 rows" in back
    fewer = text_of(client.post(address, people | {"do": "drop"}))
    assert "Kundennr" in fewer
    assert "Take this one out" not in fewer
    client.post(address, people | {"do": "use"})
    Worker(data).step()
    file = DeliveredFile.objects.get()
    assert (file.state, file.found["rows_kept"]) == ("looked", 4)


@pytest.mark.parametrize("text", ["no mapping [", "[[table]]\nto = 'nothing'", "table = 3", ""])
def test_a_mapping_that_was_spoilt_on_the_way_is_begun_from_what_was_kept(
    text: str, data: Path, sign_in: Callable[..., Client]
) -> None:
    client = sign_in()
    address = handed_in(client, data)
    answer = client.post(address, CHOICES | {"text": text, "table": "99"})
    assert answer.status_code == 200
    assert "2 facts would be read of 3 rows" in text_of(answer)
