"""Cases on which engines are known to differ, in the words of the tests of placing.

Parts of seconds and moments before 1970; blanks, capitals and signs of many alphabets; what is not told, and sums of
nothing; ties; fractions that no binary number is; ends of months; days on which clocks change.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.insight.company import ago
from tests.insight.facts import (
    Case,
    Fact,
    account,
    act,
    answer,
    asked,
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
    ticket,
    used,
    used_daily,
)

ZONE = "America/New_York"
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)
"""The clock goes forward at two in the morning, and back."""
LEAP = date(2024, 2, 29)
WORDS = [
    "  Customer ",
    "CUSTOMER",
    "cus\ttomer",
    "KUNDE",
    "İş Ortağı",
    "STRASSE",
    "straße",
    "ΟΔΟΣ",
    "客户",
    "",
    "   ",
    "Ex-\u00a0x",
]
DOMAINS = [
    "HTTPS://User@www.Edge.example:8080/x?y#z", "www.edge-two.example.", " edge-three.example\n", "no domain", "a..b",
    "straße.example", "İstanbul.example", "http://", "user@", ".example", "edge_four.example/", "WWW.WWW.example",
]  # fmt: skip
ITEMS = ["NPS?? ", "nps .!", "  n p s", "Nps\n", "nps\u00a0", "CSAT", " Expectations ?"]
SAID = ['“quoted” and "plain"', "it's", "back\\slash \\n", "two\nlines", "😀 ok", "   ", "", "tab\there", "50 % {x} $1"]


def local(day: date, hour: int, minute: int = 0, second: int = 0, micro: int = 0) -> datetime:
    """A moment by New York's clocks; the first of two where they are put back."""
    moment = datetime(day.year, day.month, day.day, hour, minute, second, micro, tzinfo=ZoneInfo(ZONE))
    return moment.astimezone(UTC)


def _moments() -> dict[str, Case]:
    found: dict[str, Case] = {}
    for day in (SPRING, AUTUMN):
        after = day + timedelta(days=1)
        for name, moment in {
            "first second": local(day, 0),
            "within the second before": local(day, 0) - timedelta(microseconds=1),
            "hour that is not or is twice": local(day, 2, 30),
            "last second": local(day, 23, 59, 59),
            "last microsecond": local(day, 23, 59, 59, 999_999),
            "next day": local(after, 0),
        }.items():
            found[f"{name} of {day}"] = [nps(9, moment), grave(moment, moment + timedelta(days=14)), used(moment)]
        found[f"a date, {day}"] = [nps(9, day), renewal(day), competitor(day), promise("met", day, signed=day)]
    found["before there were computers"] = [nps(9, datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC))]
    found["half seconds"] = [
        nps(9, datetime(2026, 5, 5, 5, 5, 5, 500_000, tzinfo=UTC)),
        nps(0, datetime(2026, 5, 5, 5, 5, 5, 499_999, tzinfo=UTC), "bo"),
        ticket(datetime(2026, 5, 5, 5, 5, 5, 999_999, tzinfo=UTC), datetime(2026, 5, 5, 5, 5, 6, tzinfo=UTC)),
    ]
    return found


def _texts() -> dict[str, Case]:
    found: dict[str, Case] = {}
    for n, word in enumerate(WORDS):
        found[f"word {n}"] = [account(type=word, segment=word, industry=word, name=word or None), deal(100, type=word)]
        found[f"deal {n}"] = [
            deal(300),
            deal(100, type=word, stage=f" closed  {word}"),
            deal(90, stage=" Closed\tWON "),
        ]
        found[f"ticket {n}"] = [
            ticket(50, 20, priority=f" {word} ", category=word, subject=word),
            ticket(40, priority=" P1\t"),
        ]
        found[f"author {n}"] = [felt("red", 20, by=word), felt("green", 10, by=f" {word.upper()} ")]
        found[f"reward {n}"] = [act(20, reward=word), helped(10, kind=word), role(word or "trainer")]
    for n, domain in enumerate(DOMAINS):
        found[f"domain {n}"] = [account(domain=domain), person("ana", email=f"ana@{domain.strip().lower()}")]
    for n, item in enumerate(ITEMS):
        found[f"item {n}"] = [answer(item, 8, 20), answer(item, 4, 10, scale_low=1.0, scale_high=7.0)]
    for n, said in enumerate(SAID):
        found[f"said {n}"] = [nps(9, 20, comment=said), promise("met", 30, signed=30, text=said, signed_off_by=said)]
    return found


