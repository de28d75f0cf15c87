"""The desk's pages: what each role sees and can do, what is refused in place, what takes no more statements for more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.program.asks.town import POLICY, TODAY, WINS, clear, colleague
from tests.program.references.calls import at, booked, offered, willing
from tests.program.references.desk import LATER, NEED, Desk, choose, go_on, request
from tests.web.served import text_of
from vouch.domain.policy.desk import Mode
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.program.outbox.models import Message
from vouch.program.people.models import Account
from vouch.program.references import actions
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import ChainLink, Feedback, Match, ModeRule, Request
from vouch.program.references.states import MatchState, RequestState
from vouch.runs.desk import pool
from vouch.web.shared import shell
from vouch.web.workspace.asks import day

pytestmark = pytest.mark.django_db
FORM = {
    "activity": "reference_call", "words": NEED, "needed_by": LATER.isoformat(), "how_many": "1", "buy_in": "on",
    "technical": "on",
}  # fmt: skip


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(day, "today", lambda: TODAY)
    pool._STANDING.clear()
    yield Desk()
    pool._STANDING.clear()


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_an_empty_desk_teaches_the_first_step(desk: Desk) -> None:
    page = text_of(as_(desk.sol).get("/references/"))
    assert "Nobody has asked for a reference yet." in page
    assert "The right customer for a deal, today." in page


def test_a_seller_asks_in_one_page_and_sees_who_fits(desk: Desk) -> None:
    client = as_(desk.sol)
    answer = client.post("/references/new/", FORM | {"deal": desk.norden.pk}, follow=True)
    page = text_of(answer)
    assert answer.redirect_chain[0][0].endswith("/matches/")
    assert "Four people fit Norden and may be asked." in page
    assert "Nobody has asked their company yet" in page
    assert "For this, the desk chooses whom to ask." in page
    assert Request.objects.get().state == RequestState.NEW


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(desk: Desk) -> None:
    answer = as_(desk.sol).post("/references/new/", FORM | {"deal": desk.norden.pk, "needed_by": "2020-01-01"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "1 Jan 2020 is past." in page
    assert NEED in page
    assert Request.objects.get().state == RequestState.DRAFT, "what was written is kept"


def test_beside_the_form_stands_what_is_alike_and_how_many_fit(desk: Desk) -> None:
    request(desk)
    answer = as_(desk.sol).post("/references/check/", FORM | {"deal": desk.norden.pk})
    page = text_of(answer)
    assert "4 people</strong> fit and may be asked" in page
    assert "Asked for already" in page
    assert Request.objects.count() == 1, "looking keeps nothing"


def test_a_link_of_the_crm_fills_the_form_and_changes_nothing(desk: Desk) -> None:
    page = text_of(as_(desk.sol).get("/references/new/", {"deal": "0061", "words": "Twelve sites."}))
    assert "Norden platform 1" in page
    assert "Twelve sites." in page
    assert not Request.objects.exists()


def test_another_sellers_request_is_not_there(desk: Desk) -> None:
    asked = request(desk)
    other = as_(colleague("tom", Position.SELLER))
    for path in ("", "matches/", "write/"):
        assert other.get(f"/references/{asked.pk}/{path}").status_code == 404
    assert "Norden" not in text_of(other.get("/references/?lane=all"))


def test_the_desk_chooses_from_the_list_and_the_owner_is_asked(desk: Desk) -> None:
    asked, client = request(desk), as_(desk.mara)
    page = client.get(f"/references/{asked.pk}/matches/")
    link = next(
        part.split('"')[0] for part in page.content.decode().split('href="') if "/choose/" in part.split('"')[0]
    )
    begun = text_of(client.get(link))
    assert "What is in it for the person?" in begun
    assert "For instance: Acme gets to know a peer" in begun
    lacking = client.post(link, {"win_person": "", "win_company": WINS["win_company"]})
    assert lacking.status_code == 422
    assert "is a favour" in text_of(lacking)
    assert "For instance: Acme gets to know a peer" in text_of(lacking), "what helps to write stays while it lacks"
    after = text_of(client.post(link, WINS, follow=True))
    assert "The account’s owner is asked first." in after
    assert "Waits for the account’s owner" in after
    assert Match.objects.get().fit["fields"] == {}, "nothing was named that they could be like"


def test_a_token_of_a_list_that_was_not_shown_leads_nowhere(desk: Desk) -> None:
    asked = request(desk)
    assert as_(desk.mara).get(f"/references/{asked.pk}/choose/{'0' * 24}/").status_code == 404


def test_a_link_of_the_chain_reads_the_request_and_agrees_there(desk: Desk) -> None:
    legal = colleague("lou", Position.SELLER)
    actions.set_chain(by=desk.mara, account=desk.ana.account, colleagues=[legal])
    match = choose(desk, request(desk))
    clear(desk, match.ask)
    go_on()
    client = as_(legal)
    assert "Agree, or not" in text_of(client.get(f"/references/{match.request_id}/"))
    assert "One request waits for your yes." in text_of(client.get("/references/?lane=approvals"))
    client.post(f"/references/{match.request_id}/match/{match.pk}/agree/", {"agreed": "yes"})
    assert "asked, no answer yet" in text_of(client.get(f"/references/{match.request_id}/")).lower()


def test_ending_without_a_reason_is_refused_in_place(desk: Desk) -> None:
    asked, client = request(desk), as_(desk.mara)
    answer = client.post(f"/references/{asked.pk}/not_filled/", {"why": ""})
    assert answer.status_code == 422
    assert "Why is one of" in text_of(answer)
    client.post(f"/references/{asked.pk}/not_filled/", {"why": "no_match"})
    assert "Nobody was found for Norden: nobody fits." in text_of(client.get(f"/references/{asked.pk}/"))


def test_staff_say_how_requests_are_fulfilled_and_sellers_read_it(desk: Desk) -> None:
    kept = {"activity": "reference_call", "mode": "self_told", "release": "yes"}
    assert as_(desk.sol).post("/references/fulfilment/", kept).status_code == 403
    as_(desk.mara).post("/references/fulfilment/", kept)
    assert ModeRule.objects.get().mode == Mode.SELF_TOLD
    assert "The seller chooses; the account’s owner is told" in text_of(as_(desk.sol).get("/references/fulfilment/"))
    acme = Account.objects.get(name="Acme")
    as_(desk.mara).post(f"/references/fulfilment/chain/{acme.pk}/", {"colleague": [str(desk.lea.pk)], "why": ["law"]})
    assert ChainLink.objects.get().colleague == desk.lea
    assert "(law)" in text_of(as_(desk.mara).get("/references/fulfilment/"))


def test_figures_say_what_they_mean_and_that_there_are_too_few(desk: Desk) -> None:
    request(desk)
    page = text_of(as_(desk.mara).get("/references/figures/"))
    assert "not enough evidence" in page.lower()
    assert "from handing in until the first customer said yes" in page


def test_two_requests_are_weighed_together_with_the_bound(desk: Desk) -> None:
    request(desk)
    request(desk)
    page = text_of(as_(desk.mara).get("/references/together/"))
    assert "Two requests, served together." in page
    assert "Nothing is better" in page


def test_the_outlook_teaches_where_nothing_was_looked_at(desk: Desk) -> None:
    assert "Nothing was looked at yet" in text_of(as_(desk.mara).get("/references/coverage/"))


def test_ten_requests_take_as_many_statements_as_one(desk: Desk) -> None:
    client = as_(desk.mara)

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/references/?lane=all").status_code == 200
        return len(seen)

    choose(desk, request(desk))
    client.get("/references/?lane=all")
    one = statements()
    for _ in range(9):
        request(desk)
    assert statements() == one <= 20


def test_the_column_beside_a_form_is_counted_and_says_when_it_was_too_much(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = POLICY.model_copy(update={"desk": POLICY.desk.model_copy(update={"counts_an_hour": 1})})
    monkeypatch.setattr(shell, "_kept", lambda *_: strict)
    client = as_(desk.sol)
    form = FORM | {"deal": desk.norden.pk}
    assert "and may be asked" in text_of(client.post("/references/check/", form))
    told = text_of(client.post("/references/check/", form | {"words": "Another need"}))
    assert "within an hour how many fit" in told
    assert "and may be asked" not in told
    assert client.post("/references/new/", form | {"words": "Another need"}).status_code == 302, "it is handed in"


def test_an_answer_on_the_page_of_an_ask_moves_the_request_on_at_once(desk: Desk) -> None:
    match = choose(desk, request(desk))
    as_(desk.omar).post(f"/clearances/{match.ask_id}/", {"answer": "yes"})
    assert state_of(now(match.pk)) is MatchState.INVITED, "nobody waits for the worker"
    as_(desk.mara).post(f"/asks/{match.ask_id}/answer/", {"answer": "accepted"})
    assert Message.objects.filter(to=desk.sol.email, subject__startswith="Ana Silva said yes").exists()


def after_the_hour(desk: Desk) -> Match:
    """Ana spoke yesterday."""
    soon = [dt.datetime.now(dt.UTC) + dt.timedelta(days=day) for day in (3, 4, 5)]
    match = booked(desk, offered(willing(desk), soon))
    Match.objects.update(starts_at=at(-1))
    return match


def test_the_desk_writes_down_what_the_customer_said_on_the_telephone(desk: Desk) -> None:
    match = after_the_hour(desk)
    client, step = as_(desk.mara), f"/references/{match.request_id}/match/{match.pk}/their_feedback/"
    page = client.get(f"/references/{match.request_id}/")
    assert "What the customer told you" in text_of(page)
    told = {"grade": "positive", "minutes": "forty", "again": "yes", "words": "A <good> hour."}
    wrong = client.post(step, told)
    assert wrong.status_code == 422
    assert "Minutes are a whole number." in text_of(wrong)
    for kept in ('value="positive" checked', 'value="forty"', 'value="yes" checked', "A &lt;good&gt; hour.</textarea>"):
        assert kept in wrong.content.decode(), "what was written is not lost"
    page = client.post(step, told | {"minutes": "40"}, follow=True)
    (said,) = Feedback.objects.filter(match=match)
    assert (said.side, said.by, said.minutes, said.again) == ("customer", desk.mara, 40, True)
    line = Change.objects.filter(action="say_how").get()
    assert (line.by, line.door, line.data["side"]) == (desk.mara, "workspace", "customer")
    assert "The customer (as told to Mara): positive, 40 minutes, would do it again" in text_of(page)
    assert "What the customer told you" not in text_of(page), "each side says it once"
    assert "How was it?" in text_of(page), "the seller's side is still to come"
    again = client.post(step, told | {"minutes": "40"})
    assert "written down already" in text_of(again)
    assert Feedback.objects.filter(match=match).count() == 1


def test_a_seller_does_not_speak_for_the_customer(desk: Desk) -> None:
    match = after_the_hour(desk)
    client = as_(desk.sol)
    page = text_of(client.get(f"/references/{match.request_id}/"))
    assert "How was it?" in page
    assert "What the customer told you" not in page
    refused = client.post(f"/references/{match.request_id}/match/{match.pk}/their_feedback/", {"grade": "positive"})
    assert "That is the customer&#x27;s to say, or the desk" in refused.content.decode().replace("&#39;", "&#x27;")
    assert not Feedback.objects.filter(match=match).exists()


@pytest.mark.parametrize("number", ["²", "9" * 30, "-1", "4 0", "٤"])
def test_what_is_no_number_is_said_so_and_changes_nothing(desk: Desk, number: str) -> None:
    """Digits to Unicode that are none to a sum, more than a database keeps: refused with a sentence, on every form."""
    match = after_the_hour(desk)
    client, begin = as_(desk.mara), f"/references/{match.request_id}"
    before = (Match.objects.values().get(pk=match.pk), Request.objects.values().get(pk=match.request_id))
    said = {
        f"{begin}/match/{match.pk}/feedback/": ({"grade": "positive", "minutes": number}, "Minutes are a whole number"),
        f"{begin}/match/{match.pk}/pick/": ({"slot": number}, ""),
        f"{begin}/take/": ({"colleague": number}, "There is no such colleague."),
        f"/references/fulfilment/chain/{match.account_id}/": (
            {"colleague": number, "why": "Legal"}, "There is no such colleague.",
        ),
    }  # fmt: skip
    for path, (form, sentence) in said.items():
        answer = client.post(path, form)
        assert answer.status_code in (200, 404, 422), (path, answer.status_code)
        assert sentence in text_of(answer), path
    after = (Match.objects.values().get(pk=match.pk), Request.objects.values().get(pk=match.request_id))
    assert after == before
    assert not Feedback.objects.exists()
    assert not ChainLink.objects.exists()
