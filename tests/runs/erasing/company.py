"""A small company's exports and everything that can stand in a data folder beside them, with Ana in all of it."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.runs.erasing.search import EMAIL, NAME
from vouch.runs.demo.exports.sheet import header

NOON = dt.datetime.now(dt.UTC) - dt.timedelta(days=2)
TODAY = NOON.date()
ACME, BOLT = "001000000000001AAA", "001000000000002AAA"
ANA, BO, ANA_FALK = "003000000000001AAA", "003000000000002AAA", "003000000000003AAA"
FIRST, LAST = NAME.split()
_WHEN = "2026-03-01T12:00:00Z"


def exports(folder: Path, *, later: bool = False) -> None:
    """Writes the exports of five tools; those of a later day hold one more person and the same Ana."""
    accounts: list[dict[str, Any]] = [
        {"Id": id_, "Name": name, "Type": "Customer", "CreatedDate": _WHEN, "LastModifiedDate": _WHEN}
        for id_, name in ((ACME, "Acme"), (BOLT, "Bolt"))
    ]
    people = [_person(ANA, ACME, FIRST, LAST, EMAIL), _person(BO, ACME, "Bo", "Lund", "bo@acme.example"),
              _person(ANA_FALK, BOLT, FIRST, "Falk", "ana.falk@bolt.example")]  # fmt: skip
    people += [_person("003000000000009AAA", BOLT, "Di", "Moe", "di@bolt.example")] if later else []
    _sheet(folder / "salesforce" / "Account.csv", "Account", accounts)
    _sheet(folder / "salesforce" / "Contact.csv", "Contact", people)
    _sheet(folder / "zendesk" / "tickets.csv", "tickets", _tickets(later))
    _sheet(folder / "surveys" / "nps.csv", "nps_responses", _answers(later))
    columns = ["promise_id", "account_id", "text", "status", "decided_on", "signed_off_on", "signed_off_by"]
    _plain(folder / "promises.csv", columns,
           ["G1", ACME, f"Live in May, as {NAME} asked", "met", "2026-05-06", "2026-05-06", NAME])  # fmt: skip
    _plain(folder / "subscriptions.csv", ["subscription_id", "account_id", "starts_on", "term_months"],
           ["S1", ACME, "2026-01-01", "12"], ["S2", BOLT, "2026-02-01", "12"])  # fmt: skip
    _plain(folder / "roles.csv", ["contact_id", "role", "from_on"], [ANA, "sponsor", "2026-01-01"],
           [BO, "daily_user", f"soon, ask {EMAIL}"])  # fmt: skip


def _person(id_: str, at: str, first: str, last: str, email: str) -> dict[str, Any]:
    return {"Id": id_, "AccountId": at, "FirstName": first, "LastName": last, "Name": f"{first} {last}", "Email": email,
            "CreatedDate": _WHEN, "LastModifiedDate": _WHEN}  # fmt: skip


def _tickets(later: bool) -> list[dict[str, Any]]:
    rows = [("71", NAME, ANA, EMAIL, "Cannot sign in"),
            ("72", "Bo Lund", BO, "bo@acme.example", f"{LAST}, {FIRST}: no export"),
            ("73", "Ana Falk", ANA_FALK, "ana.falk@bolt.example", "Ana is waiting")]  # fmt: skip
    rows += [("74", NAME, "-", EMAIL.upper(), "Again")] if later else []
    return [
        {"Id": id_, "Requester": who, "Requester id": f"9{id_}", "Requester external id": external,
         "Requester email": mail, "Subject": subject, "Status": "Open", "Priority": "Normal", "Ticket type": "Incident",
         "Assignee": "Kofi Adomako", "Created at": "2026-06-01 12:00",
         "Updated at": "2026-06-02 12:00", "Organization": "Acme"}
        for id_, who, external, mail, subject in rows
    ]  # fmt: skip


def _answers(later: bool) -> list[dict[str, Any]]:
    said = [
        ("1", EMAIL, NAME, 10, "Bo Lund is good, write to bo@acme.example"),
        ("2", "bo@acme.example", "Bo Lund", 9, f"as {NAME} says"),
    ]
    said += [("3", "di@bolt.example", "Di Moe", 9, "fine")] if later else []
    return [
        {"Response ID": id_, "Person email": mail, "Person name": name, "Score": score, "Comment": comment,
         "Survey type": "nps", "Response date": "2026-08-24T08:00:00Z", "Permalink": f"https://delighted.example/r/{id_}"}
        for id_, mail, name, score, comment in said
    ]  # fmt: skip


def _sheet(path: Path, kind: str, rows: list[dict[str, Any]]) -> None:
    columns = header(kind)
    _plain(path, list(columns), *([row.get(column, "") for column in columns] for row in rows))


def _plain(path: Path, *rows: list[Any], encoding: str = "utf-8") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)


def raw_copies(data: Path) -> None:
    """Puts files into the inbox that the next worker imports or refuses."""
    inbox = data / "inbox"
    columns = ["contact_id", "account_id", "name", "email"]
    _plain(inbox / "people.csv", columns, ["p1", ACME, NAME, EMAIL], encoding="utf-16")
    workbook = xlsxwriter.Workbook(inbox / "people.xlsx")
    sheet = workbook.add_worksheet("contacts")
    for at, row in enumerate((columns, ["p2", ACME, NAME, EMAIL])):
        sheet.write_row(at, 0, row)
    workbook.close()
    (inbox / "refused.csv").write_text(f"no table at all, says {NAME}\n", encoding="latin-1")
    _plain(inbox / f"{NAME}.csv", columns, ["p3", BOLT, "Ed Ek", "ed@bolt.example"])


def left_waiting(data: Path) -> None:
    """Puts two more files into the inbox that nobody imports: one with Ana, one without."""
    columns = ["contact_id", "account_id", "last_name", "title", "first_name"]
    _plain(data / "inbox" / "with.csv", columns, ["p8", ACME, LAST, "Buyer", FIRST])
    _plain(data / "inbox" / "without.csv", columns, ["p9", ACME, "Lund", "Buyer", "Bo"])
