"""A programme that has run for ten weeks: gives, asks in every state, clearances, a hold. Made by the actions."""

from __future__ import annotations

from vouch.runs.sample.programme.build import run_programme
from vouch.runs.sample.programme.earlier import run_two_before
from vouch.runs.sample.programme.goals import say_what_they_want
from vouch.runs.sample.programme.nominations import put_forward
from vouch.runs.sample.programme.openings import open_to_customers
from vouch.runs.sample.programme.personalities import say_who_they_are
from vouch.runs.sample.programme.references import ask_the_desk
from vouch.runs.sample.programme.touch import be_in_touch

__all__ = [
    "ask_the_desk",
    "be_in_touch",
    "open_to_customers",
    "put_forward",
    "run_programme",
    "run_two_before",
    "say_what_they_want",
    "say_who_they_are",
]
