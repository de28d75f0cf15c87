"""Work in the background: a table is the queue, a lock in the data folder says who works it down.

One worker at a time does what pages asked for (look at files, import, take a batch out, place everyone), what appears
in the inbox, and the nightly placing. `vouch worker` runs for ever; where none does, the page that leaves work behind
starts one for as long as there is something to do, so that `vouch serve` alone is enough. Every piece can be begun
again: a file is one batch with an id that follows from its bytes, placing publishes all or nothing. Why our own loop
and no queue library: docs/adr/0005-one-worker-one-table.md.
"""

from __future__ import annotations

from vouch.runs.at_work import somebody_works
from vouch.runs.work.copies import every_copy
from vouch.runs.work.delivering import Upload, hand_in, leave, read_as
from vouch.runs.work.loop import Worker
from vouch.runs.work.wake import wake, wake_for_mail

__all__ = ["Upload", "Worker", "every_copy", "hand_in", "leave", "read_as", "somebody_works", "wake", "wake_for_mail"]
