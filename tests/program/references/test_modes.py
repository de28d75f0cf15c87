"""The four ways to fulfil a request: who chooses, whose yes comes first, from when on the seller may speak to them."""

from __future__ import annotations

import pytest

from tests.program.asks.town import POLICY, TODAY, WINS, address, clear, colleague
from tests.program.references.desk import Desk, choose, go_on, request
from vouch.domain.errors import Conflict, NotAllowed, NotFound, Refusal
from vouch.domain.policy.desk import Mode
from vouch.program.asks.actions import answer, send
from vouch.program.colleagues.permissions import Position
from vouch.program.outbox.models import Message
from vouch.program.references import actions
from vouch.program.references.current import now
from vouch.program.references.how import how, spoken_to, state_of
from vouch.program.references.models import Match
from vouch.program.references.states import MatchState, RequestState

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def set_mode(desk: Desk, mode: Mode, **more: bool) -> None:
    actions.set_mode(by=desk.mara, activity="reference_call", mode=mode, policy=POLICY, **more)


def how_far(match: Match) -> MatchState:
    return state_of(now(match.pk))


def free(match: Match) -> bool:
    return spoken_to(now(match.pk), how("reference_call", POLICY))


def says(match: Match, word: str) -> None:
    answer(ask=match.ask, answer=word, door="portal", policy=POLICY, today=TODAY)


def test_the_desk_chooses_and_the_owners_own_rule_holds(desk: Desk) -> None:
    set_mode(desk, Mode.MANAGER)
    asked = request(desk)
    assert asked.state == RequestState.NEW
    match = choose(desk, asked)
    assert how_far(match) is MatchState.CLEARING, "Omar always wants to be asked"
    clear(desk, match.ask)
    assert go_on() == 1
    assert how_far(match) is MatchState.INVITED
    assert not free(match)
    says(match, "accepted")
    assert how_far(match) is MatchState.WILLING
    assert free(match)
    asked.refresh_from_db()
    assert asked.state == RequestState.ACTIVE
    assert asked.answered_at is not None


def test_the_desk_chooses_and_owner_and_chain_agree_first(desk: Desk) -> None:
    set_mode(desk, Mode.MANAGER_CLEARED)
    legal, press = colleague("lou", Position.VIEWER), colleague("pia", Position.VIEWER)
    actions.set_chain(by=desk.mara, account=desk.ana.account, colleagues=[legal, press], why=["contracts"])
    match = choose(desk, request(desk))
    clear(desk, match.ask)
    assert go_on() == 1
    assert how_far(match) is MatchState.CHAIN
    assert Message.objects.filter(to=legal.email).count() == 1
    assert not Message.objects.filter(to=press.email).exists(), "one after the other"
    told = {"match": match, "policy": POLICY, "today": TODAY, "address": address}
    with pytest.raises(NotAllowed, match="waits for Lou"):
        actions.agree(by=press, agreed=True, **told)
    actions.agree(by=legal, agreed=True, **told)
    assert how_far(match) is MatchState.CHAIN
    actions.agree(by=press, agreed=True, **told)
    assert how_far(match) is MatchState.INVITED
    with pytest.raises(Conflict, match="Nobody of the chain"):
        actions.agree(by=press, agreed=False, **told)


def test_a_no_of_the_chain_ends_it(desk: Desk) -> None:
    legal = colleague("lou", Position.VIEWER)
    actions.set_chain(by=desk.mara, account=desk.ana.account, colleagues=[legal])
    match = choose(desk, request(desk))
    clear(desk, match.ask)
    go_on()
    actions.agree(
        by=legal, match=match, agreed=False, words="Not this year.", policy=POLICY, today=TODAY, address=address
    )
    assert how_far(match) is MatchState.WITHDRAWN
    assert not Message.objects.filter(key__startswith="invitation").exists()


def test_the_seller_chooses_and_the_owner_is_told(desk: Desk) -> None:
    set_mode(desk, Mode.SELF_TOLD)
    match = choose(desk, request(desk), by=desk.sol)
    assert how_far(match) is MatchState.INVITED, "nobody has to be asked"
    assert free(match)
    assert [one.subject for one in Message.objects.filter(to=desk.omar.email)] == [
        "For your information: Acme is asked for Norden"
    ]
    assert go_on() == 0
    assert Message.objects.filter(to=desk.omar.email).count() == 1, "told once"


def test_the_seller_chooses_and_has_the_address_once_the_owner_agreed(desk: Desk) -> None:
    set_mode(desk, Mode.SELF_CLEARED)
    match = choose(desk, request(desk), by=desk.sol)
    assert how_far(match) is MatchState.CLEARING
    assert not free(match)
    clear(desk, match.ask)
    go_on()
    assert how_far(match) is MatchState.INVITED
    assert free(match)


def test_where_addresses_are_not_released_nobody_has_them(desk: Desk) -> None:
    set_mode(desk, Mode.SELF_TOLD, release=False)
    assert not free(choose(desk, request(desk), by=desk.sol))


def test_a_seller_chooses_only_for_their_own_and_only_where_sellers_may(desk: Desk) -> None:
    asked = request(desk)
    with pytest.raises(NotAllowed, match="the desk chooses"):
        choose(desk, asked, by=desk.sol)
    set_mode(desk, Mode.SELF_TOLD)
    with pytest.raises(NotAllowed, match="another's request"):
        choose(desk, asked, by=colleague("tom", Position.SELLER))


def test_a_reference_is_sent_from_the_desk_alone(desk: Desk) -> None:
    match = choose(desk, request(desk))
    cleared = clear(desk, match.ask)
    (sent,) = send(by=desk.mara, asks=[cleared], policy=POLICY, today=TODAY, address=address)
    assert sent.refusal is not None
    assert "from the desk" in sent.refusal.sentence


def test_of_two_sellers_who_want_the_same_person_the_second_is_told(desk: Desk) -> None:
    set_mode(desk, Mode.SELF_TOLD)
    tom = colleague("tom", Position.SELLER)
    first = request(desk)
    second = actions.whole(
        by=tom, written=actions.Written(activity="reference_call", buyer="Oslo", words="The same, for Oslo.",
                                        needed_by=TODAY, although="They decide tomorrow."),
        door="workspace", policy=POLICY, today=TODAY,
    )  # fmt: skip
    choose(desk, first, by=desk.sol)
    with pytest.raises(Refusal, match="has an open invitation already"):
        choose(desk, second, by=tom)


def test_who_is_in_conflict_is_not_there(desk: Desk) -> None:
    asked = request(desk, deal="", buyer="Acme", although="They decide tomorrow.")
    with pytest.raises(NotFound, match="nobody of that name"):
        choose(desk, asked, desk.ana)
    assert choose(desk, asked, desk.dee, **WINS).account.name == "Bolt"
