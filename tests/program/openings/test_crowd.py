"""What criteria say of everybody at once is what they say of one after the other."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from tests.program.cast import NOON, TODAY, account, ines, know, placed, publish
from vouch.domain.identity import Record, record_id
from vouch.domain.openings import Answer, Criteria, judge
from vouch.program.asks.models import Ask
from vouch.program.findings import kept
from vouch.program.findings.models import Run
from vouch.program.findings.particulars import publish_particulars
from vouch.program.findings.queries import current_run
from vouch.program.findings.rows import DeedRow
from vouch.program.members.models import Member
from vouch.program.openings.models import Guest, Opening
from vouch.program.openings.queries.crowd import Crowd
from vouch.program.openings.queries.facts import everybody, facts_of
from vouch.program.openings.queries.fitting import how_many
from vouch.program.people.models import Contact
from vouch.program.people.personality.models import Belief, OwnWord
from vouch.program.people.rows import ContactRow

pytestmark = pytest.mark.django_db

STAGES = ("not_known_yet", "satisfied", "loyal", "advocate")
WORDS = {"segments": ("Small", "Large"), "industries": ("Food", "Steel"), "regions": ("North",), "products": ("Yard",)}
ASKED: dict[str, tuple[Any, ...]] = WORDS | {
    "stage": ("satisfied", "loyal", "advocate"), "latent": (True,), "roles": ("sponsor", "daily_user"),
    "employees_from": (50,), "employees_to": (70, 200), "languages": ("de", "fr"), "acts": (1, 2),
    "act": ("webinar", "reference_call"), "member_days": (0, 30), "fresh_days": (30, 300),
    "personalities": ("educator", "status_seeker"),
}  # fmt: skip
LISTS = {*WORDS, "roles", "languages", "personalities"}


def person(number: int, at: str, **more: Any) -> ContactRow:
    """Somebody, by the id of the record they are known by."""
    name = f"P{number}"
    return ContactRow(
        id=record_id(Record("contact", "crm", name)), system="crm", source_id=name, account=at, name=name, **more
    )


def town(chance: Random) -> None:
    """Twenty companies with four people each, of whom this and that is known; every ninth is two records."""
    companies = [
        account(
            number, segment=chance.choice(("Small", "Large", "")), industry=chance.choice(("Food", "steel ", "")),
            region=chance.choice(("North", "South")), employees=chance.choice((None, 40, 60, 300)),
            customer=number < 19,
        )
        for number in range(1, 21)
    ]  # fmt: skip
    people = [
        person(
            number, companies[number // 4].id, language=chance.choice(("de", "en", "")),
            left_on=TODAY if number % 11 == 5 else None,
            also=(("crm", f"P{number}"), ("help", f"H{number}")) if number % 9 == 0 else (("crm", f"P{number}"),),
        )
        for number in range(80)
    ]  # fmt: skip
    know(companies, people)
    ids = [one.id for one in people]
    stands = []
    for one in companies[:17]:
        low, high = sorted(chance.choices(STAGES[1:], k=2), key=STAGES.index)
        stands.append(placed(one, chance.choice((low, "not_known_yet")), high, latent=chance.random() < 0.4))
    deeds = [
        DeedRow(
            account=None, contact=chance.choice(ids), activity=chance.choice(("webinar", "")), words="x", done_on=TODAY
        )
        for _ in range(40)
    ]
    publish(stands, deeds=deeds)
    publish_particulars(
        roles=[(chance.choice(ids), chance.choice(("sponsor", "daily_user", "champion"))) for _ in range(50)],
        products=[(one.id, chance.choice(("Yard", "Dock"))) for one in companies[::2]],
    )
    old = _old_records(people)
    decided = [*chance.sample(ids, 30), *old]
    by, past = ines(), TODAY - dt.timedelta(days=100)
    dinner = Opening.objects.create(
        kind="dinner", title="Dinner", seats=50, deadline=past, author=by, created_at=NOON, changed_at=NOON
    )
    for number, pk in enumerate(decided):
        joined = NOON - dt.timedelta(days=chance.choice((5, 50)))
        left = timezone.now() if number % 5 == 4 else None
        Member.objects.create(contact_id=pk, terms="1", joined_at=joined, left_at=left)
        seat = number + 1 if chance.random() < 0.5 else None
        Guest.objects.create(
            opening=dinner, contact_id=pk, account_id=companies[0].id, state="seated" if seat else "declined",
            seat=seat, chosen_by=by, chosen_at=NOON, changed_at=NOON,
        )  # fmt: skip
        Ask.objects.create(
            contact_id=pk, account_id=companies[0].id, activity="reference_call", policy="p", state="done",
            proposed_at=NOON, changed_at=NOON,
        )  # fmt: skip
        if number % 2:
            told = {"known": chance.choice(("leaning", "may_be", "stated")), "leads": "educator", "policy": "p"}
            Belief.objects.create(contact_id=pk, computed_on=TODAY, **told)
        if number % 3 == 0:
            objected = NOON if number % 2 else None
            says = "" if objected else chance.choice(("status_seeker", ""))
            OwnWord.objects.create(contact_id=pk, personality=says, objected_at=objected, changed_at=NOON)


def _old_records(people: list[ContactRow]) -> list[str]:
    """The rows of records under whose ids something was decided before they became one with somebody."""
    found = []
    for one in people[::9]:
        old = record_id(Record("contact", "help", one.also[1][1]))
        row = Contact.objects.get(pk=one.id)
        row.pk, row.stands_in_id = old, one.id
        row.save(force_insert=True)
        found.append(old)
    return found


def criteria(chance: Random) -> Criteria:
    """Some conditions, as people combine them."""
    asked: dict[str, Any] = {}
    for name in chance.sample(sorted(ASKED), chance.randint(0, 4)):
        words = ASKED[name]
        asked[name] = (
            tuple(chance.sample(words, chance.randint(1, len(words)))) if name in LISTS else chance.choice(words)
        )
    if "employees_from" in asked:
        asked.pop("employees_to", None)
    return Criteria(**asked)


def test_everybody_at_once_is_judged_as_one_after_the_other() -> None:
    chance = Random(11)
    town(chance)
    people = list(everybody())
    told: Counter[Answer] = Counter()
    for _ in range(40):
        asked = criteria(chance)
        facts = facts_of(people, kind="dinner", today=TODAY, personality=bool(asked.personalities))
        one_by_one = {one.pk: judge(asked, facts[one.pk]).answer for one in people}
        crowd = Crowd(asked, kind="dinner", today=TODAY)
        at_once = {one.pk: crowd.answer(one.pk, one.account_id or "", one.language) for one in people}
        assert at_once == one_by_one, asked
        counted: Counter[tuple[str, Answer]] = Counter()
        for group in crowd.groups():
            counted[group.segment, group.answer] += group.people
        assert counted == Counter((facts[pk].segment, answer) for pk, answer in one_by_one.items()), asked
        told += Counter(one_by_one.values())
    assert min(told[answer] for answer in Answer) > 30, "each answer was given"


def test_a_large_company_is_counted_as_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(4)
    town(chance)
    several = [criteria(chance) for _ in range(12)]
    small = [how_many(asked, kind="dinner", today=TODAY) for asked in several]
    monkeypatch.setattr(kept, "LARGE", -1)
    Run.objects.update(finished_at=NOON + dt.timedelta(days=4))  # a run of its own: what is kept outlives this test
    assert current_run() is not None
    for _ in range(2):
        assert [how_many(asked, kind="dinner", today=TODAY) for asked in several] == small


@pytest.mark.parametrize(
    "asked", [Criteria(), Criteria(stage="loyal", industries=("Food",)), Criteria(roles=("sponsor",))]
)
def test_more_people_take_no_more_statements(asked: Criteria, django_assert_max_num_queries: Any) -> None:
    town(Random(3))
    with django_assert_max_num_queries(8):
        found = how_many(asked, kind="dinner", today=TODAY)
    assert found.everybody == everybody().count()
