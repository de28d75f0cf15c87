"""A page of a server gets a connection that is open already: nobody else's, in the middle of nothing, and alive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from tests.program.cast import account, know
from vouch.program.people.models import Account
from vouch.project.kept import keep

pytestmark = pytest.mark.django_db(transaction=True)
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL ends sessions by itself")


@pytest.fixture(autouse=True)
def kept() -> Iterator[None]:
    connection.ensure_connection()  # the test's own, so that it takes none of a page's
    keep(2)
    yield
    keep(0)


def page(do: Callable[[], object] = Account.objects.count) -> Any:
    """The driver's connection that a page used, in a thread of its own as a server answers it."""

    def answered() -> Any:
        try:
            connection.ensure_connection()
            raw = connection.connection
            do()
        finally:
            connection.close()
        return raw

    with ThreadPoolExecutor(1) as one:
        return one.submit(answered).result()


def is_open(raw: Any) -> bool:
    try:
        raw.execute("SELECT 1").fetchone()
    except Exception as error:  # each driver has a class of its own for it
        assert "closed" in str(error)  # noqa: PT017
        return False
    return True


def test_the_next_page_has_the_connection_of_the_one_before_and_sees_what_was_written_since() -> None:
    first = page()
    know([account(1)])
    counted: list[int] = []
    assert page(lambda: counted.append(Account.objects.count())) is first
    assert counted == [1]


def test_pages_at_once_have_one_each_and_as_many_are_kept_as_was_said() -> None:
    meet = Barrier(3)
    with ThreadPoolExecutor(3) as three:
        used = list(three.map(lambda _number: page(meet.wait), range(3)))
    assert len({id(raw) for raw in used}) == 3
    assert sum(map(is_open, used)) == 2
    assert page() in used


def test_nobody_is_handed_what_another_began() -> None:
    def begun() -> None:
        connection.set_autocommit(False)
        Account.objects.create(id="a1", name="Half a company", folded="half", system="crm", source_id="1", run="r")

    half = page(begun)
    assert page() is not half
    assert not Account.objects.exists()
    assert not is_open(half)


def test_one_that_met_an_error_of_the_database_goes_on_where_it_is_whole() -> None:
    know([account(1)])

    def twice() -> None:
        with pytest.raises(IntegrityError):
            Account.objects.create(id=account(1).id, name="", folded="", system="", source_id="", run="")

    page(twice)
    page(Account.objects.get)


@on_postgresql
def test_one_that_the_server_ended_meanwhile_is_replaced() -> None:
    ended = page()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [ended.info.backend_pid])
    assert page() is not ended
    assert not is_open(ended)


@on_postgresql
def test_what_a_page_set_for_itself_in_a_transaction_does_not_stay() -> None:
    told: list[str] = []

    def asks() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            told.append(cursor.fetchone()[0])

    def sets() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 1234")

    first = page(sets)
    assert page(asks) is first
    assert told == ["0"]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite leads to a file")
def test_a_file_that_was_put_in_its_place_is_opened_anew(tmp_path: Any) -> None:
    from shutil import copyfile

    first = page()
    path = connection.settings_dict["NAME"]
    copyfile(path, tmp_path / "restored")
    (tmp_path / "restored").replace(path)
    assert page() is not first
