"""Forty asks of somebody else: what was mended after the first figures stays mended (docs/ideas/wording.md)."""

from __future__ import annotations

from tests.domain.wording.measure import agreed, readings


def test_the_asks_at_fault_are_marked_and_the_good_ones_are_left_alone() -> None:
    found = {key: bool(reading.marks) for key, reading in readings().items()}
    assert {key: found[key] for key in agreed()} == agreed()


def test_every_sentence_of_them_is_read() -> None:
    unread = {key: reading.not_read for key, reading in readings().items() if reading.not_read}
    assert all(len(text.split()) < 8 for rows in unread.values() for text in rows), unread
