"""A person's own word: what they took back nobody gives back for them, and a colleague only adds restraint."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.program.cast import account, contact, ines, know, owner, somebody
from vouch.domain.asking.person import PURPOSES
from vouch.domain.errors import BadInput, Conflict, Fault, NotAllowed, NotFound
from vouch.program.colleagues.permissions import Position
from vouch.program.consent.actions import pause, say_consent, set_limits
from vouch.program.consent.queries import (
    consent_history,
    consents_of,
    limits_history,
    limits_of,
    withdrawn_of,
)
from vouch.program.history.queries import changes
from vouch.program.people.models import Contact
from vouch.program.people.queries import contact as known_contact

pytestmark = pytest.mark.django_db

ACME = account(1, "Acme", owner=owner(1).id)
ANA = contact(1, ACME, "Ana Lind")
LATER, MUCH_LATER = dt.date(2100, 1, 1), dt.date(2101, 1, 1)


@pytest.fixture(autouse=True)
def _known() -> None:
    know([ACME], [ANA], [owner(1)])


def _ana() -> Contact:
    return known_contact(ANA.id)


def _hears(given: bool, **more: Any) -> Any:
    return say_consent(
        **{"contact": _ana(), "purpose": "quote", "given": given, "door": "staff", "evidence": "A call", **more}
    )


def test_what_was_never_asked_is_not_known_and_no_withdrawal() -> None:
    words = consents_of(ANA.id)
    assert set(words) == set(PURPOSES)
    assert all(word.given is None for word in words.values())
    assert withdrawn_of({ANA.id: ANA.id}) == {}


def test_the_last_word_holds_and_every_word_stays() -> None:
    who = ines()
    _hears(True, by=who)
    _hears(False, by=who)
    assert withdrawn_of({ANA.id: ANA.id}) == {ANA.id: {"quote"}}
    _hears(True, by=who, evidence="A mail")
    assert consents_of(ANA.id)["quote"].given is True
    assert [row.given for row in consent_history(ANA.id)] == [True, False, True]


def test_nobody_gives_back_for_them_what_they_took_back_themselves() -> None:
    who = ines()
    say_consent(contact=_ana(), purpose="quote", given=False, door="link")
    _hears(False, by=who)  # heard once more, by a colleague
    with pytest.raises(Conflict, match=r"Ana Lind took back .* themselves\. Only they can give it again"):
        _hears(True, by=who)
    assert withdrawn_of({ANA.id: ANA.id}) == {ANA.id: {"quote"}}
    assert consents_of(ANA.id)["quote"].theirs_alone
    say_consent(contact=_ana(), purpose="quote", given=True, door="portal")
    assert consents_of(ANA.id)["quote"].given is True
    assert withdrawn_of({ANA.id: ANA.id}) == {}


def test_a_colleague_says_where_they_heard_it() -> None:
    with pytest.raises(BadInput, match="Say where Ana Lind agreed to being quoted") as told:
        _hears(True, by=ines(), evidence=" ")
    assert told.value.data["field"] == "evidence"


@pytest.mark.parametrize(("by", "door"), [(None, "staff"), ("ines", "portal"), ("ines", "link")])
def test_a_door_is_the_person_s_or_ours(by: str | None, door: str) -> None:
    with pytest.raises(Fault):
        _hears(True, by=ines() if by else None, door=door)


def test_sellers_viewers_and_owners_of_others_may_not_speak_for_a_person() -> None:
    for role, of in ((Position.SELLER, owner(1).id), (Position.VIEWER, ""), (Position.ACCOUNT_OWNER, owner(2).id)):
        who = somebody(role, owner=of)
        with pytest.raises(NotAllowed):
            _hears(False, by=who)
        with pytest.raises(NotAllowed):
            set_limits(contact=_ana(), by=who, exposure=1)


def test_an_unknown_purpose_and_an_erased_person_are_refused() -> None:
    with pytest.raises(BadInput, match="“purpose” is one of invitations, quote, name, image"):
        say_consent(contact=_ana(), purpose="kidney", given=True, door="portal")
    gone = _ana()
    know([ACME], [], [owner(1)], run="r2")
    with pytest.raises(NotFound):
        say_consent(contact=gone, purpose="quote", given=False, door="portal")


def test_limits_are_the_person_s_and_what_is_not_named_stays() -> None:
    set_limits(contact=_ana(), exposure=2, refused=["webinar", "webinar"], topics=["  Cold  chains "])
    set_limits(contact=_ana(), every_days=90)
    row = limits_of(ANA.id)
    assert (row.exposure, row.refused, row.topics, row.every_days, row.by) == (
        2,
        ["webinar"],
        ["Cold chains"],
        90,
        None,
    )
    assert changes(kind="contact")[0].door == "portal"
    set_limits(contact=_ana(), exposure=None, refused=[])
    assert (limits_of(ANA.id).exposure, limits_of(ANA.id).refused) == (None, [])


@pytest.mark.parametrize(
    ("own", "looser", "tighter"),
    [
        ({"exposure": 2}, {"exposure": 3}, {"exposure": 1}),
        ({"exposure": 2}, {"exposure": None}, {"exposure": 0}),
        ({"every_days": 90}, {"every_days": 30}, {"every_days": 180}),
        ({"every_days": 90}, {"every_days": None}, {"every_days": 91}),
        ({"refused": ["webinar"]}, {"refused": ["logo"]}, {"refused": ["logo", "webinar"]}),
        ({"refused": ["webinar"]}, {"refused": []}, {"refused": ["byline", "webinar"]}),
        ({"paused_until": MUCH_LATER}, {"paused_until": LATER}, {"paused_until": dt.date(2102, 1, 1)}),
        ({"paused_until": LATER}, {"paused_until": None}, {"paused_until": MUCH_LATER}),
        ({"name_use": "private"}, {"name_use": "yes"}, {"name_use": "never"}),
        ({"name_use": "private"}, {"name_use": ""}, {"name_use": "never"}),
    ],
)
def test_a_colleague_adds_restraint_and_takes_none_away(
    own: dict[str, Any], looser: dict[str, Any], tighter: dict[str, Any]
) -> None:
    who = ines()
    set_limits(contact=_ana(), **own)
    set_limits(contact=_ana(), by=who, **tighter)
    for _ in range(2):  # also after a colleague wrote here last
        with pytest.raises(Conflict, match="Only they can loosen it"):
            set_limits(contact=_ana(), by=who, **looser)
    (name,) = own
    assert getattr(limits_of(ANA.id), name) == tighter[name]
    set_limits(contact=_ana(), by=who, **own)  # back to what they said, never beyond
    set_limits(contact=_ana(), **looser)
    assert getattr(limits_of(ANA.id), name) == looser[name]


def test_tastes_that_a_person_named_are_theirs_alone() -> None:
    set_limits(contact=_ana(), channels=["mail"])
    with pytest.raises(Conflict):
        set_limits(contact=_ana(), by=ines(), channels=["phone"])


def test_what_a_colleague_wrote_down_another_may_mend() -> None:
    who = ines()
    set_limits(contact=_ana(), by=who, exposure=1)
    set_limits(contact=_ana(), by=who, exposure=4)
    assert limits_of(ANA.id).by == who


def test_a_pause_that_is_over_binds_nobody() -> None:
    set_limits(contact=_ana(), paused_until=dt.date(2020, 1, 1))
    set_limits(contact=_ana(), by=ines(), paused_until=None)
    assert limits_of(ANA.id).paused_until is None


def test_a_pause_ends_when_the_person_says_so_and_lies_ahead() -> None:
    pause(contact=_ana(), until=LATER)
    with pytest.raises(Conflict):
        pause(contact=_ana(), until=None, by=ines())
    pause(contact=_ana(), until=None)
    assert limits_of(ANA.id).paused_until is None
    with pytest.raises(BadInput, match="lies in the past"):
        pause(contact=_ana(), until=dt.date(2020, 1, 1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"exposure": 6},
        {"exposure": -1},
        {"every_days": 0},
        {"every_days": 10_000},
        {"name_use": "sometimes"},
        {"refused": ["No such"]},
        {"topics": ["x" * 65]},
        {"topics": [str(n) for n in range(101)]},
    ],
)
def test_limits_that_cannot_be_name_their_field(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as told:
        set_limits(contact=_ana(), **wrong)
    assert told.value.data["field"] in wrong


def test_the_history_says_which_limits_changed_and_not_to_what() -> None:
    set_limits(contact=_ana(), exposure=2, topics=["Ana's secret"])
    assert [change.data for change in limits_history(ANA.id)] == [{"changed": ["exposure", "topics"]}]
    set_limits(contact=_ana(), exposure=2)
    assert len(limits_history(ANA.id)) == 1
