"""Where policy keeps names back, a seller reads who could speak for us at no door before it is cleared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse

from tests.program.asks.town import POLICY, TODAY, WINS, clear, colleague, invited
from tests.program.references.desk import Desk, choose, go_on, request
from tests.web.api.calling import Program
from tests.web.served import text_of
from tests.web.slack.slacks import SECRET, TEAM, USER, command, words_of
from tests.web.test_safety import addresses, for_customers, for_programs
from vouch.domain.policy.desk import Mode, Names
from vouch.program.access import slack
from vouch.program.asks.actions import log_outside
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.program.outbox.models import Message
from vouch.program.people.actions import nominate
from vouch.program.people.models import Account
from vouch.program.references import actions
from vouch.program.references.models import Coverage, Match, Referral
from vouch.program.references.queries import reading
from vouch.runs.desk import pool
from vouch.runs.shown.because import Because, Decision
from vouch.runs.shown.moves import Move
from vouch.web.shared import shell
from vouch.web.shared.kept_back import OF_CHOSEN, OPEN, opens
from vouch.web.workspace.standing import moved_words

pytestmark = pytest.mark.django_db
STRICT = POLICY.model_copy(update={"desk": POLICY.desk.model_copy(update={"names": Names.AFTER_CLEARANCE})})
WHO = ("Silva", "Bo Berg", "Cy Chan", "Dee Diaz", "example.org", "c000000000000")
"""What says who: names of people at customers, their addresses, their ids."""


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk on which much was done with Ana, Bo and Dee already."""
    pool._STANDING.clear()
    monkeypatch.setattr(shell, "_kept", lambda *_: STRICT)
    found = Desk()
    actions.set_mode(by=found.mara, activity="reference_call", mode=Mode.SELF_CLEARED, policy=POLICY)
    invited(found, found.bo)
    log_outside(by=found.mara, contact=found.dee, activity="private_quote", asked_on=TODAY, policy=POLICY, today=TODAY)
    actions.introduce(contact=found.ana, name="Pia Port", policy=POLICY, today=TODAY)
    assert found.ana.account is not None
    nominate(
        by=found.mara,
        account=found.ana.account,
        contact=found.ana,
        why="She told twelve peers how it went live.",
        relation="work",
        nominated_on=TODAY,
    )
    cared = {"contact": found.ana.pk, "account": found.ana.account_id, "words": "One result is missing."}
    Coverage.objects.create(
        segment="Food", activity="", month=TODAY, expected=0, low=0, high=0, n=0, words="", pool=1, hours=1,
        needed_hours=2, cultivate=[cared], computed_on=TODAY, run="run",
    )  # fmt: skip
    yield found
    pool._STANDING.clear()