def _numbers() -> dict[str, Case]:
    scales: list[Fact] = [
        answer("csat", score, 30 + n, scale_low=low, scale_high=high)
        for n, (score, low, high) in enumerate([(3, 1, 7), (2, 1, 6), (0.1, 0, 0.3), (5, 5, 5), (9, 1, 7), (4, 7, 1)])
    ]
    return {
        "points between": [nps(score, 20 + n, who) for n, (score, who) in enumerate(
            [(8.5, "ana"), (6.5, "bo"), (-0.5, "cy"), (10.5, "di"), (-0.4, "ed"), (2.5, "flo"), (11, "gus")])],
        "scales": scales,
        "scales not told": [answer("csat", 4, 20, scale_low=None), answer("ces", 2, 10, scale_low=2.0)],
        "thirds": [role("daily_user"), role("trainer", who="bo"), nps(8, 77), nps(7, 55, "bo"), nps(8, 33, None)],
        "tenths": [used_daily(190, 30, 0.1), used_daily(29, 0, 0.07)],
        "nothing before": [used_daily(29, 0, 5)],
        "zeroes before": [used_daily(190, 30, 0), used_daily(29, 0, 5)],
        "zeroes": [used_daily(190, 0, 0)],
        "quantity not told": [used_daily(190, 30, 2), [used(day) for day in range(29, -1, -1)], used(5, quantity=None)],
        "no term": [deal(400), renewal(100), renewal(90, term_months=0), renewal(80, term_months=-3)],
        "terms": [renewal(100 + months, term_months=months) for months in (5, 6, 7, 18, 30, 42, 66)],
        "ends of months": [subscription(date(2026, 1, 31), term_months=1), subscription(LEAP, term_months=12)],
        "a leap day": [account(customer_since=LEAP), subscription(LEAP)],
        "decembers": [subscription(date(2025, 12, 1), term_months=13), subscription(date(2025, 12, 31), term_months=2)],
    }  # fmt: skip


def _untold() -> dict[str, Case]:
    return {
        "signed but not reached": [result(30, signed=None), result(20, number=None), result(10, signed=40)],
        "due by nobody": [promise("met", None), promise(None, 20), promise("missed", None, signed=30)],
        "closed before it was opened": [ticket(20, 30), grave(20, 30, escalated=True, escalated_at=10)],
        "closed badly and nobody said when": [ticket(40, 30, satisfaction="bad"), ticket(39, 30, satisfaction_at=20)],
        "reopened": [ticket(40, 30, reopens=1), ticket(40, 30, reopens=0), ticket(40, 30, reopens=None)],
        "asked without an answer": [asked(50), asked(40, "declined", kind=None), asked(30, "declined", kind="other")],
        "reached before it began": [milestone("first_value", 100, started=90), milestone("first_value", 80)],
        "a record without a day": [account(customer_since=None, customer_until=None, type=None), subscription(50)],
        "ended before it began": [account(type=None), subscription(50, ended=60), subscription(40, ended=40)],
        "nothing at all": [],
    }


def _ties() -> dict[str, Case]:
    return {
        "at once": [
            nps(9, 20),
            nps(0, 20, "bo"),
            nps(9, 20, "cy"),
            grave(20),
            felt("red", 20),
            felt("green", 20, "Di"),
        ],
        "the same again": [nps(9, 20), nps(9, 20), act(15), act(15), competitor(9), competitor(9)],
        "two of one author": [felt("red", 20), felt("amber", 20), felt("green", 20)],
        "two roles": [role("sponsor"), role("daily_user"), nps(9, 60), nps(3, 40)],
        "versions of one moment": [account(100, name="One", employees=1), account(100, name="Two", region="North")],
        "which tells": [account(300, name="Old", segment="S"), account(100, name=None, segment=None, region="West")],
        "moved within a day": [person("ana", 300), person("ana", 100, account_id="elsewhere"), nps(9, 100), nps(1, 99)],
        "nominated by many": [nominated(day, by) for day, by in ((50, "Cy"), (40, "Di"), (30, "cy "), (30, "CY"))],
        "made good at once": [promise("missed", 60), promise("met", 60, signed=60), satisfied()],
        "contradicted, met, contradicted": [[nps(0, day), nps(10, day - 1, "bo")] for day in range(200, 20, -30)],
        "grave and closed at once": [grave(30, 30), grave(ago(20), ago(20))],
    }


EDGES: dict[str, Case] = _moments() | _texts() | _numbers() | _untold() | _ties()
