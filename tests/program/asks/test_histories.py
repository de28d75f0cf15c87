"""Whatever happens in whatever order: what is sent lay below every ceiling, outside every rest, and with both wins.

The test keeps its own short book of what happened, and judges each sending by that and by nothing of the program's.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.program.asks.town import POLICY, WINS, Town, address
from tests.program.cast import placed, publish
from vouch.domain.errors import Conflict, Refusal
from vouch.program.asks import actions
from vouch.program.asks.actions import tending
from vouch.program.asks.models import Ask, Clearance
from vouch.program.asks.states import OPEN, Origin
from vouch.program.consent import actions as consent
from vouch.program.consent.models import Hold
from vouch.program.outbox.models import Message
from vouch.program.people.models import Contact

CEILING = {"not_known_yet": (0, 0), "satisfied": (1, 1), "loyal": (5, 4), "advocate": (5, 5)}
"""The highest effort and exposure by stage, as the shipped policy has them; person and account stand alike here."""
ACTIVITIES = ("feedback", "reference_call", "case_study", "video_case_study", "site_visit", "referral")
REST, AFTER_NO, SAME_AFTER_NO, AFTER_LARGE = 30, 60, 180, 90
OWNED = "a" + f"{1:015x}"
who = st.integers(0, 3)
STAGES = st.sampled_from(["advocate", "advocate", "advocate", "loyal", "satisfied", "not_known_yet"])


sent_in_all: list[str] = []


def told_why(refusal: Refusal) -> None:
    """Each refusal is a sentence, and each obstacle names who lifts it."""
    assert refusal.sentence.endswith((".", "?"))
    for one in refusal.data.get("obstacles", []):
        assert one.sentence.endswith(".")
        assert one.lifts


def assert_decided(refusal: Conflict) -> None:
    """Somebody else has put it off; whoever comes second is told who, and until when."""
    assert refusal.code == "decided_already"
    assert "answered “not now”, until" in refusal.sentence


class Histories(RuleBasedStateMachine):
    """Random histories of a small town. `asked`, `noes` and `large` are the book: person to (day, activity)."""

    @initialize(stage=STAGES)
    def begin(self, stage: str) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.town, self.stage = Town(stage=stage), stage
        self.people = [self.town.ana, self.town.bo, self.town.cy, self.town.dee]
        self.today = (timezone.now() - dt.timedelta(days=700)).date()
        self.asked: dict[str, list[dt.date]] = {}
        self.noes: dict[str, list[tuple[dt.date, str]]] = {}
        self.large: dict[str, list[dt.date]] = {}
        self.not_before: dict[str, dt.date] = {}
        self.stopped: set[str] = set()
        self.exposure: dict[str, int] = {}
        self.never: set[tuple[str, str]] = set()
        self.sent = 0

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def told(self, **more: Any) -> dict[str, Any]:
        return {"policy": POLICY, "today": self.today, **more}

    def any(self, state: str, number: int, **more: Any) -> Ask | None:
        found = list(Ask.objects.filter(state=state, **more).order_by("proposed_at", "pk"))
        return found[number % len(found)] if found else None

    # ---- what people do ---------------------------------------------------------------------------------------------
    @rule(
        whom=who,
        activity=st.sampled_from(ACTIVITIES),
        wins=st.sampled_from([WINS, WINS, WINS, {**WINS, "win_company": ""}]),
    )
    def propose(self, whom: int, activity: str, wins: dict[str, str]) -> None:
        open_before = Ask.objects.filter(account=self.people[whom].account_id, state__in=OPEN).count()
        try:
            ask = actions.propose(
                by=self.town.mara, contact=self.people[whom], activity=activity, **wins, **self.told()
            )
        except Refusal as refusal:
            told_why(refusal)
            return
        assert open_before < 2, "an account carries two at most"
        self.judge(ask)

    @rule(whom=who, activity=st.sampled_from(ACTIVITIES))
    def propose_clear_and_send(self, whom: int, activity: str) -> None:
        self.propose(whom, activity, WINS)
        for state, go_on in (("proposed", lambda: self.clear(0, "yes")), ("cleared", lambda: self.send(0))):
            if Ask.objects.filter(state=state).exists():
                go_on()

    @rule(whom=who, activity=st.sampled_from(ACTIVITIES))
    def ask_again_after_a_while(self, whom: int, activity: str) -> None:
        self.days_pass(31)
        self.propose_clear_and_send(whom, activity)

    @rule(number=who, answer=st.sampled_from(["yes", "yes", "yes", "no", "not_now", "myself"]))
    def clear(self, number: int, answer: str) -> None:
        ask = self.any("proposed", number)
        if ask is not None:
            by = self.town.omar if ask.account_id == OWNED and number % 2 else self.town.mara
            try:
                actions.answer_clearance(by=by, ask=ask, answer=answer, **self.told())
            except Conflict as refusal:
                assert_decided(refusal)

    @rule(number=who)
    def send(self, number: int) -> None:
        ask = self.any("cleared", number)
        if ask is None:
            return
        (sent,) = actions.send(by=self.town.mara, asks=[ask], address=address, **self.told())
        if sent.refusal is None:
            assert ask.origin == Origin.WORKSPACE
            self.judge(ask)
            self.sent += 1
            sent_in_all.append(ask.pk)
            self.asked.setdefault(ask.contact_id, []).append(self.today)

    @rule(number=who)
    def owner_sends(self, number: int) -> None:
        ask = self.any("cleared", number, origin="owner")
        if ask is not None:
            by = Clearance.objects.filter(ask=ask, answer="myself").latest("pk").answered_by
            assert by is not None
            actions.sent_myself(by=by, ask=ask, **self.told())
            self.asked.setdefault(ask.contact_id, []).append(self.today)

    @rule(number=who, answer=st.sampled_from(["accepted", "accepted", "declined", "not_now", "something_smaller"]))
    def answer(self, number: int, answer: str) -> None:
        ask = self.any("invited", number)
        if ask is None:
            return
        said = actions.answer(ask=ask, answer=answer, door="portal", **self.told())
        if answer == "declined":
            self.noes.setdefault(ask.contact_id, []).append((self.today, ask.activity))
        if answer == "not_now":
            assert said.not_before is not None
            self.not_before[ask.contact_id] = max(said.not_before, self.not_before.get(ask.contact_id, said.not_before))

    @rule(number=who)
    def finish(self, number: int) -> None:
        ask = self.any("accepted", number)
        if ask is not None:
            actions.finish(by=self.town.mara, ask=ask, done_on=self.today)
            if POLICY.ladder[ask.activity].effort >= 4:
                self.large.setdefault(ask.contact_id, []).append(self.today)

    @rule(number=who)
    def take_back(self, number: int) -> None:
        ask = self.any("proposed", number) or self.any("cleared", number)
        if ask is not None:
            actions.withdraw(by=self.town.mara, ask=ask)

    @rule(whom=who, declined=st.booleans())
    def asked_outside(self, whom: int, declined: bool) -> None:
        told = {"by": self.town.sol, "contact": self.people[whom], "activity": "referral", "asked_on": self.today}
        try:
            actions.log_outside(**told, answer="declined" if declined else None, **self.told())
        except Refusal:
            return
        self.asked.setdefault(self.people[whom].pk, []).append(self.today)
        if declined:
            self.noes.setdefault(self.people[whom].pk, []).append((self.today, "referral"))

    @rule(whom=who, whole=st.booleans())
    def hold(self, whom: int, whole: bool) -> None:
        one = self.people[whom]
        what: dict[str, Any] = {"account": one.account} if whole else {"contact": one}
        consent.hold(by=self.town.mara, kind="by_hand", reason="A merger", from_on=self.today, until=None, **what)

    @precondition(lambda self: hasattr(self, "town") and Hold.objects.filter(lifted_at=None).exists())
    @rule()
    def lift(self) -> None:
        for one in Hold.objects.filter(lifted_at=None):
            consent.lift(by=self.town.mara, hold=one)

    @rule(whom=st.sampled_from([3, 3, 3, 0]))
    def want_no_more(self, whom: int) -> None:
        consent.say_consent(contact=self.people[whom], purpose="invitations", given=False, door="portal")
        self.stopped.add(self.people[whom].pk)

    @rule(whom=who, exposure=st.sampled_from([0, 1, 4, 5, 5]))
    def go_no_further(self, whom: int, exposure: int) -> None:
        consent.set_limits(contact=self.people[whom], exposure=exposure)
        self.exposure[self.people[whom].pk] = exposure

    @rule(stage=STAGES)
    def stand_elsewhere(self, stage: str) -> None:
        from tests.program.cast import account, contact

        first, second = account(1, "Acme"), account(2, "Bolt")
        rows = [first, second, *(contact(n, first if n < 4 else second, f"P{n}") for n in (1, 2, 3, 4))]
        publish([placed(one, stage) for one in rows], run=f"r{timezone.now().timestamp()}")
        self.stage = stage

    @rule(days=st.sampled_from([1, 3, 8, 22, 29, 30, 31, 61]))
    def days_pass(self, days: int) -> None:
        self.today += dt.timedelta(days=days)
        tending.close_unanswered(policy=POLICY, today=self.today)
        tending.remind(policy=POLICY, today=self.today, address=address)
        tending.pass_on(policy=POLICY, today=self.today)
        tending.ask_again(policy=POLICY, today=self.today)

    # ---- what is never so -------------------------------------------------------------------------------------------
    def judge(self, ask: Ask) -> None:
        """This may be asked today, by the book."""
        rung, whom = POLICY.ladder[ask.activity], ask.contact_id
        effort, exposure = CEILING[self.stage]
        assert rung.effort <= effort
        assert rung.exposure <= exposure, "never above the stage's ceiling"
        assert rung.exposure <= self.exposure.get(whom, 5), "nor above the person's own"
        assert ask.win_person
        assert ask.win_company
        assert whom not in self.stopped
        for since, days in (
            (self.asked.get(whom, []), REST),
            ([day for day, _ in self.noes.get(whom, [])], AFTER_NO),
            ([day for day, activity in self.noes.get(whom, []) if activity == ask.activity], SAME_AFTER_NO),
            (self.large.get(whom, []), AFTER_LARGE),
        ):
            assert all(self.today >= day + dt.timedelta(days=days) for day in since), f"{days} days of rest"
        assert self.today >= self.not_before.get(whom, self.today)
        at = Contact.objects.get(pk=whom).account_id
        standing = Hold.objects.filter(lifted_at=None)
        assert not standing.filter(contact=whom).exists()
        assert not standing.filter(account=at).exists(), "never under a hold"

    @invariant()
    def nobody_is_asked_twice_at_a_time(self) -> None:
        if not hasattr(self, "town"):
            return
        ours = Ask.objects.filter(state__in=OPEN).exclude(origin=Origin.OUTSIDE)
        assert len(ours) == len({ask.contact_id for ask in ours})

    @invariant()
    def each_invitation_has_one_mail_and_each_mail_its_invitation(self) -> None:
        if hasattr(self, "town"):
            assert Message.objects.filter(key__startswith="invitation ").count() == self.sent
            for ask in Ask.objects.exclude(reminded_at=None):
                assert Message.objects.filter(key=f"reminder {ask.pk}").count() <= 1


FEW = 12
"""Histories in the usual tests: the same each time, so that something happens in them; trials draw many others."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("histories", [FEW, pytest.param(300, marks=pytest.mark.trials)])
def test_whatever_happens_what_is_sent_might_be(histories: int) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Histories,
        settings=settings(
            max_examples=histories,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=histories == FEW,
        ),
    )
    assert sent_in_all, "a history in which nothing is sent shows nothing"
