"""What does a list of references say that a company has kept until now? Read row by row; nothing is kept here.

A CSV file, or the rows of a sheet, with a header under the names such lists use. What a row says that cannot be is said
with its row (as a spreadsheet counts), its column and how to mend it; a header nobody knows is named, and not read.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy

LARGEST = 20 * 1024 * 1024
MOST_ROWS = 50_000
HEADERS: dict[str, tuple[str, ...]] = {
    "email": ("email", "e-mail", "contact email", "contact e-mail", "reference email", "email address"),
    "name": ("name", "contact", "contact name", "reference", "reference contact", "reference name", "full name"),
    "account": ("account", "account name", "company", "customer", "organisation", "organization", "reference account"),
    "activities": ("activity", "activities", "activity type", "activity types", "reference type", "reference types",
                   "type", "willing to do", "referenceability"),
    "allowed": ("allowed", "permission", "may we", "status", "approval", "reference status", "approved"),
    "until": ("until", "valid until", "expires", "expiry", "expiration date", "approved until"),
    "uses": ("uses", "use", "use for", "purposes", "purpose"),
    "last_used": ("last used", "last use", "last activity", "last activity date", "date last used", "last reference"),
    "times_used": ("times used", "uses to date", "number of uses", "times", "usage count", "reference count"),
    "said_by": ("said by", "approved by", "permission from"),
    "notes": ("notes", "note", "comment", "comments", "remarks"),
}  # fmt: skip
"""The columns, with the headers under which lists have them."""
ALLOWED: dict[str, tuple[str, ...]] = {
    "yes": ("yes", "y", "true", "1", "allowed", "approved", "active", "ok"),
    "ask_first": ("ask first", "ask_first", "ask", "check first", "case by case", "with approval", "on request"),
    "never": ("never", "no", "n", "false", "0", "not allowed", "do not use", "not approved", "retired", "declined"),
}
"""What lists call a company's word."""
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y")


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """Something in the file that cannot be: where, what and how to mend it in a sentence. `column` as in the file."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row as it is meant. `activities` are rungs; `allowed` empty where the row says nothing of it."""

    row: int
    email: str = ""
    name: str = ""
    account: str = ""
    activities: tuple[str, ...] = ()
    allowed: str = ""
    until: dt.date | None = None
    uses: tuple[str, ...] = ()
    last_used: dt.date | None = None
    times_used: int = 0
    said_by: str = ""
    notes: str = ""


@dataclass(kw_only=True)
class Listed:
    """What a file says: rows that can be meant, mistakes in the others, headers that were not read."""

    rows: list[Row] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)


Rows = Sequence[tuple[int, list[str]]]
"""Lines of a sheet with their numbers, the header first."""


def read_list(content: bytes | Rows, *, policy: Policy) -> Listed:
    """Read such a file, or the rows of a sheet. Raises BadInput where it is none: empty, too large, no text, no column
    that says who."""
    if not isinstance(content, bytes):
        if not content:
            raise BadInput("empty_file", "This file is empty.")
        return _read(content[0][1], iter(content[1:]), policy)
    if len(content) > LARGEST:
        raise BadInput("too_large", f"This file is larger than {LARGEST // 1024**2} MB. Split it.")
    text = _text(content)
    lines = _reader(text)
    try:
        header = next(lines, [])
        return _read(header, enumerate(lines, 2), policy)
    except csv.Error as error:
        raise BadInput(
            "bad_csv", f"This file cannot be read as CSV: {error}. Save it as CSV (UTF-8) once more."
        ) from None


def says_who(header: list[str]) -> bool:
    """Whether a header has the columns that say who the references are."""
    places, _names, _not_read = _places(header)
    return "email" in places or {"name", "account"} <= places.keys()


def _read(header: list[str], lines: Iterator[tuple[int, list[str]]], policy: Policy) -> Listed:
    places, names, not_read = _places(header)
    if not says_who(header):
        raise BadInput(
            "no_who", "No column says who the references are: an “E-mail” column, or “Name” and “Account”. "
            f"The first line reads: {', '.join(one for one in header[:12] if one.strip()) or 'nothing'}.",
        )  # fmt: skip
    found = Listed(not_read=not_read, columns=names)
    for count, (number, cells) in enumerate(lines, 1):
        if count > MOST_ROWS:
            raise BadInput("too_many_rows", f"At most {MOST_ROWS:,} rows are read at once. Split the file.")
        told = {name: _cell(cells, place) for name, place in places.items()}
        if not any(told.values()):
            continue
        row, wrong = _row(number, told, policy)
        if wrong:
            found.mistakes += [Mistake(row=number, column=names.get(c, c), sentence=s) for c, s in wrong]
        else:
            found.rows.append(row)
    return found


