"""When load warns: never of too few, never of what no other sharing could better, and always with who stands behind."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.program.asks.town import POLICY, TODAY
from tests.program.cast import account, contact, know, placed, publish
from vouch.domain.estimate import share
from vouch.domain.fairness import even_share, heaviest, top_share
from vouch.program.asks.models import Ask
from vouch.program.asks.queries.alerts import carried_by_few, few_say_yes
from vouch.program.asks.queries.load import load

pytestmark = pytest.mark.django_db
RULE = POLICY.next_ask.fairness


def people(count: int) -> list[str]:
    """So many people at one customer, all of them advocates who may be asked."""
    acme = account(1, "Acme")
    rows = [contact(number, acme, f"P{number} Ek") for number in range(1, count + 1)]
    know([acme], rows)
    publish([placed(one, "advocate") for one in (acme, *rows)])
    return [one.id for one in rows]


def ask(whom: str, *, yes: bool, times: int = 1, days_ago: int = 90) -> None:
    at = dt.datetime.combine(TODAY - dt.timedelta(days=days_ago), dt.time(12), tzinfo=POLICY.zone)
    Ask.objects.bulk_create(
        Ask(
            contact_id=whom, account_id=account(1, "Acme").id, activity="webinar", state="done" if yes else "declined",
            policy="p", proposed_at=at, invited_at=at, answered_at=at + dt.timedelta(days=2), changed_at=at,
        )
        for _ in range(times)
    )  # fmt: skip


def test_two_of_twenty_who_carry_more_than_half_are_named_and_those_never_asked_are_no_comfort() -> None:
    known = people(40)
    for whom in known[:2]:
        ask(whom, yes=True, times=10)
    for whom in known[2:20]:
        ask(whom, yes=True)
    few, yes = load(policy=POLICY, today=TODAY).alerts
    assert few.over
    assert few.words == (
        "2 people, the 10 in 100 of those asked who were asked most, carry 53 in 100 of all asks of a year; spread "
        "evenly it would be 11."
    )
    assert [(one.contact.pk, one.words) for one in few.people] == [(pk, "asked 10 times") for pk in known[:2]]
    assert yes.known
    assert not yes.over


def test_of_nineteen_people_nothing_is_said_however_uneven() -> None:
    found = carried_by_few({f"c{n}": 50 if n == 0 else 1 for n in range(RULE.people_least - 1)}, POLICY)
    assert (found.known, found.over, list(found.people)) == (False, False, [])
    assert found.words == "Whether a few carry too much: not enough evidence, 19 people asked so far, 20 needed."


def test_too_few_yeses_name_those_who_said_no_most_and_only_where_the_interval_lies_below_the_line() -> None:
    known = people(30)
    for whom in known[:3]:
        ask(whom, yes=False, times=4)
    for whom in known[3:20]:
        ask(whom, yes=False)
    for whom in known[20:]:
        ask(whom, yes=True)
    _few, yes = load(policy=POLICY, today=TODAY).alerts
    assert yes.over
    assert yes.words.startswith("10 of 39 said yes in time, 15 to 41 in 100, below 50 in 100")
    assert yes.count == 20
    assert [one.words for one in yes.people][:4] == ["no yes of 4"] * 3 + ["no yes of 1"]


@pytest.mark.parametrize(
    ("yes", "asked", "known", "says"),
    [
        (2, 19, False, "not enough evidence: 19 so far, 20 needed"),
        (9, 20, True, "may lie on either side of 50 in 100"),
        (19, 20, True, "above the line of 50 in 100"),
    ],
)
def test_where_the_interval_leaves_it_open_nothing_warns(yes: int, asked: int, known: bool, says: str) -> None:
    found = few_say_yes(share(yes, asked), {"c1": (yes, asked)}, POLICY)
    assert (found.known, found.over) == (known, False)
    assert says in found.words


LOADS = st.lists(st.integers(0, 9), min_size=1, max_size=40)


@given(LOADS, st.sampled_from([0.05, 0.1, 0.5, 1.0]))
def test_nobody_carries_less_at_the_top_than_if_it_were_spread_evenly(loads: list[int], part: float) -> None:
    top = heaviest(loads, part)
    carried, even = top_share(loads, top=top), even_share(loads, top)
    assert 1 <= top <= len(loads)
    assert (carried is None) == (even is None)
    if carried is not None and even is not None:
        assert carried >= even - 1e-9


@given(LOADS)
def test_what_is_spread_evenly_is_at_its_floor(loads: list[int]) -> None:
    each, more = divmod(sum(loads), len(loads))
    spread = [each + 1] * more + [each] * (len(loads) - more)
    top = heaviest(spread, 0.1)
    carried = top_share(spread, top=top)
    assert carried is None or carried == pytest.approx(even_share(loads, top))
