"""A clean program for each test, and colleagues who sign in."""

from __future__ import annotations

from tests.program.cast import fast_and_clean, test_database

__all__ = ["fast_and_clean", "test_database"]
