"""Times, place, calling off, not meeting, how it was, thanks, the outcome and introductions, by a program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import vobject

from tests.program.asks.town import POLICY, TODAY, colleague
from tests.program.references.calls import booked, mails, offered, willing
from tests.program.references.desk import Desk, deal, request
from tests.web.api.calling import Program
from vouch.program.colleagues.permissions import Position
from vouch.program.history.models import Change
from vouch.program.references import actions
from vouch.program.references.models import Match, Referral, Request
from vouch.runs.desk import pool

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Iterator[Desk]:
    pool._STANDING.clear()
    yield Desk()
    pool._STANDING.clear()


@pytest.fixture
def sol(desk: Desk) -> Program:
    return Program(desk.sol)


@pytest.fixture
def mara(desk: Desk) -> Program:
    return Program(desk.mara)


def hours(*days: int) -> list[str]:
    """Moments from now on, as a program in New York writes them."""
    zone = dt.timezone(dt.timedelta(hours=-5))
    return [(dt.datetime.now(zone) + dt.timedelta(days=day)).isoformat() for day in days]


def soon(match: Match) -> Match:
    """They named times that lie ahead by the real clock, which the API goes by, for one to be picked."""
    return offered(match, [dt.datetime.fromisoformat(one) for one in hours(3, 4, 5)])


def gone_by(match: Match) -> None:
    """The hour that was set lies behind us."""
    Match.objects.filter(pk=match.pk).update(starts_at=dt.datetime.now(dt.UTC) - dt.timedelta(hours=2))


def test_the_seller_names_times_the_desk_picks_for_the_customer_and_the_place_follows(
    desk: Desk, sol: Program, mara: Program
) -> None:
    path = f"matches/{willing(desk).pk}"
    few = sol.post(f"{path}/times", times=hours(3, 4))
    assert (few.status_code, few.json()["data"]["field"]) == (422, "times")
    named = sol.post(f"{path}/times", times=hours(3, 4, 5))
    assert named.status_code == 200, named.content
    told = named.json()
    assert (told["state"], [one["named_by"] for one in told["times"]]) == ("offered", ["seller"] * 3)
    assert "offer_times" in told["can"]
    first = told["times"][0]["id"]
    own = sol.post(f"{path}/times/pick", time=first)
    assert (own.json()["code"], own.json()["data"]["field"]) == ("own_time", "time")
    theirs = sol.post(f"{path}/times/pick", time=first, side="customer")
    assert (theirs.status_code, theirs.json()["code"]) == (403, "theirs_to_say")
    assert "or the desk's for them" in theirs.json()["detail"]
    assert mara.post(f"{path}/times/pick", time=first, side="customer").json()["state"] == "booked"
    kept = sol.post(f"{path}/place", place="https://meet.example/1", minutes=45).json()
    assert (kept["place"], kept["minutes"]) == ("https://meet.example/1", 45)
    event = vobject.readOne(sol.get(f"{path}/calendar.ics").content.decode()).vevent
    assert event.location.value == "https://meet.example/1"
    assert any(one.startswith("It is set") for one in mails(desk.ana.email))


def test_the_desk_names_the_times_that_the_customer_told_and_the_buyer_has_a_link(
    desk: Desk, sol: Program, mara: Program
) -> None:
    path = f"matches/{willing(desk).pk}"
    assert sol.post(f"{path}/buyers-link").json()["code"] == "no_times"
    bad = mara.post(f"{path}/times", times=hours(3, 4, 5), side="customer", zone="Mars/Base")
    assert (bad.status_code, bad.json()["data"]["field"]) == (422, "zone")
    told = mara.post(f"{path}/times", times=hours(3, 4, 5), side="customer", zone="America/New_York").json()
    assert [one["named_by"] for one in told["times"]] == ["customer"] * 3
    assert Match.objects.get().zone == "America/New_York"
    assert "/for-you/t/" in sol.post(f"{path}/buyers-link").json()["url"]


def test_a_time_is_called_off_or_they_did_not_meet_and_everybody_hears_it(desk: Desk, sol: Program) -> None:
    match = booked(desk, soon(willing(desk)))
    path = f"matches/{match.pk}"
    assert sol.post(f"{path}/missed", who="customer").json()["code"] == "not_yet"
    told = sol.post(f"{path}/call-off", words="Their plant stands still.").json()
    assert (told["state"], told["starts_at"]) == ("willing", None)
    assert any("does not work any more" in one for one in mails(desk.ana.email))
    again = booked(desk, soon(match))
    gone_by(again)
    assert sol.post(f"{path}/call-off").json()["code"] == "has_begun"
    told = sol.post(f"{path}/missed", who="customer", words="Nobody was there.").json()
    assert (told["state"], told["missed"]) == ("missed", "customer")
    assert "offer_times" in told["can"]


def test_how_it_was_thanks_and_the_outcome(desk: Desk, sol: Program, mara: Program) -> None:
    match = booked(desk, soon(willing(desk)))
    path = f"matches/{match.pk}"
    word = {"grade": "very_positive", "minutes": 40, "again": True, "words": "He saw the docks."}
    assert sol.post(f"{path}/feedback", **word).json()["code"] == "not_yet"
    gone_by(match)
    told = sol.post(f"{path}/feedback", **word).json()
    assert told["state"] == "done"
    assert [(one["side"], one["grade"], one["again"]) for one in told["feedback"]] == [
        ("seller", "very_positive", True)
    ]
    assert sol.post(f"{path}/feedback", **word).json()["code"] == "said_already"
    assert sol.post(f"{path}/feedback", side="customer", grade="neutral").status_code == 403
    both = mara.post(f"{path}/feedback", side="customer", grade="positive", minutes=35).json()
    assert {one["side"]: one["minutes"] for one in both["feedback"]} == {"seller": 40, "customer": 35}
    assert Request.objects.get().state == "done"
    assert sol.post(f"{path}/thanks", words="Thank you.").status_code == 403
    assert mara.post(f"{path}/thanks").json()["thanked_at"] is not None
    assert "tell_outcome" not in both["can"]
    assert mara.post(f"{path}/outcome").json()["code"] == "nothing_to_tell"
    deal(outcome="won")
    sum_ = mara.post(f"{path}/outcome", words="They signed for EUR 120,000!")
    assert (sum_.status_code, sum_.json()["code"]) == (422, "tells_the_sum")
    assert sol.post(f"{path}/outcome").status_code == 403
    assert mara.post(f"{path}/outcome", words="They chose us.").json()["told_outcome_at"] is not None
    assert mara.post(f"{path}/outcome", skip=True).json()["code"] == "told_already"
    assert set(Change.objects.filter(action__in=("say_how", "tell_outcome")).values_list("door", flat=True)) == {"api"}


def test_the_desk_takes_a_request_gives_it_and_ends_it(desk: Desk, sol: Program, mara: Program) -> None:
    path = f"requests/{request(desk).pk}"
    assert sol.post(f"{path}/take").status_code == 403
    assert mara.post(f"{path}/take", colleague="nobody@example.com").json()["data"]["field"] == "colleague"
    assert mara.post(f"{path}/take", colleague=desk.sol.email).json()["code"] == "not_of_the_desk"
    assert mara.post(f"{path}/take", colleague=desk.lea.email).json()["taken_by"] == "Lea"
    told = mara.get(path).json()
    assert set(told["can"]) == {"take", "not_filled", "say", "withdraw"}
    assert sol.post(f"{path}/done").json()["code"] == "nobody_yet"
    assert sol.post(f"{path}/not-filled", why="no_match").status_code == 403
    ended = mara.post(f"{path}/not-filled", why="no_match", words="Nobody of that size.").json()
    assert (ended["state"], ended["unfilled"], ended["can"]) == ("unfilled", "no_match", [])


def test_introductions_are_followed_and_the_customer_is_thanked(desk: Desk, sol: Program) -> None:
    told = {"policy": POLICY, "today": TODAY}
    for name in ("Pia Port", "Quin Quay", "Ria Rail"):
        actions.introduce(contact=desk.ana, name=name, company="Oslo Ports", **told)
    page = sol.get("introductions", limit=2).json()
    rest = sol.get("introductions", limit=2, after=page["next"]).json()
    names = [one["name"] for one in (*page["introductions"], *rest["introductions"])]
    assert (sorted(names), rest["next"]) == (["Pia Port", "Quin Quay", "Ria Rail"], None)
    path = f"introductions/{Referral.objects.get(name='Pia Port').pk}"
    assert sol.post(f"{path}/follow").json()["follows"] == "Sol"
    assert sol.get("introductions", mine=True).json()["introductions"][0]["name"] == "Pia Port"
    assert sol.post(f"{path}/fate", fate="won", deal="9999").json()["data"]["field"] == "deal"
    won = sol.post(f"{path}/fate", fate="won", deal="0061", words="In a month.").json()
    assert (won["fate"], won["deal"]) == ("won", "salesforce:0061")
    assert sol.post(f"{path}/thanks", words="That was a good thought.").json()["thanked_at"] is not None
    assert sol.post(f"{path}/thanks", words="Again.").json()["code"] == "thanked_already"
    assert sol.get("introductions", fate="new").json()["introductions"][0]["fate"] == "new"


def test_whoever_an_introduction_is_given_to_sees_it_and_others_do_not(desk: Desk) -> None:
    row = actions.introduce(contact=desk.ana, name="Pia Port", policy=POLICY, today=TODAY)
    tess = colleague("tess", Position.ACCOUNT_OWNER, owner=f"o{9:015x}")
    program = Program(tess)
    assert program.get(f"introductions/{row.pk}").status_code == 404
    actions.follow_referral(by=desk.mara, referral=row, colleague=tess)
    assert program.get(f"introductions/{row.pk}").json()["name"] == "Pia Port"
    assert program.get("introductions").json()["introductions"][0]["by_company"] == "Acme"
    given = program.post(f"introductions/{row.pk}/follow", colleague=desk.sol.email)
    assert given.json()["follows"] == "Sol", given.content
    viewer: Any = Program(colleague("vi", Position.VIEWER)).get("introductions")
    assert (viewer.status_code, viewer.json()["code"]) == (403, "not_allowed")