def _row(number: int, told: dict[str, str], policy: Policy) -> tuple[Row, list[tuple[str, str]]]:
    wrong: list[tuple[str, str]] = []
    activities: list[str] = []
    for one in re.split(r"[;,|/\n]", told.get("activities", "")):
        if not one.strip():
            continue
        rung = _rung(one, policy)
        if not rung:
            wrong.append(("activities", f"“{one.strip()[:60]}” is no activity type. Use one of: {_some(policy)}."))
        elif policy.ladder[rung].open_invitation:
            wrong.append(
                ("activities", f"“{one.strip()[:60]}” is an open invitation: nobody is kept on a list for it.")
            )
        elif rung not in activities:
            activities.append(rung)
    allowed = _allowed(told.get("allowed", ""))
    if allowed is None:
        sentence = f"“{told['allowed'][:60]}” says neither yes, ask first, nor never. Write one of the three."
        wrong.append(("allowed", sentence))
    (until, until_read), (last, last_read) = _day(told.get("until", "")), _day(told.get("last_used", ""))
    for name, read in (("until", until_read), ("last_used", last_read)):
        if not read:
            wrong.append((name, f"“{told[name][:40]}” is no day. Write it as 2027-01-31."))
    times = _number(told.get("times_used", ""))
    if times is None:
        wrong.append(("times_used", f"“{told['times_used'][:40]}” is no number of times. Write a whole number."))
    if not told.get("email") and not (told.get("name") and told.get("account")):
        wrong.append(("email", "Nobody knows who this is: fill in the e-mail address, or name and account."))
    if (last or times) and not activities and not wrong:
        wrong.append(("activities", "Say what they did: an activity type for the day they were last used."))
    row = Row(
        row=number, email=told.get("email", "").lower(), name=told.get("name", ""), account=told.get("account", ""),
        activities=tuple(activities), allowed=allowed or "", until=until, last_used=last,
        uses=tuple(one.strip() for one in re.split(r"[;,|]", told.get("uses", "")) if one.strip()),
        times_used=times or 0, said_by=told.get("said_by", ""), notes=told.get("notes", ""),
    )  # fmt: skip
    return row, wrong


def _rung(text: str, policy: Policy) -> str:
    plain = _plain(text)
    for name, rung in policy.ladder.items():
        if plain in {_plain(name), _plain(rung.words), *map(_plain, rung.also)}:
            return name
    return ""


def _some(policy: Policy) -> str:
    return ", ".join(name.replace("_", " ") for name, rung in policy.ladder.items() if not rung.open_invitation)


def _allowed(text: str) -> str | None:
    plain = _plain(text)
    if not plain:
        return ""
    return next((word for word, names in ALLOWED.items() if plain in map(_plain, names)), None)


def _day(text: str) -> tuple[dt.date | None, bool]:
    """The day, or None where the cell is empty; and whether it could be read."""
    plain = text.strip()
    if not plain:
        return None, True
    for form in _DAYS:
        try:
            day = dt.datetime.strptime(plain[:10] if form == "%Y-%m-%d" else plain, form).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day, True
    return None, False


def _number(text: str) -> int | None:
    plain = text.strip().removesuffix(".0")
    if not plain:
        return 0
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 5 else None


def _places(header: list[str]) -> tuple[dict[str, int], dict[str, str], list[str]]:
    known = {_plain(alias): name for name, aliases in HEADERS.items() for alias in (name, *aliases)}
    places: dict[str, int] = {}
    names: dict[str, str] = {}
    not_read = []
    for place, cell in enumerate(header):
        name = known.get(_plain(cell))
        if name and name not in places:
            places[name], names[name] = place, cell.strip()
        elif cell.strip():
            not_read.append(cell.strip()[:80])
    return places, names, not_read


def _cell(cells: list[str], place: int) -> str:
    return " ".join(cells[place].replace("\0", "").split()) if place < len(cells) else ""


def _plain(text: str) -> str:
    return re.sub(r"[\s_\-.:*]+", " ", text.casefold()).strip()


def _text(content: bytes) -> str:
    if not content.strip():
        raise BadInput("empty_file", "This file is empty.")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadInput("a_workbook", "This is a workbook that cannot be read. Save it as XLSX, or its sheet as CSV.")
    for name in ("utf-16", "utf-8-sig") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    raise BadInput("no_text", "This file is no text that can be read. Save it as CSV (UTF-8) and hand that in.")


def _reader(text: str) -> Iterator[list[str]]:
    first = text.lstrip().split("\n", 1)[0]
    sign = max((",", ";", "\t"), key=first.count)
    return csv.reader(io.StringIO(text.lstrip("\ufeff\r\n"), newline=""), delimiter=sign)
