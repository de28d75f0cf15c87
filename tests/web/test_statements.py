"""A page asks the database as often for many customers as for few: never once a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.factory import Placed
from vouch.program.findings.models import Placement
from vouch.program.people.models import Account, Contact
from vouch.runs.results import TABLES, Results

PAGES = {
    "list of customers": ("/customers/", 10),
    "the same by stage": ("/customers/?order=stage&stage=satisfied", 9),
    "list of people": ("/customers/people/", 10),
    "map": ("/", 9),
    "search": ("/search/?q=a", 3),
    "this week": ("/week/", 33),
    "asks": ("/asks/", 7),
    "load": ("/load/", 11),
    "gives": ("/gives/", 4),
}


def _statements(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        reply = client.get(address)
    assert reply.status_code == 200, address
    return len(seen)


def _many_more(company: Placed) -> None:
    """Forty copies of a customer and of one of its people, under ids and names of their own."""
    account = Account.objects.filter(placements__kind="account", customer=True).first()
    person = Contact.objects.filter(placement__isnull=False).first()
    assert account is not None
    assert person is not None
    stands = Placement.objects.get(pk=account.pk)
    stands_person = Placement.objects.get(pk=person.pk)
    for number in range(40):
        name = f"Copy {number}"
        account.pk, account.source_id, account.name, account.folded = f"a{number:015x}", name, name, name.lower()
        account.save(force_insert=True)
        person.pk, person.source_id, person.name, person.folded = f"c{number:015x}", name, name, name.lower()
        person.account, person.email = account, f"copy{number}@copies.example"
        person.save(force_insert=True)
        stands.subject, stands.account = account.pk, account
        stands.save(force_insert=True)
        stands_person.subject, stands_person.contact, stands_person.account = person.pk, person, account
        stands_person.save(force_insert=True)


@pytest.mark.parametrize("page", PAGES)
def test_more_rows_take_no_more_statements(page: str, placed: Placed, sign_in: Callable[..., Client]) -> None:
    client = sign_in()
    address, most = PAGES[page]
    few = _statements(client, address)
    _many_more(placed)
    assert _statements(client, address) <= few
    assert few <= most


@pytest.mark.parametrize(("kind", "most"), [("account", 13), ("person", 35)])
def test_a_page_about_one_of_many_takes_as_many_statements(
    kind: str, most: int, placed: Placed, sign_in: Callable[..., Client]
) -> None:
    client = sign_in()
    account = Placement.objects.filter(kind="account").order_by("pk").values_list("pk", flat=True)[0]
    person = Placement.objects.filter(kind="contact").order_by("pk").values_list("pk", flat=True)[0]
    address = f"/customers/{account}/" if kind == "account" else f"/customers/people/{person}/"
    few = _statements(client, address)
    _many_more(placed)
    assert _statements(client, address) <= few
    assert few <= most


@pytest.mark.parametrize("kind", ["account", "person"])
def test_a_page_about_one_of_many_reads_each_table_of_the_run_once(
    kind: str, placed: Placed, sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, read = sign_in(), Counter[str]()
    ask = Results.arrow

    def counted(self: Results, sql: str, **parameters: Any) -> Any:
        read.update(name for name in TABLES if f"{{{name}}}" in sql)
        return ask(self, sql, **parameters)

    of = "account" if kind == "account" else "contact"
    subject = Placement.objects.filter(kind=of).values_list("pk", flat=True)[0]
    address = f"/customers/{subject}/" if kind == "account" else f"/customers/people/{subject}/"
    client.get(address)  # which days the run has is kept by each process
    monkeypatch.setattr(Results, "arrow", counted)
    assert client.get(address).status_code == 200
    assert {"placements", "gates", "evidence", "reasons"} <= read.keys()
    assert set(read.values()) == {1}
