"""What can be done in this room: a run projects identities, staff enter facts, customers confirm them."""

from __future__ import annotations

from vouch.program.people.actions.carry import mark_carried
from vouch.program.people.actions.confirm import answer, ask_confirmation
from vouch.program.people.actions.deeds import add_person, enter_act, give_role
from vouch.program.people.actions.entries import restore, withdraw
from vouch.program.people.actions.nominating import approve, change_nomination, nominate, not_approve, reopen, take_up
from vouch.program.people.actions.opinions import say_sentiment
from vouch.program.people.actions.project import project, put, ready
from vouch.program.people.actions.proof import change_promise, change_result, enter_promise, enter_result

__all__ = [
    "add_person",
    "answer",
    "approve",
    "ask_confirmation",
    "change_nomination",
    "change_promise",
    "change_result",
    "enter_act",
    "enter_promise",
    "enter_result",
    "give_role",
    "mark_carried",
    "nominate",
    "not_approve",
    "project",
    "put",
    "ready",
    "reopen",
    "restore",
    "say_sentiment",
    "take_up",
    "withdraw",
]
