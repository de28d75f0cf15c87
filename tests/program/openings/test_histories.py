"""Whatever happens in whatever order: seats are never exceeded, who waits first is asked first, everybody is told.

The test keeps a short book of its own: who said yes in which order, and how many seats there are.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.program.asks.town import address
from tests.program.openings.hall import POLICY, TODAY, Hall, invite, opened
from vouch.domain.errors import Refusal
from vouch.program.openings import actions
from vouch.program.openings.models import Guest, GuestStep, Opening
from vouch.program.outbox.models import Message

PEOPLE = 7
who = st.integers(0, PEOPLE - 1)
seen: Counter[str] = Counter()
TOLD = {"seated", "waiting", "offered", "not_chosen"}


def full_sentence(refusal: Refusal) -> None:
    """What a customer reads ends as a sentence."""
    assert refusal.sentence.endswith((".", "?"))


class Histories(RuleBasedStateMachine):
    """Seven people, few seats."""

    @initialize(
        seats=st.integers(1, 3),
        waiting=st.integers(0, 4),
        decides=st.sampled_from(["first_come"] * 3 + ["lot", "named"]),
    )
    def begin(self, seats: int, waiting: int, decides: str) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.hall, self.today, self.decides = Hall(PEOPLE), TODAY, decides
        more: dict[str, Any] = {"decider": self.hall.omar} if decides == "named" else {}
        self.opening = opened(self.hall, seats=seats, waiting=waiting, decides=decides, seed="s", **more)
        self.guests = [one.pk for one in invite(self.hall, self.opening)]
        self.seats = seats
        self.cancelled = False

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def now(self) -> dict[str, Any]:
        return {"policy": POLICY, "today": self.today, "address": address}

    # ---- what people do ---------------------------------------------------------------------------------------------
    @rule(number=who, answer=st.sampled_from(["yes", "yes", "yes", "no", "not_now"]))
    def says(self, number: int, answer: str) -> None:
        guest = Guest.objects.filter(pk=self.guests[number]).first()
        if guest is None:
            return
        waited = self.waiting()
        try:
            after = actions.answer(guest=guest, answer=answer, door="portal", **self.now()).state
        except Refusal as refusal:
            full_sentence(refusal)
            seen[refusal.code] += 1
            return
        seen[str(after)] += 1
        if answer == "yes" and guest.state == "invited" and waited:
            assert after != "seated", "nobody new goes before those who wait"

    @rule(numbers=st.permutations(range(PEOPLE)), count=st.integers(3, PEOPLE))
    def several_say_yes(self, numbers: list[int], count: int) -> None:
        for number in numbers[:count]:
            self.says(number, "yes")

    @rule(days=st.sampled_from([1, 2, 4, 10]))
    def days_pass(self, days: int) -> None:
        self.today = min(self.today + dt.timedelta(days=days), TODAY + dt.timedelta(days=18))
        self.look_after()

    @rule()
    def look_after(self) -> None:
        waited = self.waiting()
        actions.tend(**self.now())
        asked = [pk for pk in waited if Guest.objects.filter(pk=pk, state="offered").exists()]
        assert asked == waited[: len(asked)], "who waits first is asked first"

    @rule(number=who)
    def erased(self, number: int) -> None:
        if self.today > TODAY:  # rarely: else there is nobody left to look at
            Guest.objects.filter(pk=self.guests[number]).delete()

    @rule(number=who)
    def leaves(self, number: int) -> None:
        if self.today > TODAY + dt.timedelta(days=3):
            actions.leave(contact=self.hall.people[number])

    @rule(number=who)
    def taken_back(self, number: int) -> None:
        guest = Guest.objects.filter(pk=self.guests[number]).first()
        if guest is not None and self.today > TODAY:
            try:
                actions.take_back(by=self.hall.mara, guest=guest, **self.now())
            except Refusal as refusal:
                seen[refusal.code] += 1

    @rule()
    def more_seats(self) -> None:
        try:
            self.opening = actions.more_seats(
                by=self.hall.mara, opening=self.opening, seats=self.seats + 1, **self.now()
            )
        except Refusal:
            return
        self.seats += 1

    @rule(chosen=st.sets(who, min_size=1, max_size=3))
    def decided(self, chosen: set[int]) -> None:
        keys = {self.guests[number] for number in chosen}
        try:
            if self.decides == "lot":
                actions.draw(by=self.hall.mara, opening=self.opening, **self.now())
            else:
                actions.decide(by=self.hall.omar, opening=self.opening, chosen=keys, **self.now())
        except Refusal as refusal:
            seen[refusal.code] += 1

    @rule(really=st.sampled_from([False] * 9 + [True]))
    def called_off(self, really: bool) -> None:
        if really:
            try:
                actions.cancel(by=self.hall.mara, opening=self.opening, words="The room is gone.", **self.now())
            except Refusal:
                return
            self.cancelled = True

    # ---- what is never so -------------------------------------------------------------------------------------------
    def waiting(self) -> list[str]:
        rows = Guest.objects.filter(opening=self.opening, state="waiting")
        return list(rows.order_by("place").values_list("pk", flat=True))

    @invariant()
    def seats_are_never_exceeded(self) -> None:
        if not hasattr(self, "opening"):
            return
        seats = list(Guest.objects.exclude(seat=None).values_list("seat", flat=True))
        assert len(seats) == len(set(seats)) <= self.seats
        assert len(self.waiting()) <= Opening.objects.get().waiting
        if self.cancelled:
            assert not seats

    @invariant()
    def nobody_holds_two(self) -> None:
        if hasattr(self, "opening"):
            held = Counter(Guest.objects.exclude(seat=None).values_list("contact_id", flat=True))
            assert all(count == 1 for count in held.values())

    @invariant()
    def everybody_was_told_what_became_of_them(self) -> None:
        if not hasattr(self, "opening"):
            return
        for after, guest in GuestStep.objects.filter(after__in=TOLD).values_list("after", "guest"):
            assert Message.objects.filter(key=f"opening {after} {guest}").count() == 1

    @invariant()
    def no_seat_stays_free_while_somebody_waits(self) -> None:
        """But for the moment until the worker comes: who is erased or leaves tells nobody."""
        if hasattr(self, "opening") and self.waiting() and not self.cancelled:
            with transaction.atomic():
                actions.tend(**self.now())
                free = self.seats - Guest.objects.exclude(seat=None).count()
                assert not (free and self.waiting())
                transaction.set_rollback(True)


FEW = 12
"""Histories in the usual tests: the same each time, so that something happens in them; trials draw many others."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("histories", [FEW, pytest.param(200, marks=pytest.mark.trials)])
def test_whatever_happens_seats_are_kept_and_everybody_is_told(histories: int) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Histories,
        settings=settings(
            max_examples=histories,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=histories == FEW,
        ),
    )
    assert seen["seated"], "a history in which nobody has a seat shows nothing"
    assert seen["waiting"] + seen["full"], "nor one in which nobody comes too late"
