"""A raw copy that holds a person is found however it writes or packs them, and one that cannot be searched counts."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import quopri
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.runs.erasing.search import EMAIL, NAME
from vouch.lake.erasure import Person
from vouch.project.start import start

start()

from vouch.runs.known.copies import named_copies  # noqa: E402

TEXT = f"id,who\n7,{NAME}\n".encode()
OTHER = b"id,who\n7,Bo Lund of Acme\n" * 20


def mail(body: str, encoding: str, charset: str = "utf-8", attached: bytes = b"") -> bytes:
    message = EmailMessage()
    message["Subject"] = "Minutes"
    message["From"] = "bo@acme.example"
    message.set_content(body, cte=encoding, charset=charset)
    if attached:
        message.add_attachment(attached, maintype="application", subtype="octet-stream", filename="list.csv.gz")
    return message.as_bytes()


def zipped(name: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return held.getvalue()


def tarred(name: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return held.getvalue()


def parquet(name: str) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table({"who": pa.array([name, "Bo Lund"]).dictionary_encode()}), held)
    return held.getvalue()


def subject(text: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = text
    message.set_content("see above")
    return message.as_bytes()


WRAPPED = {
    "quoted.eml": mail(f"Ask {NAME} about it. " * 9, "quoted-printable"),
    "latin.eml": mail(f"Ask {NAME} about it.", "quoted-printable", "latin-1"),
    "soft.eml": quopri.encodestring(b"x" * 66 + b" " + EMAIL.encode()),
    "base64.eml": mail(f"Ask {NAME} about it. " * 9, "base64"),
    "attached.eml": mail("see the list", "7bit", attached=gzip.compress(TEXT)),
    "attached zip.eml": mail("see the list", "7bit", attached=zipped("a.csv", TEXT * 50)),
    "subject.eml": subject(f"About {NAME}"),
    "cell.json": json.dumps({"body": base64.b64encode(f"Dear {NAME}".encode()).decode()}).encode(),
    "escaped.json": json.dumps({"body": f"Dear {NAME}"}).encode(),
    "address.csv": f"url\nhttps://x.example/?to={quote(EMAIL)}\n".encode(),
    "list.csv.gz": gzip.compress(TEXT),
    "list.csv.bz2": bz2.compress(TEXT),
    "list.csv.xz": lzma.compress(TEXT),
    "list.zip": zipped("list.csv", TEXT),
    "nested.zip": zipped("list.csv.gz", gzip.compress(TEXT)),
    "list.tar.gz": tarred("list.csv", TEXT),
    "called.tar.gz": tarred(f"{NAME}.csv", OTHER),
    "list.parquet": parquet(NAME),
    "utf16.csv": TEXT.decode().encode("utf-16"),
}
HARMLESS = {
    "other.eml": mail("Ask Bo Lund about it. " * 9, "base64"),
    "other.zip": zipped("other.csv", OTHER),
    "other.csv.bz2": bz2.compress(OTHER),
    "other.json": json.dumps({"body": base64.b64encode(OTHER).decode()}).encode(),
    "other.parquet": parquet("Cy Day"),
    "ids.csv": b"id\n001000000000001AAA\n003000000000002AAA\n" * 50,
}
SEALED = {
    "notes.pdf": b"%PDF-1.7\n...",
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
    "list.7z": b"7z\xbc\xaf\x27\x1c\0\4",
    "cut.csv.gz": gzip.compress(OTHER)[:-9],
    "cut.csv.bz2": bz2.compress(OTHER)[:-9],
    "cut.zip": zipped("a.csv", OTHER)[:-30],
}


@pytest.fixture
def ana() -> Person:
    given, family = NAME.split()
    return Person(
        emails=frozenset({EMAIL}), names=frozenset({(given, family)}), givens=frozenset({given}),
        families=frozenset({family}),
    )  # fmt: skip


def held(data: Path, files: dict[str, bytes], person: Person) -> set[str]:
    for name, content in files.items():
        path = data / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return {path.name for path in named_copies(data, person)}


def test_a_person_is_found_in_every_wrapping(tmp_path: Path, ana: Person) -> None:
    texts = {name: content for name, content in WRAPPED.items() if not name.endswith((".xz", ".parquet"))}
    plain = [name for name, content in texts.items() if NAME.encode() in content or EMAIL.encode() in content]
    assert plain == [], "every one of these has to be unwrapped"
    assert set(WRAPPED) - held(tmp_path, WRAPPED, ana) == set()


def test_files_about_others_stay(tmp_path: Path, ana: Person) -> None:
    assert held(tmp_path, HARMLESS, ana) == set()


def test_what_cannot_be_searched_may_hold_anybody(tmp_path: Path, ana: Person) -> None:
    assert held(tmp_path, SEALED, ana) == set(SEALED)
