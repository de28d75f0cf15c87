"""The sample company in a data folder: built once, imported like anyone's, placed, and held against its truth."""

from __future__ import annotations

from vouch.runs.sample.build import Sample, build
from vouch.runs.sample.truth import Verdict, held_against_truth

__all__ = ["Sample", "Verdict", "build", "held_against_truth"]
