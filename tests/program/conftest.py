"""A clean program for each test, and the cast: Ana and Bo work at customers, Ines and the others are colleagues."""

from __future__ import annotations

from tests.program.cast import fast_and_clean

__all__ = ["fast_and_clean"]
