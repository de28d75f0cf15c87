"""Days and moments: what counts on a day is what had happened by its last second in the company's time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.insight.company import Placed, all_days
from tests.insight.facts import (
    Case,
    account,
    act,
    asked,
    company,
    competitor,
    deal,
    felt,
    grave,
    helped,
    milestone,
    nominated,
    nps,
    person,
    promise,
    renewal,
    result,
    role,
    satisfied,
    subscription,
    used,
    used_daily,
)
from vouch.domain.policy import Policy, load

ZONES = ["UTC", "Europe/Lisbon", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Kiritimati"]
DAY = date(2026, 3, 28)  # the clock goes forward in Lisbon on the next
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def in_zone(name: str) -> Policy:
    policy = load()
    return policy.model_copy(update={"company": policy.company.model_copy(update={"time_zone": name})})


def local(zone: str, day: date, hour: int, minute: int = 0, second: float = 0) -> datetime:
    whole, part = int(second), round(second % 1 * 1_000_000)
    return datetime(day.year, day.month, day.day, hour, minute, whole, part, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.fixture(scope="module", params=ZONES)
def zoned(request: pytest.FixtureRequest) -> tuple[str, Placed]:
    zone: str = request.param
    cases: dict[str, Case] = {
        "a date": [nps(9, DAY)],
        "first second": [nps(9, local(zone, DAY, 0))],
        "last second": [nps(9, local(zone, DAY, 23, 59, 59))],
        "within the last second": [nps(9, local(zone, DAY, 23, 59, 59.999999))],
        "next day": [nps(9, local(zone, AFTER, 0))],
        "renewed": [renewal(DAY)],
        "seen": [competitor(DAY)],
        "said at half past eleven": [role("sponsor"), nps(0, local(zone, DAY, 23, 30))],
        "first used": [account(type=None), used(local(zone, AFTER, 0))],
        "fell": [*_use(zone, 150, 30, 10), *_use(zone, 29, 0, 7)],
        "fell, but for tomorrow": [*_use(zone, 150, 30, 10), *_use(zone, 29, 0, 7), _burst(zone, AFTER)],
        "fell, but for today": [*_use(zone, 150, 30, 10), *_use(zone, 29, 0, 7), _burst(zone, DAY)],
    }
    covered = {"plain": AFTER}
    return zone, company(cases, in_zone(zone), covered=covered).place(BEFORE, DAY, AFTER)


def _use(zone: str, first: int, last: int, quantity: float) -> list[tuple[str, dict[str, object]]]:
    return [
        used(local(zone, DAY - timedelta(days=day), hour), quantity=quantity / 2)
        for day in range(first, last - 1, -1)
        for hour in (0, 23)
    ]


def _burst(zone: str, day: date) -> tuple[str, dict[str, object]]:
    return used(local(zone, day, 0), quantity=10_000.0)


@pytest.mark.parametrize(
    ("case", "first"),
    [
        ("a date", DAY),
        ("first second", DAY),
        ("last second", DAY),
        ("within the last second", DAY),
        ("next day", AFTER),
    ],
)
def test_a_day_ends_with_its_last_second_in_the_companys_time_zone(
    zoned: tuple[str, Placed], case: str, first: date
) -> None:
    _zone, placed = zoned
    states = {day: placed.account(case, day)["states"]["attitude"] for day in (BEFORE, DAY, AFTER)}
    assert states == {day: "met" if day >= first else "unknown" for day in (BEFORE, DAY, AFTER)}


def test_a_date_without_a_time_is_the_end_of_that_day(zoned: tuple[str, Placed]) -> None:
    zone, placed = zoned
    ends = int(local(zone, DAY, 23, 59, 59).timestamp())
    assert {row["t"] for row in placed.evidence("a date") + placed.evidence("renewed")} == {ends}


def test_use_belongs_to_the_companys_day(zoned: tuple[str, Placed]) -> None:
    _zone, placed = zoned
    fell = {case: "usage_down" in placed.risks(case, DAY) for case in ("fell", "fell, but for tomorrow")}
    assert fell == {"fell": True, "fell, but for tomorrow": True}
    assert "usage_down" not in placed.risks("fell, but for today", DAY)
    assert "usage_down" not in placed.risks("fell, but for tomorrow", AFTER)


def test_who_first_used_it_after_midnight_is_no_customer_before(zoned: tuple[str, Placed]) -> None:
    _zone, placed = zoned
    assert [placed.standing("first used", day) for day in (DAY, AFTER)] == ["not", "customer"]


def test_a_reason_names_the_last_day_at_whose_end_it_stands(zoned: tuple[str, Placed]) -> None:
    zone, placed = zoned
    seen = (DAY + timedelta(days=180)).isoformat()
    assert placed.risks("seen", DAY)["competitor_seen"]["ends"] == seen
    # the clock of Lisbon goes forward meanwhile: ninety times 24 hours end an hour later
    answered = (DAY + timedelta(days=90 if zone == "Europe/Lisbon" else 89)).isoformat()
    assert placed.risks("said at half past eleven", DAY)["detractor_in_key_role"]["ends"] == answered


@pytest.mark.parametrize("zone", ZONES)
def test_days_follow_each_other_without_a_gap(zone: str) -> None:
    days = all_days(zone).to_pydict()
    assert days["begins"][1:] == [end + 1 for end in days["ends"][:-1]]
    assert all(begin <= end + 1 for begin, end in zip(days["begins"], days["ends"], strict=True))


# everything that can happen, tomorrow
FUTURE: Case = [
    promise("missed", AFTER, signed=AFTER),
    result(AFTER, signed=AFTER),
    renewal(AFTER, "downsell"),
    renewal(AFTER, "cancellation_notice"),
    deal(AFTER, "Renewal"),
    deal(AFTER, "New"),
    subscription(AFTER, term_months=1),
    milestone("first_value", AFTER, started=DAY),
    nps(0, AFTER),
    nps(0, AFTER, "di"),
    felt("red", AFTER),
    nominated(AFTER),
    act(AFTER),
    helped(AFTER, "bo"),
    asked(AFTER, "declined"),
    asked(AFTER, "declined"),
    grave(AFTER),
    competitor(AFTER),
    used_daily(-1, -1, 1_000.0),
    role("sponsor", AFTER),
    person("bo", modified=AFTER, opted_out=True, account_id=None),
    account(AFTER, type="Churned"),
    person("di", modified=AFTER),
]
PRESENT: Case = [
    account(700),
    subscription(100, term_months=24),
    satisfied(),
    nps(9, 100),
    nps(8, 100, "bo"),
    role("daily_user", 600),
    person("bo", modified=700),
    person("di", modified=700),
    felt("green", 120, "Flo"),
    act(300, reward="mug"),
    competitor(300),
]


def test_what_has_not_happened_yet_changes_nothing() -> None:
    placed = company({"now": PRESENT, "then": [*PRESENT, *FUTURE]}).place(DAY)
    for who in ("", "/ana", "/bo", "/di"):
        rows = []
        for case in ("now", "then"):
            row = placed.contact(case + who, DAY) if who else placed.account(case, DAY)
            gates = {name: _of(gate) for name, gate in row["gates"].items()}
            rows.append(_of(row) | {"gates": gates, "risks": {name: _of(risk) for name, risk in row["risks"].items()}})
        assert rows[0] == rows[1]


def _of(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in ("subject", "account", "gates", "risks")}
