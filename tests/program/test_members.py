"""Coming in by a code: once, soon, newest only, and without telling a stranger whom we know."""

from __future__ import annotations

import datetime as dt
import re
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.program.cast import TODAY, account, contact, know
from vouch.domain.errors import BadInput, Conflict, Refusal
from vouch.domain.policy import load
from vouch.program.history.models import Change
from vouch.program.members import actions, queries
from vouch.program.members.actions.knocking import CLIENT_AN_HOUR, CODES_AN_HOUR, TRIES
from vouch.program.members.models import Code, Member, Visit
from vouch.program.members.terms import TERMS
from vouch.program.outbox.models import Message
from vouch.program.people.models import Contact

pytestmark = pytest.mark.django_db(transaction=True)

ACME = account(1, "Acme")
FORMER = account(2, "Bolt", customer=False)
ANA = contact(1, ACME, "Ana Lind")
BO = contact(2, FORMER, "Bo Riis")
CY = contact(3, ACME, "Cy Young", left_on=TODAY)
DEE = contact(4, ACME, "Dee Oak", email="team@example.org")
EVE = contact(5, ACME, "Eve Quiet", email="team@example.org")
FAY = contact(6, ACME, "Fay Stone", opted_out=True)


@pytest.fixture(autouse=True)
def _cast() -> None:
    know([ACME, FORMER], [ANA, BO, CY, DEE, EVE, FAY])


def knock(address: str, *, client: str = "192.0.2.1") -> str:
    return actions.knock(
        address=address, client=client, company="Quayside", link="https://example.org/for-you/come-in/", today=TODAY
    )


def mailed() -> str:
    found = re.search(r"^ +(\d{3}) (\d{3})$", Message.objects.latest("id").text, flags=re.M)
    assert found
    return found[1] + found[2]


def come_in(nonce: str, code: str, *, client: str = "192.0.2.1") -> str:
    return actions.come_in(nonce=nonce, code=code, client=client, today=TODAY)


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def ana() -> Contact:
    return Contact.objects.get(pk=ANA.id)


def test_six_digits_from_a_mail_let_them_in_once() -> None:
    nonce = knock(" Ana@Example.ORG ")
    code = mailed()
    secret = come_in(nonce, f"{code[:3]} {code[3:]}")
    visit = queries.visit(secret, today=TODAY)
    assert visit is not None
    assert visit.contact.pk == ANA.id
    with pytest.raises(Refusal, match="holds no more"):
        come_in(nonce, code)


def test_neither_code_nor_visit_is_kept_so_that_it_could_be_used() -> None:
    nonce = knock("ana@example.org")
    code = mailed()
    secret = come_in(nonce, code)
    rows = [*Code.objects.values_list(), *Visit.objects.values_list(), *Change.objects.values_list("data")]
    assert not any(secret in str(row) or f"'{code}'" in str(row) for row in rows)


@pytest.mark.parametrize(
    "address",
    ["nobody@example.org", "bo@example.org", "cy@example.org", "team@example.org"],
    ids=["unknown", "no customer", "has left", "shared by two"],
)
def test_who_may_not_come_in_gets_the_same_answer_and_no_mail(address: str) -> None:
    known, unknown = knock("ana@example.org"), knock(address)
    code = mailed()
    assert [message.to for message in Message.objects.all()] == ["ana@example.org"]
    assert len(known) == len(unknown)
    told = []
    for nonce in (known, unknown):
        for _ in range(TRIES):
            with pytest.raises(BadInput) as wrong:
                come_in(nonce, other(code))
            told.append(wrong.value.sentence)
        with pytest.raises(Refusal) as over:
            come_in(nonce, code)
        told.append(over.value.sentence)
    assert told[: TRIES + 1] == told[TRIES + 1 :]


def test_a_newer_code_ends_the_older_one_whether_the_address_is_known_or_not() -> None:
    for address in ("ana@example.org", "nobody@example.org"):
        older, newer = knock(address), knock(address)
        with pytest.raises(Refusal, match="holds no more"):
            come_in(older, "000000")
        with pytest.raises(BadInput):
            come_in(newer, other(mailed()))


def test_the_same_statements_are_run_for_an_address_that_nobody_has_but_for_the_mail_itself() -> None:
    def about_codes_and_people(address: str) -> list[str]:
        with CaptureQueriesContext(connection) as caught:
            knock(address)
        told = [re.sub(r"\s+", " ", one["sql"])[:60] for one in caught.captured_queries]
        return [sql for sql in told if "program_code" in sql or "program_contact" in sql]

    assert about_codes_and_people("ana@example.org") == about_codes_and_people("nobody@example.org") != []


def test_no_page_waits_for_the_mail_server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VOUCH_SMTP = True
    let_go, sent = threading.Event(), []

    def slow(row: Message) -> bool:
        assert let_go.wait(10)
        sent.append(row.to)
        return True

    monkeypatch.setattr("vouch.program.outbox.aside.deliver", slow)
    knock("ana@example.org")
    assert sent == [], "it came back while the server was still speaking"
    let_go.set()
    for thread in [one for one in threading.enumerate() if one.name.startswith("mail-")]:
        thread.join(10)
    assert sent == ["ana@example.org"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda nonce: Code.objects.update(expires_at=timezone.now()),
        lambda nonce: Contact.objects.filter(pk=ANA.id).update(left_on=TODAY),
        lambda nonce: Contact.objects.filter(pk=ANA.id).delete(),
        lambda nonce: Code.objects.filter(nonce=nonce).update(nonce="another"),
    ],
    ids=["too old", "left since", "erased since", "another browser"],
)
def test_a_right_code_is_of_no_use_when(spoil: Callable[[str], object]) -> None:
    nonce = knock("ana@example.org")
    code = mailed()
    spoil(nonce)
    with pytest.raises(Refusal):
        come_in(nonce, code)
    assert not Visit.objects.exists()


