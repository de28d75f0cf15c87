"""A programme that has run for ten weeks: gives, asks in every state, clearances, a hold. Made by the actions."""

from __future__ import annotations

from vouch.runs.sample.programme.build import run_programme

__all__ = ["run_programme"]
