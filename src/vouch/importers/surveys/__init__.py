"""Surveys: Qualtrics, SurveyMonkey, Delighted, and any file with an e-mail, a date and scores."""

from __future__ import annotations

from vouch.importers.base.kind import Kind
from vouch.importers.base.mapping import shipped
from vouch.importers.surveys.hooks import HOOKS
from vouch.importers.surveys.qualtrics import QUALTRICS
from vouch.importers.surveys.surveymonkey import SURVEYMONKEY

KINDS: tuple[Kind, ...] = (
    Kind(shipped(__name__, "qualtrics.toml"), QUALTRICS),
    Kind(shipped(__name__, "surveymonkey.toml"), SURVEYMONKEY),
    Kind(shipped(__name__, "delighted.toml"), HOOKS),
    Kind(shipped(__name__, "scores.toml"), HOOKS),
)

__all__ = ["HOOKS", "KINDS", "QUALTRICS", "SURVEYMONKEY"]