def test_knocking_is_limited_by_address_and_by_client_for_strangers_too() -> None:
    for address in ("ana@example.org", "nobody@example.org"):
        for _ in range(CODES_AN_HOUR):
            knock(address, client="192.0.2.7")
        with pytest.raises(Refusal, match="too often"):
            knock(address, client="192.0.2.8")
    refused = 0
    for number in range(CLIENT_AN_HOUR):
        try:
            knock(f"somebody{number}@example.org", client="192.0.2.7")
        except Refusal as refusal:
            refused += refusal.code == "too_often"
    assert refused == 2 * CODES_AN_HOUR, "what they tried before counts too"


def test_codes_are_tried_no_more_than_so_often_from_one_client() -> None:
    told = []
    for _ in range(CLIENT_AN_HOUR + 1):
        with pytest.raises(Refusal) as refused:
            come_in("no-such-nonce", "123456", client="192.0.2.9")
        told.append(refused.value.code)
    assert told == ["code_over"] * CLIENT_AN_HOUR + ["too_often"]


def test_what_was_tried_counts_until_its_hour_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    began = time.time()

    def at(minutes: int) -> str:
        monkeypatch.setattr("time.time", lambda: began + 60 * minutes)
        with pytest.raises(Refusal) as refused:
            come_in("no-such-nonce", "123456", client="192.0.2.9")
        return refused.value.code

    told = [at(minutes) for minutes in (*[0] * (CLIENT_AN_HOUR - 1), 20, 40, 59, 61)]
    assert told == ["code_over"] * CLIENT_AN_HOUR + ["too_often"] * 2 + ["code_over"]


def test_what_is_no_address_is_said_to_be_none() -> None:
    with pytest.raises(BadInput, match="not an e-mail address"):
        knock("ana")


def test_who_asked_not_to_be_approached_may_still_come_in_to_see_what_is_theirs() -> None:
    assert queries.visit(come_in(knock("fay@example.org"), mailed()), today=TODAY) is not None


def test_a_member_comes_in_after_their_company_stopped_being_a_customer() -> None:
    bo = Contact.objects.get(pk=BO.id)
    actions.join(contact=bo, terms=TERMS)
    assert queries.visit(come_in(knock("bo@example.org"), mailed()), today=TODAY) is not None
    actions.leave(contact=bo)
    sent = Message.objects.count()
    knock("bo@example.org")
    assert Message.objects.count() == sent


def test_a_visit_ends_here_everywhere_by_age_and_with_the_person() -> None:
    def visit() -> str:
        return come_in(knock("ana@example.org"), mailed())

    one, two = visit(), visit()
    first = queries.visit(one, today=TODAY)
    assert first is not None
    actions.end(visit=first)
    assert (queries.visit(one, today=TODAY), queries.visit(two, today=TODAY) is not None) == (None, True)
    assert actions.end_all(contact=ana()) == 1
    assert queries.visit(two, today=TODAY) is None
    three = visit()
    Visit.objects.update(expires_at=timezone.now())
    assert queries.visit(three, today=TODAY) is None
    four = visit()
    Contact.objects.filter(pk=ANA.id).delete()
    assert queries.visit(four, today=TODAY) is None
    assert queries.visit("", today=TODAY) is None


def test_a_visit_that_is_used_lasts_but_not_for_ever() -> None:
    secret = come_in(knock("ana@example.org"), mailed())
    visit = queries.visit(secret, today=TODAY)
    assert visit is not None
    assert actions.stay(visit=visit) is False, "not with every page"
    visit.seen_at -= dt.timedelta(hours=2)
    before = visit.expires_at
    assert actions.stay(visit=visit) is True
    assert visit.expires_at > before
    visit.began_at -= dt.timedelta(days=89)
    visit.seen_at -= dt.timedelta(hours=2)
    assert actions.stay(visit=visit) is True
    assert visit.expires_at - timezone.now() < dt.timedelta(days=2)


def test_joining_keeps_the_terms_and_leaving_forgets_the_answers() -> None:
    with pytest.raises(Conflict, match="have changed"):
        actions.join(contact=ana(), terms="1999-01")
    with pytest.raises(Conflict, match="not joined"):
        actions.answer_questions(contact=ana(), policy=load(), part="educator")
    actions.join(contact=ana(), terms=TERMS)
    actions.answer_questions(contact=ana(), policy=load(), part="educator", thanks="")
    with pytest.raises(BadInput):
        actions.answer_questions(contact=ana(), policy=load(), part="anything")
    row = Member.objects.get()
    assert (row.terms, row.answers) == (TERMS, {"part": "educator"})
    secret = come_in(knock("ana@example.org"), mailed())
    actions.leave(contact=ana())
    row.refresh_from_db()
    assert (row.left_at is not None, row.answers, queries.member(ana())) == (True, {}, None)
    assert queries.visit(secret, today=TODAY) is None
    actions.join(contact=ana(), terms=TERMS)
    assert queries.member(ana()) is not None
    assert {"join", "leave", "answer_questions", "begin_visit"} <= {one.action for one in Change.objects.all()}


def test_of_many_who_type_one_code_at_the_same_moment_one_comes_in() -> None:
    nonce = knock("ana@example.org")
    code = mailed()
    gate, secrets, refused = threading.Barrier(TRIES), [], []

    def type_it(number: int) -> None:
        gate.wait(10)
        try:
            secrets.append(come_in(nonce, code, client=f"192.0.2.{number}"))
        except Refusal as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=type_it, args=[number]) for number in range(TRIES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (len(secrets), refused) == (1, ["code_over"] * (TRIES - 1))
    assert Visit.objects.count() == 1
