"""Surveys: any file with an e-mail, a date and scores; Delighted."""

from __future__ import annotations

from vouch.importers.base.kind import Kind
from vouch.importers.base.mapping import shipped
from vouch.importers.surveys.hooks import HOOKS

KINDS: tuple[Kind, ...] = (
    Kind(shipped(__name__, "delighted.toml"), HOOKS),
    Kind(shipped(__name__, "scores.toml"), HOOKS),
)

__all__ = ["HOOKS", "KINDS"]
