"""Several people say something in the same moment: one word holds, none is lost, and a withdrawal wins either way."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.program.cast import TODAY, account, contact, ines, know
from vouch.domain.errors import Conflict
from vouch.program.consent.actions import say_consent, set_limits, set_permission
from vouch.program.consent.models import Consent, Permission
from vouch.program.consent.queries import limits_of, permissions_of, withdrawn_of
from vouch.program.history.models import Change
from vouch.program.people.queries import account as known_account
from vouch.program.people.queries import contact as known_contact

pytestmark = pytest.mark.django_db(transaction=True)

ACME = account(1, "Acme")
ANA = contact(1, ACME, "Ana Lind")


@pytest.fixture(autouse=True)
def _known() -> None:
    know([ACME], [ANA])


def _at_once(*acts: Callable[[], object]) -> list[Exception]:
    """Do all of them in the same moment. Returns what went wrong."""
    failures: list[Exception] = []
    ready = threading.Barrier(len(acts))

    def act(one: Callable[[], object]) -> None:
        try:
            ready.wait(10)
            one()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(one,)) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def test_of_eight_words_at_once_one_holds_and_those_refused_are_told() -> None:
    who, acme = ines(), known_account(ACME.id)

    def say(allowed: str) -> Callable[[], object]:
        return lambda: set_permission(
            by=who, account=acme, activity="logo", allowed=allowed, said_by="Legal", said_on=TODAY
        )

    failures = _at_once(*(say(allowed) for allowed in ("yes", "never") * 4))
    assert all(isinstance(error, Conflict) for error in failures)
    assert len(permissions_of(ACME.id)) == 1
    kept = 8 - len(failures)
    assert Permission.objects.count() == Change.objects.filter(action="set_permission").count() == kept


def test_limits_set_at_once_lose_none_of_them() -> None:
    ana = known_contact(ANA.id)
    wanted = {"exposure": 2, "every_days": 60, "refused": ["logo"], "topics": ["Docks"]}
    failures = _at_once(*(lambda name=name: set_limits(contact=ana, **{name: wanted[name]}) for name in wanted))
    assert failures == []
    row = limits_of(ANA.id)
    assert {name: getattr(row, name) for name in wanted} == wanted
    assert set(row.own) == set(wanted)


def test_a_withdrawal_wins_whether_it_comes_before_or_after_what_a_colleague_heard() -> None:
    who, ana = ines(), known_contact(ANA.id)
    failures = _at_once(
        lambda: say_consent(contact=ana, purpose="quote", given=False, door="link"),
        *[lambda: say_consent(contact=ana, purpose="quote", given=True, door="staff", by=who, evidence="A call")] * 4,
    )
    assert all(isinstance(error, Conflict) for error in failures)
    assert Consent.objects.filter(door="link").exists()
    assert withdrawn_of({ANA.id: ANA.id}) == {ANA.id: {"quote"}}
