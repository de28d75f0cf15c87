"""Work that could not be begun, for a reason that lies with the data folder and not with what was asked for."""

from __future__ import annotations

STANDS_IN_THE_WAY = frozenset(
    {
        "lake_busy",
        "database_busy",
        "erased_meanwhile",
        "data_folder_full",
        "data_folder_read_only",
        "data_folder_is_a_file",
    }
)
"""Codes of refusals that say nothing about the file they were met with."""


class Busy(Exception):
    """The lake cannot be changed now. `again`: it will be possible by itself, so the work waits."""

    def __init__(self, sentence: str, *, again: bool) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.again = again


class Stopped(Exception):
    """Somebody wants this work to end where it is."""
