"""How a request begins and ends: drafts, what is missing, a deal that is not ready, what withdrawing takes back."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.program.asks.town import POLICY, TODAY, address, clear, colleague
from tests.program.references.desk import Desk, choose, deal, go_on, request, written
from vouch.domain.errors import BadInput, Conflict, NotAllowed
from vouch.program.asks.states import AskState
from vouch.program.colleagues.permissions import Position
from vouch.program.references import actions
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import Request, RequestStep
from vouch.program.references.queries import deal_of, deals
from vouch.program.references.states import MatchState, Outcome, RequestState, Unfilled

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(
    ("more", "field", "says"),
    [
        ({"activity": ""}, "activity", "what you need"),
        ({"activity": "moon_landing"}, "activity", "no activity type"),
        ({"activity": "public_review"}, "activity", "open invitations"),
        ({"deal": "", "buyer": ""}, "buyer", "which company"),
        ({"deal": "salesforce:nope"}, "deal", "no such deal"),
        ({"words": ""}, "words", "needs to hear"),
        ({"words": "x" * 10_001}, "words", "10,001 letters"),
        ({"needed_by": None}, "needed_by", "by when"),
        ({"needed_by": TODAY - DAY}, "needed_by", "is past"),
        ({"needed_by": TODAY + 400 * DAY}, "needed_by", "more than a year"),
        ({"how_many": 0}, "how_many", "1 to 10"),
        ({"buyer_email": "nobody"}, "buyer_email", "no e-mail address"),
        ({"like": {"employees": "many"}}, "employees", "whole number"),
        ({"buy_in": False}, "although", "Those who decide"),
        ({"rivals": ["Nowhere Ltd"]}, "rivals", "No company is called “Nowhere Ltd”"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field_and_nothing_is_kept(
    desk: Desk, more: dict[str, object], field: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        request(desk, **more)
    assert refused.value.data["field"] == field
    assert not Request.objects.exists()


def test_ten_thousand_letters_are_kept_whole(desk: Desk) -> None:
    assert len(request(desk, words="n" * 10_000).words) == 10_000


def test_a_draft_may_lack_everything_and_is_its_authors(desk: Desk) -> None:
    blank = actions.Written()
    draft = actions.keep_draft(by=desk.sol, written=blank, policy=POLICY, today=TODAY)
    with pytest.raises(BadInput, match="what you need"):
        actions.hand_in(by=desk.sol, request=draft, policy=POLICY, today=TODAY)
    with pytest.raises(NotAllowed, match="another's"):
        actions.keep_draft(
            by=colleague("tom", Position.SELLER), written=blank, request=draft, policy=POLICY, today=TODAY
        )
    actions.keep_draft(by=desk.sol, written=written(desk), request=draft, policy=POLICY, today=TODAY)
    handed = actions.hand_in(by=desk.sol, request=draft, policy=POLICY, today=TODAY)
    assert (handed.state, handed.buyer) == (RequestState.NEW, "Norden")
    with pytest.raises(Conflict, match=r"nobody has taken it yet.*Sol"):
        actions.hand_in(by=desk.sol, request=draft, policy=POLICY, today=TODAY)


def test_a_deal_that_is_early_needs_a_reason(desk: Desk) -> None:
    deal(1, stage="Prospecting")
    with pytest.raises(BadInput, match="“Prospecting”, earlier"):
        request(desk)
    assert request(desk, although="Their board meets on Friday.").although


def test_a_condition_that_names_nothing_is_none(desk: Desk) -> None:
    asked = request(desk, like={"industry": "Finance"}, must=["industry", "region", "nonsense"])
    assert asked.must == ["industry"]


def test_the_desk_takes_it_and_says_why_nobody_was_found(desk: Desk) -> None:
    asked = request(desk)
    with pytest.raises(NotAllowed):
        actions.take(by=desk.sol, request=asked, policy=POLICY, today=TODAY)
    with pytest.raises(BadInput, match="does not run the desk"):
        actions.take(by=desk.mara, request=asked, colleague=desk.sol, policy=POLICY, today=TODAY)
    taken = actions.take(by=desk.mara, request=asked, policy=POLICY, today=TODAY)
    assert (taken.state, taken.taken_by) == (RequestState.ACTIVE, desk.mara)
    match = choose(desk, asked)
    ended = actions.not_filled(by=desk.mara, request=asked, why=Unfilled.LIMIT, policy=POLICY, today=TODAY)
    assert (ended.state, ended.unfilled) == (RequestState.UNFILLED, "limit")
    assert state_of(now(match.pk)) is MatchState.WITHDRAWN
    with pytest.raises(Conflict, match="not filled"):
        actions.take(by=desk.mara, request=asked, policy=POLICY, today=TODAY)


def test_who_withdraws_frees_whom_they_asked(desk: Desk) -> None:
    asked = request(desk)
    match = choose(desk, asked)
    with pytest.raises(NotAllowed):
        actions.withdraw(by=colleague("tom", Position.SELLER), request=asked, policy=POLICY, today=TODAY)
    actions.withdraw(by=desk.sol, request=asked, words="They bought.", policy=POLICY, today=TODAY)
    match.ask.refresh_from_db()
    assert match.ask.state == AskState.WITHDRAWN
    assert choose(desk, request(desk)).contact == desk.ana, "free again"


def test_nothing_is_done_before_somebody_did_it(desk: Desk) -> None:
    asked = request(desk)
    choose(desk, asked)
    with pytest.raises(Conflict, match="Nobody has done anything"):
        actions.done(by=desk.sol, request=asked, policy=POLICY, today=TODAY)


def test_a_word_of_the_desk_is_its_first_answer(desk: Desk) -> None:
    asked = request(desk)
    asked = actions.say(by=desk.sol, request=asked, words="Anybody in finance?", policy=POLICY, today=TODAY)
    assert asked.answered_at is None
    asked = actions.say(by=desk.mara, request=asked, words="Two; which size?", policy=POLICY, today=TODAY)
    assert asked.answered_at is not None


def test_a_request_follows_its_deal_and_keeps_it_when_the_crm_lets_it_go(desk: Desk) -> None:
    asked = request(desk)
    deal(1, outcome="won")
    asked.refresh_from_db()
    assert (asked.outcome, [one.pk for one in actions.decided_meanwhile()]) == (Outcome.WON, [asked.pk])
    deal(2)
    assert deal_of("0061") == desk.norden, "a request is for it"
    with pytest.raises(BadInput, match="is won already"):
        request(desk)


def test_deals_are_found_by_words_and_by_their_id_in_the_crm(desk: Desk) -> None:
    assert [one.name for one in deals("platform NORDEN")] == ["Norden platform 1"]
    assert deals("elsewhere") == []
    assert deal_of("0061") == deal_of("salesforce:0061") == desk.norden
    assert deal_of("") is None


def test_what_is_said_is_kept_whole_or_refused_with_a_sentence(desk: Desk) -> None:
    """Nothing is cut off in silence; a browser breaks lines with two signs, which count as one."""
    asked, keep = request(desk), {"policy": POLICY, "today": TODAY}
    lines = "\n".join(["w" * 99] * 10)
    assert len(lines) == 999
    actions.say(by=desk.sol, request=asked, words=lines.replace("\n", "\r\n"), **keep)
    assert RequestStep.objects.order_by("-pk").values_list("words", flat=True).first() == lines
    before = RequestStep.objects.count()
    too_long = [
        lambda: actions.say(by=desk.sol, request=asked, words="w" * 1001, **keep),
        lambda: actions.withdraw(by=desk.sol, request=asked, words="w" * 501, **keep),
        lambda: actions.not_filled(by=desk.mara, request=asked, why=Unfilled.values[0], words="w" * 501, **keep),
        lambda: request(desk, although="w" * 501),
    ]
    for do in too_long:
        with pytest.raises(BadInput, match=r"letters; at most (500|1,000) are kept") as refused:
            do()
        assert refused.value.code == "too_long"
    assert (RequestStep.objects.count(), Request.objects.get().state) == (before, RequestState.NEW)
    ended = actions.withdraw(by=desk.sol, request=asked, words="No\0 longer", **keep)
    assert ended.ending == "No longer"


def test_a_link_of_the_chain_says_why_whole_or_is_told_it_is_too_long(desk: Desk) -> None:
    legal = colleague("lou", Position.VIEWER)
    assert desk.ana.account is not None
    actions.set_chain(by=desk.mara, account=desk.ana.account, colleagues=[legal])
    match = choose(desk, request(desk))
    clear(desk, match.ask)
    go_on()
    told = {"by": legal, "match": match, "agreed": False, "policy": POLICY, "today": TODAY, "address": address}
    with pytest.raises(BadInput, match="These are 501 letters"):
        actions.agree(words="w" * 501, **told)
    actions.agree(words="Not\0 before\r\nMay", **told)
    assert match.chain.get().words == "Not before May"
