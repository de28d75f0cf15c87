"""What is kept, in the shape that pages ask for it: batches, rows not read, the facts of one row, how fresh each
source is, and which file or answer would decide most.

Everything here reads the lake or the result tables of a run and gives back plain values; nothing here changes either.
"""

from __future__ import annotations

from vouch.runs.kept.batches import Kept, Kind, batch, batches, kinds, titled
from vouch.runs.kept.deals import Deal, open_deals, won_deals
from vouch.runs.kept.deciding import Closest, Decides, closest, deciding
from vouch.runs.kept.freshness import Source, sources
from vouch.runs.kept.not_read import NotRead, Rows, lines, not_read, not_read_of_row
from vouch.runs.kept.pledged import FilePromise, Pledged, of_files, pledged
from vouch.runs.kept.traced import Cell, Fact, facts_of_row, where_is
from vouch.runs.kept.who import Sizes, Who, who

__all__ = [
    "Cell",
    "Closest",
    "Deal",
    "Decides",
    "Fact",
    "FilePromise",
    "Kept",
    "Kind",
    "NotRead",
    "Pledged",
    "Rows",
    "Sizes",
    "Source",
    "Who",
    "batch",
    "batches",
    "closest",
    "deciding",
    "facts_of_row",
    "kinds",
    "lines",
    "not_read",
    "not_read_of_row",
    "of_files",
    "open_deals",
    "pledged",
    "sources",
    "titled",
    "where_is",
    "who",
    "won_deals",
]
