"""Where facts are kept, and which engine reads them.

`Lake` keeps facts in batches on Delta tables inside the data folder; `open_facts` reads what is current as Ibis tables.
"""

from __future__ import annotations

from vouch.lake.batches import Batch, Covers, Head, Summary
from vouch.lake.engine import Facts, open_facts
from vouch.lake.erasure import Erased, Person, Sieve, Suppression
from vouch.lake.store import Lake
from vouch.lake.writer import BatchWriter

__all__ = [
    "Batch",
    "BatchWriter",
    "Covers",
    "Erased",
    "Facts",
    "Head",
    "Lake",
    "Person",
    "Sieve",
    "Summary",
    "Suppression",
    "open_facts",
]