def browser(who: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(who)
    return client


def says_who(text: str) -> list[str]:
    """Which of what says who is in a text."""
    return [word for word in WHO if word in unescape(text)]


def pages(desk: Desk) -> Iterator[tuple[str, str]]:
    """Every page of colleagues with an address of it that leads somewhere: to Ana, to Acme, to an ask of hers."""
    match, referral = Match.objects.get(), Referral.objects.get()
    of = {"asks/": match.ask_id, "references/introduced/": referral.pk, "references/": match.request_id}
    told = {
        "pk": [desk.ana.pk, desk.ana.account_id, 1], "match": [match.pk], "pick": ["0" * 24], "step": ["say"],
        "kind": ["act"], "account": [desk.ana.account_id], "contact": [desk.ana.pk], "atom": ["x"], "number": [1],
        "purpose": ["x"], "goal": [1], "batch": ["b"], "row": [1], "what": ["contacts"], "stage": ["loyal"],
        "role": ["sponsor"], "guest": ["x"], "token": ["x"],
    }  # fmt: skip
    for pattern in addresses():
        if not getattr(pattern.callback, "login_required", True) or for_customers(pattern) or for_programs(pattern):
            continue
        name, text = pattern.name or "", str(pattern.pattern)
        names = list(dict.fromkeys(re.findall(r"<(?:[a-z]+:)?([a-z]+)>", text)))
        key = next((found for begin, found in of.items() if text.startswith(begin)), match.pk)
        for number in range(3):
            given = {one: (told | {"key": [key]})[one] for one in names}
            try:
                yield name, reverse(name, kwargs={one: rows[number % len(rows)] for one, rows in given.items()})
                break
            except NoReverseMatch:
                continue
        else:
            raise AssertionError(f"nothing leads to {name}")


def test_no_page_tells_a_seller_who_could_speak_for_us(desk: Desk) -> None:
    choose(desk, request(desk), by=desk.sol)
    client, opened = browser(desk.sol), set()
    for name, path in pages(desk):
        if not opens(name, desk.sol, STRICT, told=resolve(path).kwargs):
            continue  # as the middleware asks it, below
        assert name in OPEN | OF_CHOSEN, path
        answer = client.get(path)
        body = text_of(answer)
        assert not says_who(body), (name, path, says_who(body))
        if answer.status_code == 200:
            opened.add(name)
    assert {"account", "customers", "references", "request", "reference_matches", "referrals", "search"} <= opened


def test_closed_pages_say_why_and_stand_nowhere(desk: Desk) -> None:
    client = browser(desk.sol)
    for closed in ("/asks/", "/customers/people/", "/load/", f"/customers/{desk.ana.account_id}/people/"):
        assert client.get(closed).status_code == 403
    answer = client.get(reverse("person", args=[desk.ana.pk]))
    assert answer.status_code == 403
    assert "is read here once it was cleared" in text_of(answer)
    assert client.get("/", follow=True).status_code == 200
    front = text_of(client.get("/references/"))
    assert 'href="/customers/"' in front
    for closed in ("/asks/", "/week/", "/customers/people/", "/load/"):
        assert f'href="{closed}"' not in front


def test_whoever_signs_in_begins_on_a_page_that_is_open_to_them(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for who, begins in ((desk.sol, "/references/"), (desk.mara, "/week/")):
        who.set_password("a long password 77")
        who.save()
        client = Client()
        answer = client.post("/sign-in/", {"login": who.email, "password": "a long password 77"})
        assert answer["Location"] == begins
        assert client.get(begins).status_code == 200
    monkeypatch.setattr(shell, "_kept", lambda *_: POLICY)
    answer = Client().post("/sign-in/", {"login": desk.sol.email, "password": "a long password 77"})
    assert answer["Location"] == "/week/"


@pytest.mark.parametrize("role", [Position.PROGRAMME_MANAGER, Position.ACCOUNT_OWNER, Position.VIEWER])
def test_whoever_asks_for_no_references_or_looks_after_customers_works_as_before(desk: Desk, role: Position) -> None:
    client = browser(colleague("kim", role))
    assert "Ana Silva" in text_of(client.get(reverse("person", args=[desk.ana.pk])))


def test_where_names_are_shown_nothing_is_closed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "_kept", lambda *_: POLICY)
    assert "Ana Silva" in text_of(browser(desk.sol).get(reverse("person", args=[desk.ana.pk])))


def test_a_seller_reads_the_people_of_customers_they_look_after(desk: Desk) -> None:
    tess = colleague("tess", Position.SELLER, owner=desk.omar.owner)
    client = browser(tess)
    assert "Ana Silva" in text_of(client.get(reverse("person", args=[desk.ana.pk])))
    assert client.get(reverse("account", args=[desk.ana.account_id])).status_code == 200
    assert client.get(reverse("person", args=[desk.dee.pk])).status_code == 403
    assert "Ana Silva" in text_of(client.get("/asks/outside/", {"q": "Ana"}))
    assert "Ana Silva" in text_of(client.get("/references/coverage/"))
    assert "Nobody goes by" in unescape(text_of(client.get("/asks/outside/", {"q": "Dee Diaz"})))
    assert client.get("/asks/outside/", {"contact": desk.dee.pk}).status_code == 403
    assert client.get("/nominate/", {"account": desk.dee.account_id}).status_code == 403
    assert client.get("/nominate/", {"account": desk.ana.account_id}).status_code == 200


def test_the_api_keeps_names_back_in_answers_and_refusals(desk: Desk) -> None:
    sol = Program(desk.sol)
    asked = request(desk)
    found = sol.get(f"requests/{asked.pk}/matches").json()["matches"]
    assert {one["masked"] for one in found} == {True}
    answers = [sol.get("introductions"), sol.get(f"introductions/{Referral.objects.get().pk}")]
    match = choose(desk, asked, desk.ana, by=desk.sol)
    again = request(desk)
    tokens = [reading(again, by=desk.sol, policy=STRICT).pick(one) for one in (desk.ana, desk.cy)]
    sol.get(f"requests/{again.pk}/matches")
    actions.shown(look=actions.look(by=desk.sol, request=again, policy=STRICT), people=[desk.ana.pk, desk.cy.pk])
    answers += [sol.post(f"requests/{again.pk}/choose", pick=token, **WINS) for token in tokens]
    answers += [
        sol.post(f"matches/{match.pk}/times", times=["2099-01-01T10:00:00Z"]),
        sol.post(f"matches/{match.pk}/times/pick", time=1),
        sol.post(f"matches/{match.pk}/call-off"),
        sol.post(f"matches/{match.pk}/missed", who="customer"),
        sol.post(f"matches/{match.pk}/feedback", grade="neutral"),
        sol.post(f"matches/{match.pk}/address"),
        sol.get(f"matches/{match.pk}/calendar.ics"),
        sol.get(f"requests/{asked.pk}"),
        sol.get("updates"),
    ]
    assert answers[2].status_code >= 400, "she is asked by another request"
    for answer in answers:
        body = answer.content.decode()
        assert not says_who(body), (answer.request["PATH_INFO"], says_who(body))
        assert "Acme" not in body, answer.request["PATH_INFO"]


def test_what_ended_before_it_was_cleared_tells_nobody_whom_it_was_about(desk: Desk) -> None:
    match = choose(desk, request(desk), desk.ana, by=desk.sol)
    actions.withdraw(by=desk.sol, request=match.request, policy=STRICT, today=TODAY)
    assert reading(match.request, by=desk.sol, policy=STRICT).of(desk.ana).masked
    second = choose(desk, request(desk), desk.cy, by=desk.sol)
    clear(desk, second.ask, answer="no", words="Cy Chan of Acme is in talks about a renewal.")
    assert reading(second.request, by=desk.sol, policy=STRICT).of(desk.cy).masked


def test_the_letter_that_somebody_was_not_cleared_says_not_who(desk: Desk) -> None:
    match = choose(desk, request(desk), desk.cy, by=desk.sol)
    clear(desk, match.ask, answer="no", words="Cy Chan of Acme is in talks about a renewal.")
    now = {"policy": STRICT, "today": TODAY, "address": lambda kind, secret: f"https://vouch.example/{kind}/{secret}"}
    from vouch.program.references.actions.follow import follow

    assert follow(match, **now)  # type: ignore[arg-type]
    letter = Message.objects.get(to=desk.sol.email)
    assert letter.subject == "Not cleared: Norden"
    assert not says_who(letter.text + letter.html)
    assert "Acme" not in letter.text + letter.html


def test_slack_finds_nobody_by_name_for_them(desk: Desk, settings: Any) -> None:
    settings.VOUCH_SLACK_SIGNING_SECRET = SECRET
    slack.link_by_code(team=TEAM, slack=USER, code=slack.make_code(by=desk.sol))
    answer = words_of(command("logged I asked Dee of Bolt for a quote").json())
    assert "Nobody of Bolt goes by" in answer or "Nobody of Bolt go by" in answer
    choose(desk, request(desk), by=desk.sol)
    assert not says_who(words_of(command("mine").json()))


def test_a_description_fits_three_companies_at_least(desk: Desk) -> None:
    asked = request(desk)
    Account.objects.filter(name="Bolt").update(industry="Fintech", employees=480, country="Germany", customer=True)
    told = reading(asked, by=desk.sol, policy=STRICT).of(desk.dee).name
    assert told.endswith("at a company"), "nobody else is in that trade: it would say who"
    bolt = Account.objects.get(name="Bolt")
    for number, country in enumerate(("Germany", "France", "France")):
        Account.objects.create(
            id=f"a{number + 900:015x}", name=f"Other {number}", folded=f"other {number}", system="files",
            source_id=f"o{number}", industry="Fintech", employees=510, country=country, customer=True,
        )  # fmt: skip
    assert bolt.industry == "Fintech"
    told = reading(asked, by=desk.sol, policy=STRICT).of(desk.dee).name
    assert told.endswith("at a company of about 500 in fintech"), told


def test_every_closed_page_leaves_no_trace_in_the_history(desk: Desk) -> None:
    before = Change.objects.count()
    browser(desk.sol).get(reverse("person", args=[desk.ana.pk]))
    assert Change.objects.count() == before


def test_who_was_cleared_is_named(desk: Desk) -> None:
    match = choose(desk, request(desk), desk.cy, by=desk.sol)
    clear(desk, match.ask)
    go_on()
    body = text_of(browser(desk.sol).get(reverse("request", args=[match.request_id])))
    assert "Cy Chan" in body


def test_why_somebody_moved_names_nobody_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of the map: an advocate inside, and a gate that a survey answer decided."""
    item = SimpleNamespace(contact=desk.ana.pk, atom="x")
    decision = Decision(gate="attitude", was="unknown", now="met", differ=False, aged=False, day=TODAY, item=item)  # type: ignore[arg-type]
    monkeypatch.setattr(moved_words, "told", lambda item, person: f"{person} said: Ana Silva told everybody")
    moves = [
        Move(
            subject=desk.ana.account_id or "",
            was="satisfied",
            now="satisfied",
            now_most="loyal",
            changes=("personal_advocate",),
        ),
        Move(subject=desk.dee.account_id or "", was="satisfied", now="loyal", now_most="loyal", changes=("up",)),
    ]
    why = {
        moves[0].subject: Because(people=(desk.ana.pk,)),
        moves[1].subject: Because(decisions=(decision,)),
    }
    monkeypatch.setattr(moved_words, "because", lambda *_: why)
    told = [one.why for one in moved_words.lines(None, moves, TODAY, TODAY, people_named=False)]  # type: ignore[arg-type]
    assert told[0] == "Somebody there is an advocate now"
    assert not says_who(" ".join(told))
    named = [one.why for one in moved_words.lines(None, moves, TODAY, TODAY)]  # type: ignore[arg-type]
    assert all(says_who(one) for one in named)
