"""Whatever anybody does in whatever order: what can never be, is not. Histories that nobody would think of."""

from __future__ import annotations

import copy
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.program.asks.town import POLICY, TODAY, address, clear
from tests.program.references.calls import tend
from tests.program.references.desk import Desk, choose, deal, request
from vouch.domain.errors import Refusal
from vouch.program.asks.states import OPEN
from vouch.program.outbox.models import Message
from vouch.program.references import actions
from vouch.program.references.current import now
from vouch.program.references.how import state_of
from vouch.program.references.models import Match, Request
from vouch.program.references.states import MatchState, Side

pytestmark = pytest.mark.django_db

STEPS = (
    "choose_ana", "choose_dee", "clear", "tend", "yes", "no", "not_now", "offer_customer", "offer_seller",
    "pick_seller", "pick_customer", "pick_again", "call_off_customer", "call_off_seller", "place", "missed",
    "how_customer", "how_seller", "a_day", "withdraw", "won", "lost", "leave", "link",
)  # fmt: skip


class History:
    """A desk to which things happen; `day` days have passed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = copy.deepcopy(desk)
        self.requests = list(Request.objects.order_by("how_many"))
        self.day = 0
        self.seen: dict[str, int] = {}

    @property
    def today(self) -> dt.date:
        return TODAY + dt.timedelta(days=self.day)

    def do(self, step: str, which: int) -> None:
        """One step, on the `which`-th request or match; a refusal changes nothing and is an answer too."""
        try:
            if step == "a_day":
                self.day += 1
            elif step == "tend":
                tend(self.day)
            elif step in ("won", "lost"):
                deal(1, outcome=step)
            elif step.startswith("choose"):
                whom = self.desk.ana if step == "choose_ana" else self.desk.dee
                choose(self.desk, self.requests[which % 2], whom, today=self.today)
            else:
                self._with_a_match(step, which)
        except Refusal:
            pass

    def _with_a_match(self, step: str, which: int) -> None:
        matches = list(Match.objects.order_by("chosen_at", "key"))
        if not matches:
            return
        match, told = now(matches[which % len(matches)].pk), {"policy": POLICY, "today": self.today}
        links = {**told, "address": address}
        noon = dt.datetime.combine(self.today, dt.time(12), tzinfo=dt.UTC)
        times = [noon + dt.timedelta(hours=20 + 7 * number + which) for number in range(3)]
        side = Side.CUSTOMER if step.endswith("customer") else Side.SELLER
        by = None if side is Side.CUSTOMER else self.desk.sol
        slots = [one.pk for one in match.slots.all() if not one.gone]
        slot = slots[which % len(slots)] if slots else 0
        owner = self.desk.omar if match.account_id == self.desk.ana.account_id else self.desk.mara
        do: dict[str, Callable[[], object]] = {
            "clear": lambda: clear(self.desk, match.ask, by=owner, today=self.today),
            "yes": lambda: actions.answer(ask=match.ask, answer="accepted", door="portal", **links),
            "no": lambda: actions.answer(ask=match.ask, answer="declined", door="portal", **links),
            "not_now": lambda: actions.answer(ask=match.ask, answer="not_now", door="portal", **links),
            "offer": lambda: actions.offer(
                match=match, times=times, side=side, by=by, although="It has to be then.", door="x", **links
            ),
            "pick": lambda: actions.pick(match=match, slot=slot, side=side, by=by, door="x", **links),
            "call_off": lambda: actions.call_off(match=match, side=side, by=by, door="x", **links),
            "place": lambda: actions.set_place(by=self.desk.sol, match=match, place=f"Room {which}", **links),
            "missed": lambda: actions.missed(match=match, who="seller", side=side, by=by, door="x", **links),
            "how": lambda: actions.say_how(match=match, side=side, grade="positive", by=by, door="x", **links),
            "withdraw": lambda: actions.withdraw(by=self.desk.sol, request=match.request, **told),
            "leave": lambda: actions.leave(contact=match.contact, **links),
            "link": lambda: actions.link_for_buyer(by=self.desk.sol, match=match, **links),
        }
        name = step.removesuffix("_customer").removesuffix("_seller").removesuffix("_again")
        do[name]()

    def holds(self) -> None:
        """What has to hold after every step."""
        rows = list(Match.objects.select_related("ask").prefetch_related("slots", "chain"))
        picked = {row.pk: [one for one in row.slots.all() if one.picked and not one.gone] for row in rows}
        assert max(map(len, picked.values()), default=0) <= 1, "never two picked times"
        open_ = Counter(one.contact_id for one in rows if one.ask.state in OPEN)
        assert max(open_.values(), default=0) <= 1, "never two open matches of a person"
        for match in rows:
            assert match.sequence >= self.seen.get(match.pk, 0), "the sequence rises"
            self.seen[match.pk] = match.sequence
            if state_of(match) is MatchState.BOOKED:
                assert [one.starts_at for one in picked[match.pk]] == [match.starts_at]
        sent = list(Message.objects.exclude(key=None).order_by("id").values_list("key", "to", "attachments"))
        assert len({key for key, _to, _attached in sent}) == len(sent)
        for match in rows:
            self._calendars_of(match, sent)

    def _calendars_of(self, match: Match, sent: list[tuple[str, str, list[dict[str, str]]]]) -> None:
        """Each reader's calendar was told each change once, in order; what it was told last is what is set."""
        told: dict[str, list[str]] = defaultdict(list)
        for key, to, attached in sent:
            if match.pk in key and attached:
                told[to].append(attached[0]["text"])
        for reader, texts in told.items():
            numbers = [int(one.split("SEQUENCE:")[1].split("\r\n")[0]) for one in texts]
            assert numbers == sorted(set(numbers)), (reader, numbers)
            set_ = state_of(match) in (MatchState.BOOKED, MatchState.MISSED, MatchState.DONE)
            if match.starts_at is not None and set_:
                assert "METHOD:REQUEST" in texts[-1]


STORY = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 3)), min_size=5, max_size=25)
BEGIN = [("choose_ana", 0), ("clear", 0), ("tend", 0), ("yes", 0), ("offer_customer", 0)]
"""How most talks begin: from here histories go deeper."""


_BUT = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]


@pytest.fixture
def desk(db: None) -> Desk:
    """With two requests, laid once for all the histories of a test: none leaves anything behind."""
    made = Desk()
    for many in (1, 2):
        request(made, how_many=many)
    return made


@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=_BUT)
@given(story=STORY, begun=st.booleans())
def test_in_no_history_is_there_what_cannot_be(desk: Desk, story: list[tuple[str, int]], begun: bool) -> None:
    lived(desk, story, begun)


@pytest.mark.trials
@settings(max_examples=300, deadline=None, suppress_health_check=_BUT)
@given(story=STORY, begun=st.booleans())
def test_nor_in_any_of_three_hundred(desk: Desk, story: list[tuple[str, int]], begun: bool) -> None:
    lived(desk, story, begun)


def lived(desk: Desk, story: list[tuple[str, int]], begun: bool) -> None:
    """One history from a desk at which nothing happened yet; it leaves nothing behind."""
    try:
        with transaction.atomic():
            history = History(desk)
            for step, which in [*(BEGIN if begun else []), *story]:
                history.do(step, which)
                history.holds()
            tend(history.day)
            sent = Message.objects.count()
            tend(history.day)
            assert Message.objects.count() == sent, "looked after twice is once"
            history.holds()
            raise _Undone
    except _Undone:
        pass


class _Undone(Exception):
    """The history is over, and leaves nothing behind."""
