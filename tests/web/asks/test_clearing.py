"""The owner's word: behind a mail's link or in the workspace, four answers, a rule, and open invitations."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from tests.program.asks.town import POLICY, TODAY, Town, colleague, invited, propose
from tests.program.cast import NOON
from tests.web.served import text_of
from vouch.program.asks import actions, links
from vouch.program.asks.models import Ask, Clearance, OwnerRule
from vouch.program.asks.queries.drawn import Rule, drawn
from vouch.program.asks.states import LinkKind
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.findings.models import Placement
from vouch.web.workspace.asks import day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "today", lambda: TODAY)


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def link(ask: Ask, user: User) -> str:
    secret = links.make(LinkKind.CLEARANCE, at=NOON + dt.timedelta(days=2), days=365, ask=ask, user=user)
    return f"/clearances/{secret}/"


def test_the_page_protects_the_owner_it_shows_load_and_what_came_back() -> None:
    town = Town()
    earlier = invited(town)
    Ask.objects.filter(pk=earlier.pk).update(invited_at=NOON - dt.timedelta(days=60))
    actions.finish(by=town.mara, ask=earlier, done_on=TODAY, minutes=40, led_to="The deal with Dune was won")
    Ask.objects.filter(pk=earlier.pk).update(state="thanked")
    ask = propose(town, activity="private_quote", words="A few sentences.")
    page = text_of(as_(town.omar).get(f"/clearances/{ask.key}/"))
    assert "May we ask Ana Silva for a private quote?" in page
    assert "Asked 1 time" in page
    assert "The deal with Dune was won" in page
    assert page.index("For Ana Silva") < page.index("Your answer")
    assert [page.count(f'value="{answer}"') for answer in ("yes", "no", "not_now", "myself")] == [1, 1, 1, 1]
    assert "btn-primary" not in page.split('class="four')[1].split("</div>")[0]


@pytest.mark.parametrize(
    ("answer", "state"), [("yes", "cleared"), ("no", "not_cleared"), ("not_now", "proposed"), ("myself", "cleared")]
)
def test_each_answer_is_kept(answer: str, state: str) -> None:
    town = Town()
    ask = propose(town)
    data = {"answer": answer, "words": "As I said", "until": "2026-12-10"}
    assert as_(town.omar).post(f"/clearances/{ask.key}/", data).status_code == 302
    row = Clearance.objects.get()
    assert (Ask.objects.get().state, row.answer, row.words) == (state, answer, "As I said")
    assert row.until == (dt.date(2026, 12, 10) if answer == "not_now" else None)


def test_opening_the_link_of_a_mail_changes_nothing_and_answering_needs_no_sign_in() -> None:
    town = Town()
    ask = propose(town)
    address, reader = link(ask, town.omar), Client()
    for _ in range(3):
        page = reader.get(address)
        reader.head(address)
    assert "May we ask Ana Silva" in text_of(page)
    assert page["Referrer-Policy"] == "same-origin"
    assert Clearance.objects.get().answered_at is None
    assert reader.post(address, {"answer": "yes"}).status_code == 302
    assert Clearance.objects.get().answered_by == town.omar
    assert "is ready to send" in text_of(reader.get(address))


def test_a_link_that_lost_a_piece_says_what_to_do() -> None:
    answer = Client().get("/clearances/abc/")
    assert answer.status_code == 410
    assert "Open it from the mail once more, whole." in text_of(answer)


def test_the_second_of_two_who_answer_learns_what_the_first_said() -> None:
    town = Town()
    ask = propose(town)
    as_(town.omar).post(f"/clearances/{ask.key}/", {"answer": "no"})
    answer = as_(town.mara).post(f"/clearances/{ask.key}/", {"answer": "yes"})
    assert answer.status_code == 409
    assert "Omar decided so" in text_of(answer)


def test_the_owner_asks_in_person_with_our_text_says_so_and_writes_down_the_answer() -> None:
    town = Town()
    ask, omar = propose(town, words="A call of half an hour."), as_(town.omar)
    omar.post(f"/clearances/{ask.key}/", {"answer": "myself"})
    page = text_of(omar.get(f"/clearances/{ask.key}/"))
    assert "A call of half an hour." in page
    assert "I sent it" in page
    assert "unsubscribe" not in page
    omar.post(f"/clearances/{ask.key}/sent/")
    assert Ask.objects.get().state == "invited"
    assert "They said" in text_of(omar.get(f"/clearances/{ask.key}/"))
    omar.post(f"/clearances/{ask.key}/sent/", {"told": "yes", "answer": "declined", "words": "Too busy"})
    assert (Ask.objects.get().state, Ask.objects.get().answer_words) == ("declined", "Too busy")


def test_who_may_not_clear_is_told_who_may() -> None:
    town = Town()
    other = colleague("otto", Position.ACCOUNT_OWNER, owner="o" + "9" * 15)
    answer = as_(other).get(f"/clearances/{propose(town).key}/")
    assert answer.status_code == 403
    assert "the account&#39;s own owner may" in text_of(answer)


def test_an_owner_says_how_they_are_asked_and_who_stands_in() -> None:
    town = Town()
    data = {"rule": "trust", "stand_in": str(town.mara.pk), "away_until": "2026-12-01"}
    assert as_(town.omar).post("/clearances/", data).status_code == 302
    rule = OwnerRule.objects.get()
    assert (rule.rule, rule.stand_in, rule.away_until) == ("trust", town.mara, dt.date(2026, 12, 1))
    propose(town)
    assert "Nothing waits for your word." in text_of(as_(town.omar).get("/clearances/"))


def test_the_list_of_an_open_invitation_does_not_depend_on_what_anybody_thinks() -> None:
    Town(stage="advocate")
    rule = Rule(size=3, seed="november")
    before = [one.pk for one in drawn(rule)]
    Placement.objects.update(stage="not_yet_satisfied", rank=1, at_risk=True)
    assert [one.pk for one in drawn(rule)] == before
    assert [one.pk for one in drawn(Rule(size=3, seed="december"))] != before
    assert len(drawn(Rule())) == 4


def test_an_open_invitation_keeps_its_rule_and_lists_those_left_in_peace() -> None:
    town = Town(stage="not_yet_satisfied")
    propose_open = {
        "activity": "public_review", "segment": "", "size": "4", "seed": "x", "why": "You work with us.",
        "win_person": "Others rely on what you learned.", "win_company": "What is missing stands in public.",
        "subject": "Your view", "words": "Good, bad or in between.",
    }  # fmt: skip
    mara = as_(town.mara)
    seen = text_of(mara.get("/asks/open/", propose_open))
    assert "4 people would be invited openly, whatever they think of us." in seen
    page = text_of(mara.post("/asks/open/", propose_open))
    assert "3 asks are proposed, and 1 person is left in peace." in page
    assert "has as many open asks as it may have" in page or "open invitations already" in page
    assert {ask.open_rule for ask in Ask.objects.all()} == {
        "At customers of every segment: 4 drawn by lot, seed x; by no stage, score or opinion."
    }
    assert {ask.state for ask in Ask.objects.all()} == {"cleared"}


def test_nobody_is_chosen_for_a_review() -> None:
    town = Town()
    with pytest.raises(Exception, match="Nobody is chosen for a review"):
        propose(town, activity="public_review")
    assert POLICY.ladder["public_review"].open_invitation


def test_an_owner_may_not_invite_openly() -> None:
    assert as_(Town().omar).get("/asks/open/").status_code == 403
