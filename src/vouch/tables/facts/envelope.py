"""What every stored fact carries beside its own columns: identity, times, and the row it was read from."""

from __future__ import annotations

from vouch.tables.shape import Column, Type

ENVELOPE: tuple[Column, ...] = (
    Column(
        name="key", type=Type.ID, doc="Natural key: 32 hex digits over table, system and key columns.", required=True
    ),
    Column(name="row_hash", type=Type.COUNT, doc="Signed 64-bit hash over the fact's own columns.", required=True),
    Column(name="system", type=Type.ID, doc="The source system: plain, salesforce, zendesk, ...", required=True),
    Column(
        name="happened_at",
        type=Type.TIME,
        doc="When it happened; of a description, from when it holds. A bare date is the end of that day.",
        required=True,
    ),
    Column(
        name="modified_at",
        type=Type.TIME,
        doc="When the source last changed the row, else when the file was exported. The latest version of a key wins.",
        required=True,
    ),
    Column(name="learned_at", type=Type.TIME, doc="When Vouch read it.", required=True),
    Column(
        name="batch", type=Type.ID, doc="The batch it came in; only rows of committed batches count.", required=True
    ),
    Column(name="file", type=Type.TEXT, doc="The file's name as it was given.", required=True, personal=True),
    Column(name="row", type=Type.COUNT, doc="The row of that file: 1 is the first line of the file.", required=True),
    Column(
        name="attributes", type=Type.TEXT, doc="Columns of the file that Vouch has no name for, as JSON.", personal=True
    ),
)
