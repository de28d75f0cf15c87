"""Who says what matters, what is refused, and whom the agreed profile points to."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.program.cast import NOON, TODAY, account, contact, ines, know, placed, publish, somebody
from vouch.domain.errors import BadInput, BadPolicy, NotAllowed
from vouch.domain.policy import load
from vouch.domain.policy.load import read
from vouch.program.colleagues.permissions import Position
from vouch.program.findings.particulars import publish_particulars
from vouch.program.findings.rows import DeedRow
from vouch.program.ideal import actions, queries
from vouch.program.ideal.known import known_values
from vouch.program.people import actions as people
from vouch.program.people.models import Account, Contact

pytestmark = pytest.mark.django_db

POLICY = load()
EVERY = dict.fromkeys(POLICY.traits, 1)
FIRST = {"industry": {"importance": 3, "wanted": ["Logistics"]}, "size": {"importance": 1, "wanted": ["50"]}}


def test_what_a_team_says_is_the_middle_of_its_people_and_replaces_what_they_said_before() -> None:
    seller, boss = somebody(Position.SELLER), ines()
    actions.rate(by=seller, team="sales", ratings=EVERY, policy=POLICY)
    actions.rate(by=seller, team="sales", ratings=EVERY | {"size": 3}, policy=POLICY)
    actions.rate(by=boss, team="support", ratings=EVERY | {"size": 0}, policy=POLICY)
    said = queries.said(POLICY)
    assert (said.teams["sales"]["size"], said.teams["support"]["size"]) == (3, 0)
    assert said.agreement.ranges["size"] == 3
    assert said.people == {"sales": 1, "support": 1}


def test_what_is_no_rating_is_refused() -> None:
    who = somebody(Position.SELLER)
    with pytest.raises(BadInput, match="for which team"):
        actions.rate(by=who, team="board", ratings=EVERY, policy=POLICY)
    with pytest.raises(BadInput, match="Rate every trait; not yet: their industry"):
        actions.rate(by=who, team="sales", ratings={k: 1 for k in EVERY if k != "industry"}, policy=POLICY)
    with pytest.raises(BadInput, match="from 0 to 3"):
        actions.rate(by=who, team="sales", ratings=EVERY | {"size": 4}, policy=POLICY)
    with pytest.raises(NotAllowed):
        actions.rate(by=somebody(Position.VIEWER), team="sales", ratings=EVERY, policy=POLICY)


@pytest.mark.parametrize("trait", ["acts", "renewals", "stage", "nps"])
def test_an_outcome_is_no_trait_on_the_page_and_in_the_policy(trait: str) -> None:
    with pytest.raises(BadInput, match="only find again whom you know already"):
        actions.agree(by=ines(), traits={trait: {"importance": 3}}, agreed_on=TODAY, policy=POLICY)
    with pytest.raises(BadPolicy) as refusal:
        read(f'[traits.other]\nwords = "other"\nreads = "{trait}"')
    assert "is an outcome" in str(refusal.value)


def test_the_profile_is_set_by_a_manager_with_version_and_day_and_says_what_fits() -> None:
    boss = ines()
    with pytest.raises(NotAllowed):
        actions.agree(by=somebody(Position.SELLER), traits=FIRST, agreed_on=TODAY, policy=POLICY)
    with pytest.raises(BadInput, match="which values fit"):
        actions.agree(by=boss, traits={"region": {"importance": 2, "wanted": []}}, agreed_on=TODAY, policy=POLICY)
    with pytest.raises(BadInput, match="needs a number"):
        actions.agree(by=boss, traits={"size": {"importance": 2, "wanted": ["many"]}}, agreed_on=TODAY, policy=POLICY)
    actions.agree(by=boss, traits=FIRST, agreed_on=TODAY - dt.timedelta(days=9), policy=POLICY)
    actions.agree(by=boss, traits={"size": FIRST["size"]}, agreed_on=TODAY, policy=POLICY)
    assert [(one.version, set(one.traits)) for one in queries.versions()] == [(2, {"size"}), (1, {"industry", "size"})]


def test_it_points_to_customers_nobody_asked_and_nobody_knows_well_and_unknown_does_not_harm() -> None:
    fits = account(1, "Fits", industry="logistics", employees=80)
    half = account(2, "Half", industry="Mining", employees=80)
    little = account(3, "Little", industry="Logistics")
    nothing = account(4, "Nothing")
    known = account(5, "Known", industry="Logistics", employees=80)
    acted = account(6, "Acted", industry="Logistics", employees=80)
    every = (fits, half, little, nothing, known, acted)
    know(every, [contact(1, acted, "Ana Lind")])
    deed = DeedRow(account=None, contact=contact(1, acted, "Ana Lind").id, activity="", words="talk", done_on=TODAY)
    rows = [placed(one, "not_known_yet", coverage=0.9 if one is known else 0.2) for one in every]
    publish(rows, deeds=[deed])
    profile = actions.agree(by=ines(), traits=FIRST, agreed_on=TODAY, policy=POLICY)
    ranked, unknown = queries.ranking(profile, POLICY, TODAY)
    assert [(one.account.name, one.fit.share, one.fit.known) for one in ranked] == [
        ("Fits", 1.0, 1.0), ("Little", 1.0, 0.75), ("Half", 0.25, 1.0),
    ]  # fmt: skip
    assert [one.account.name for one in unknown] == ["Nothing"]


def test_products_breadth_of_use_and_cases_solved_are_read_where_they_are_known() -> None:
    wide, narrow, silent = account(1, "Wide"), account(2, "Narrow"), account(3, "Silent")
    know([wide, narrow, silent], [])
    publish([placed(one, "not_known_yet", coverage=0.2) for one in (wide, narrow, silent)])
    publish_particulars(
        roles=[], products=[(wide.id, "Dock"), (wide.id, "Yard"), (narrow.id, "Yard")],
        breadth=[(wide.id, 9), (narrow.id, 2)], solved=[(wide.id, 50), (narrow.id, 100)],
    )  # fmt: skip
    wanted = {
        "product": {"importance": 3, "wanted": ["dock", "Gate"]},
        "breadth": {"importance": 2, "wanted": ["5"]},
        "solved": {"importance": 1, "wanted": ["90"]},
    }
    profile = actions.agree(by=ines(), traits=wanted, agreed_on=TODAY, policy=POLICY)
    ranked, unknown = queries.ranking(profile, POLICY, TODAY)
    assert [(one.account.name, round(one.fit.share or 0, 3)) for one in ranked] == [("Wide", 0.833), ("Narrow", 0.167)]
    assert [one.account.name for one in unknown] == ["Silent"]
    assert [part.words for part in ranked[1].fit.parts] == [
        "the products they use: Yard",
        "how many different things they do with it: 2",
        "cases solved in time and for good, in 100: 100",
    ]
    assert known_values("product") == ["Yard", "Dock"]


def test_the_parts_people_play_count_while_they_are_there() -> None:
    acme, gone = account(1, "Acme"), account(2, "Gone")
    people_there = [
        contact(1, acme, "Ana Lind", suggested_role="Daily_User"),
        contact(2, gone, "Bo Ek", suggested_role="sponsor", left_on=TODAY),
    ]
    know([acme, gone], people_there)
    publish([placed(one, "not_known_yet", coverage=0.2) for one in (acme, gone)])
    wanted = {"role": {"importance": 1, "wanted": ["daily user", "sponsor"]}}
    profile = actions.agree(by=ines(), traits=wanted, agreed_on=TODAY, policy=POLICY)
    ranked, unknown = queries.ranking(profile, POLICY, TODAY)
    assert [one.account.name for one in ranked] == ["Acme"]
    assert [one.account.name for one in unknown] == ["Gone"]


def test_a_judged_trait_is_known_from_approved_nominations_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    acme = account(1, "Acme")
    know([acme], [contact(1, acme, "Ana Lind")])
    publish([placed(acme, "not_known_yet", coverage=0.1)])
    boss = ines()
    one = people.nominate(
        by=somebody(Position.SELLER), account=Account.objects.get(), contact=Contact.objects.get(), nominated_on=TODAY,
        why="Helped two others in spring.", relation="work", traits=["helpful"],
    )  # fmt: skip
    profile = actions.agree(by=boss, traits={"helpful": {"importance": 2}}, agreed_on=TODAY, policy=POLICY)
    assert queries.ranking(profile, POLICY, TODAY)[0] == []
    people.approve(by=boss, nomination=one)
    assert [row.fit.share for row in queries.ranking(profile, POLICY, TODAY)[0]] == [1.0]
