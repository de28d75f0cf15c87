"""The worker: what is asked for, mails, what appears in the inbox, what is due at night, one after the other."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from vouch.domain.errors import Refusal
from vouch.domain.policy import Policy, load
from vouch.program.access import slack
from vouch.program.asks.links import Address
from vouch.program.work import actions, doing, queries
from vouch.runs import renew
from vouch.runs.at_work import at_work
from vouch.runs.work import nightly
from vouch.runs.work.asking import Asking
from vouch.runs.work.inbox import Inbox
from vouch.runs.work.tasks import do
from vouch.runs.work.tidy import lay_together, tidy

_log = logging.getLogger("vouch.work")
_LOOK = 1.0
"""Seconds between looks at the queue and the inbox."""
_TIDY = 3600.0
_POOL = 60.0


@dataclass
class Worker:
    """The worker of one data folder. `say` is told, in a sentence, what it does; `address` makes the links of mails.

    `beside` is what a door leaves to the worker: it does the next of it and says what, or says nothing.
    """

    data: Path
    say: Callable[[str], object] = lambda _sentence: None
    stop: threading.Event = field(default_factory=threading.Event)
    address: Address | None = None
    beside: Callable[[], str] = lambda: ""
    _tidied: float = float("-inf")
    _looked: float = float("-inf")
    _renewed: dt.date | None = None

    def __post_init__(self) -> None:
        self.inbox = Inbox(self.data)
        self.asking = Asking(self.address)

    def run(self, *, once: bool = False) -> bool:
        """Work until told to stop; with `once`, until nothing is left to do.

        While another process works for this data folder, wait for it to end; with `once`, leave at once and return
        False: whoever works sees what there is to do.
        """
        waiting = False
        while not self.stop.is_set():
            with at_work(self.data) as mine:
                if mine:
                    waiting = False
                    self._work(once)
            if once:
                # work that was left behind in the moment between the last look and letting go is ours still
                if not mine or not (queries.waits() or self.asking.waits() or slack.waits()):
                    return mine
            elif not mine and not self.stop.is_set():
                if not waiting:
                    self.say("Another worker is at work here. Waiting for it to end.")
                waiting = True
                self.stop.wait(5 * _LOOK)
        return True

    def step(self) -> bool:
        """Do the next thing there is to do; False when there is none. Only the worker of the data folder calls it."""
        job = queries.next_job()
        if job is not None:
            self.say(f"{job.get_task_display().capitalize()}.")
            do(self.data, job)
            return True
        if told := self.beside():
            self.say(told)
            return True
        policy = self._policy()
        if policy is None:
            return False
        if told := self.asking.step(policy):
            self.say(told)
            return True
        if self._inbox(policy):
            return True
        if nightly.due(timezone.now(), settings.VOUCH_NIGHTLY, policy.zone):
            actions.refresh_soon()
            return True
        if self._new_day(policy):
            return True
        if self._pool(policy):
            return True
        if time.monotonic() - self._tidied > _TIDY:
            self._tidied = time.monotonic()
            tidy(self.data, self.inbox, policy)
            for laid in lay_together(self.data, policy).tables:
                self.say(f"{laid.laid:,} files of {laid.table.replace('_', ' ')} were laid together.")
        return False

    def _work(self, once: bool) -> None:
        if doing.recover():
            self.say("A worker was stopped in the middle of something; it is begun again.")
        self.inbox.open()
        while not self.stop.is_set():
            if self.step():
                continue
            if once and not self.inbox.settling() and not queries.waits_later():
                return
            if not once:
                close_old_connections()  # a database that was restarted meanwhile is found again
            self.stop.wait(_LOOK)

    def _new_day(self, policy: Policy) -> bool:
        today = timezone.now().astimezone(policy.zone).date()
        if not renew.due(policy, today, self._renewed):
            return False
        self._renewed = today
        self.say("A day has begun: what follows from placements is worked out anew.")
        renew.renew(self.data, policy, today)
        return True

    def _pool(self, policy: Policy) -> bool:
        """What the desk ranks is laid before anybody waits for it: the rules changed, or what was kept was deleted."""
        if time.monotonic() - self._looked < _POOL:
            return False
        from vouch.runs.desk import lay_pool, pool_due  # numpy and scipy take a second to load

        self._looked = time.monotonic()
        today = timezone.now().astimezone(policy.zone).date()
        if not pool_due(self.data, policy, today):
            return False
        self.say("What the desk ranks is laid anew.")
        lay_pool(self.data, policy, today)
        self._looked = time.monotonic()
        return True

    def _inbox(self, policy: Policy) -> bool:
        new = False
        for path in self.inbox.complete():
            self.say(f"{path.name} appeared in the inbox.")
            new = self.inbox.take(path, policy) or new
            if self.stop.is_set():
                break
        if new:
            actions.refresh_soon()
        return new

    def _policy(self) -> Policy | None:
        try:
            return load(self.data / "policy.toml")
        except Refusal as refusal:
            _log.warning("the inbox and the nightly placing wait: %s", refusal.sentence)
            return None
