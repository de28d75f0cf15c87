"""What counts for a match: passion before names, size only as likeness, and the unknown harms nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.reference.cast import POLICY, READY, TODAY, person
from tools.bench.crowd import TODAY as THEN
from tools.bench.crowd import pool_of, requests
from tools.bench.sql import Duck, rows
from vouch.domain.asking import Allowed, PermissionSaid
from vouch.domain.errors import BadPolicy
from vouch.domain.policy import load, read
from vouch.matching.next_ask import Willingness
from vouch.matching.reference import Answer, Company, Deal, Need, Person, Pool, Visibility, rank

CALL = Need(activity="reference_call")
WILLING, GUARDED = (replace(READY, willing=one) for one in (Willingness.WILLING, Willingness.GUARDED))


def ranked(need: Need, people: list[Person], *firms: Company) -> Answer:
    return rank(need, Pool.of(firms or [Company(id="acme", name="Acme")], people), POLICY, TODAY)


def order(found: Answer) -> list[str]:
    return [one.person for one in found.matches]


@given(
    buyer=st.floats(1, 1e6), small=st.floats(1, 1e6), giant=st.floats(1, 1e6), known=st.booleans(),
    role=st.sampled_from(["finance", ""]),
)  # fmt: skip
def test_no_size_of_a_company_lets_somebody_guarded_pass_somebody_willing(
    buyer: float, small: float, giant: float, known: bool, role: str
) -> None:
    need = replace(CALL, employees=buyer, role=role, industry="Fintech" if known else "")
    firms = [Company(id="small", employees=small, industry="Fintech"),
             Company(id="giant", employees=giant, industry="Fintech")]  # fmt: skip
    people = [person("willing", "small", role="finance", decision=WILLING),
              person("guarded", "giant", role="finance", decision=GUARDED)]  # fmt: skip
    assert order(ranked(need, people, *firms)) == ["willing", "guarded"]


@given(size=st.floats(1, 1e7), other=st.floats(1, 1e7))
def test_size_counts_for_nothing_where_the_request_names_none(size: float, other: float) -> None:
    need = replace(CALL, industry="Fintech")
    firms = [Company(id="a", employees=size, revenue=other, industry="Fintech"), Company(id="b", industry="Fintech")]
    found = ranked(need, [person("ana", "a"), person("bo", "b")], *firms)
    assert found.matches[0].score == found.matches[1].score


@given(buyer=st.floats(1, 1e6), times=st.floats(1, 1000))
def test_a_company_so_many_times_larger_is_as_unlike_as_one_so_many_times_smaller(buyer: float, times: float) -> None:
    firms = [Company(id="larger", employees=buyer * times), Company(id="smaller", employees=buyer / times)]
    found = ranked(replace(CALL, employees=buyer), [person("l", "larger"), person("s", "smaller")], *firms)
    assert found.matches[0].fit == pytest.approx(found.matches[1].fit, abs=1e-9)


def test_what_is_not_known_moves_nobody_further_than_the_middle() -> None:
    need = replace(CALL, industry="Fintech", region="DACH")
    firms = [Company(id="good", industry="Fintech", region="DACH"), Company(id="half", industry="Fintech"),
             Company(id="dark"), Company(id="poor", industry="Retail", region="Nordics")]  # fmt: skip
    found = ranked(need, [person(one.id, one.id) for one in firms], *firms)
    assert order(found) == ["good", "half", "dark", "poor"]
    assert [(one.fit, one.coverage) for one in found.matches] == [(1, 1), (1, 0.6), (None, 0), (0, 1)]
    assert found.matches[1].unknown == ("Their region is not known yet.",)


def test_who_said_they_would_gladly_is_willing_and_the_reason_says_so() -> None:
    glad = replace(READY, gladly=frozenset({"reference_call"}))
    found = ranked(CALL, [person("ana"), person("glad", decision=glad)])
    assert order(found) == ["glad", "ana"]
    assert found.matches[0].reasons[0] == "They said they would gladly give a reference call with one prospect."
    assert order(ranked(replace(CALL, activity="private_quote"), [person("ana"), person("glad", decision=glad)])) == [
        "ana",
        "glad",
    ]


def test_load_and_price_make_room_for_others() -> None:
    tired = replace(READY, load=1.0)
    pool = Pool.of([Company(id="acme")], [person("ana", decision=tired), person("bo"), person("cy")])
    assert order(rank(CALL, pool, POLICY, TODAY)) == ["bo", "cy", "ana"]
    pool.price({"bo": 0.05, "nobody": 1.0})
    assert order(rank(CALL, pool, POLICY, TODAY)) == ["cy", "bo", "ana"]
    assert rank(CALL, pool, POLICY, TODAY).matches[1].price == 0.05
    pool.price({})
    assert order(rank(CALL, pool, POLICY, TODAY)) == ["bo", "cy", "ana"]


def test_nobody_has_asked_them_yet_is_shown_and_never_is_stopped() -> None:
    def said(allowed: Allowed, until: date | None = None) -> Person:
        word = PermissionSaid(activity="reference_call", allowed=allowed, until=until)
        return person(f"{allowed}{until or ''}", decision=replace(READY, permissions={"reference_call": word}))

    past = date(2026, 1, 1)
    found = ranked(CALL, [person("nobody"), said(Allowed.YES), said(Allowed.ASK_FIRST), said(Allowed.NEVER),
                          said(Allowed.NEVER, past)])  # fmt: skip
    assert {one.person: (one.permission, one.nobody_asked_yet) for one in found.matches} == {
        "nobody": (None, True),
        "yes": ("yes", False),
        "ask_first": ("ask_first", False),
        "never2026-01-01": (None, True),
    }
    assert [(one.person, one.obstacle.code) for one in found.stopped] == [("never", "company_never")]


def test_the_first_thing_in_the_way_is_told_without_names_where_they_may_not_be_seen() -> None:
    away = replace(READY, away=frozenset({"opted_out"}), stops={"paused": None})
    people = [person("ana", name="Ana", decision=away),
              person("bo", name="Bo", decision=replace(away, visibility=Visibility.AFTER_CLEARANCE))]  # fmt: skip
    found = ranked(CALL, people)
    assert [(one.named, one.obstacle.sentence) for one in found.stopped] == [
        (True, "Ana asked not to be approached."),
        (False, "They asked not to be approached."),
    ]


@pytest.mark.parametrize(
    ("firm", "who", "deal"),
    [
        (Company(id="acme"), {}, Deal(account="acme")),
        (Company(id="x", name="ACME, Inc."), {}, Deal(names=frozenset({"Acme"}))),
        (Company(id="x", domains=frozenset({"acme.example"})), {}, Deal(domains=frozenset({"www.acme.example"}))),
        (Company(id="x", parent="Holding AG"), {}, Deal(parent="Holding")),
        (Company(id="x", parent="acme"), {}, Deal(account="acme")),
        (Company(id="x", name="Globex"), {}, Deal(competitors=frozenset({"globex"}))),
        (Company(id="x", competitors=frozenset({"acme.example"})), {}, Deal(domains=frozenset({"acme.example"}))),
        (Company(id="x", name="Globex"), {}, Deal(buyers_were_at=frozenset({"Globex Ltd"}))),
        (Company(id="x"), {"were_at": frozenset({"Acme"})}, Deal(names=frozenset({"Acme Inc"}))),
    ],
)
def test_who_is_in_conflict_is_not_there_at_all(firm: Company, who: dict[str, frozenset[str]], deal: Deal) -> None:
    held = replace(READY, stops={"paused": None})
    people = [person("ana", firm.id, **who), person("bo", firm.id, decision=held, **who)]
    need = replace(CALL, deal=deal, industry="Fintech", must=frozenset({"industry"}))
    found = ranked(need, people, firm)
    assert (found.matches, found.stopped, found.free, found.stopped_count) == ((), (), 0, 0)
    assert [one.adds for one in found.relaxable] == [0]
    assert ranked(replace(need, deal=Deal()), people, firm).relaxable[0].adds == 1


def test_a_family_is_found_however_far_up() -> None:
    firms = [Company(id="top"), Company(id="middle", parent="top"), Company(id="low", parent="middle"),
             Company(id="cousin", parent="top"), Company(id="other")]  # fmt: skip
    people = [person(one.id, one.id) for one in firms]
    assert order(ranked(replace(CALL, deal=Deal(account="low")), people, *firms)) == ["other"]
    assert order(ranked(replace(CALL, deal=Deal(parent="middle")), people, *firms)) == ["other"]


def test_several_words_are_words_in_any_script_and_with_any_ending() -> None:
    people = [
        person("a", words="Cut fraud in card payments by half"),
        person("b", words="The payment run; later, far away, fraud"),
        person("c", words="不正検知と支払い"),
        person("d", words="Zürcher Zahlungsverkehr"),
        person("e", words="Holidays"),
        person("f"),
    ]
    both = ranked(replace(CALL, words="FRAUD payment"), people)
    assert set(order(both)[:2]) == {"a", "b"}
    assert both.matches[0].parts[0].words == "they told about it"
    assert order(ranked(replace(CALL, words="支払い"), people))[0] == "c"
    assert order(ranked(replace(CALL, words="zahlungs*"), people))[0] == "d"
    assert order(ranked(replace(CALL, words="Zahlungen"), people))[0] == "d"
    assert ranked(replace(CALL, words="quantum fraud"), people).nowhere == ("quantum",)
    asked = replace(CALL, words="Whether quantum fraud came up once our people had left")
    assert ranked(asked, people).nowhere == ("quantum", "came")
    assert order(both)[2] == "f"  # who told nothing stands before who told about something else


def test_a_need_of_ten_thousand_characters_is_read_and_a_longer_one_refused() -> None:
    people = [person("a", words="fraud"), person("b", words="holidays")]
    need = replace(CALL, words=("lorem ipsum dolor " * 600)[:9_990] + " fraud")
    assert order(ranked(need, people)) == ["a", "b"]
    with pytest.raises(ValueError, match="too long"):
        replace(CALL, words="x" * 10_001)


@pytest.mark.parametrize(
    ("wrong", "about"),
    [
        ({"seniority": "boss"}, "c_level"),
        ({"must": frozenset({"shoe"})}, "shoe cannot"),
        ({"how_many": 0}, "one person"),
    ],
)
def test_what_no_request_can_be_is_refused(wrong: dict[str, object], about: str) -> None:
    with pytest.raises(ValueError, match=about):
        Need(activity="reference_call", **wrong)  # type: ignore[arg-type]


def test_nobody_is_chosen_for_an_open_invitation() -> None:
    with pytest.raises(ValueError, match="open invitation"):
        ranked(Need(activity="public_review"), [])


@pytest.mark.parametrize(
    ("people", "firms", "about"),
    [
        ([person("a"), person("a")], [Company(id="acme")], "person a is there twice"),
        ([person("a")], [Company(id="acme"), Company(id="acme")], "company acme is there twice"),
        ([person("a", "gone")], [Company(id="acme")], "company gone, which is not"),
    ],
)
def test_a_pool_that_cannot_be_is_refused(people: list[Person], firms: list[Company], about: str) -> None:
    with pytest.raises(ValueError, match=about):
        Pool.of(firms, people)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("[reference.weights]\nproduct = 0.4", "these must be 1"),
        ("[reference.passion]\nwilling = 0.05\nguarded = -0.2", "as large as the buyer"),
        ("[reference.coverage]\nalarm_share = 1.5", "1"),
    ],
)
def test_a_mistake_in_the_rules_is_one_sentence(text: str, about: str) -> None:
    with pytest.raises(BadPolicy) as refused:
        read(text)
    assert len(refused.value.mistakes) == 1
    assert about in refused.value.mistakes[0]


def test_how_references_are_matched_moves_nobodys_stage() -> None:
    changed = read("[reference.cost]\nload = 0.3")
    mine, shipped = json.loads(changed.placing()), json.loads(load().placing())
    assert {**mine, "version": ""} == {**shipped, "version": ""}
    assert "reference" not in mine


def test_a_database_that_ranks_the_same_people_names_the_same_twenty() -> None:
    companies, people = pool_of(1_500)
    pool = Pool.of(companies, people)
    duck = Duck(rows(companies, people), pool)
    for need in requests(12):
        found = rank(need, pool, POLICY, THEN)
        assert duck.rank(need, pool, POLICY, THEN, 20) == [(one.person, one.score) for one in found.matches]
        assert found.matches
