"""The shape of a mapping: how the rows of one kind of file become facts. The one currency of all importers."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    field_validator,
    model_serializer,
    model_validator,
)

Words = tuple[str, ...]
Scalar = str | bool | int | float | datetime | date

READER = "2"
"""Changes when the same file through the same mapping would give other facts."""


_WAYS = ("us", "eu", "eu.", "iso", "named", "epoch", "epoch_ms", "excel")
_PATTERN = re.compile(r"(?=.*%)(%[-_0]?[YymdbBhHIMSpPfzZjeaATsFDR]|%\.\d?f|%#z|%:z|%%|[^%])+")


def _many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


OneOrMany = Annotated[Words, BeforeValidator(_many)]


class Section(BaseModel):
    """A part of a mapping: closed, and never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class From(Section):
    """Where a column's cells come from: the first that is filled in of `from`, else `join` put together."""

    source: OneOrMany = Field(default=(), alias="from")
    join: Words = ()
    by: str = " "
    format: OneOrMany = ()
    """Of dates: us, eu, iso, named (5 Jan 2025), epoch, epoch_ms, excel, or a pattern like %d.%m.%Y %H:%M."""
    zone: str | None = None
    decimal: Literal[".", ","] | None = None
    scale: float = 1.0
    """Numbers are multiplied by it: 1000 for a column in thousands."""
    read: str | None = None
    """A conversion of the importer's own, by name."""
    one: str = ""
    """A sign between ids: a cell that holds several different ones is not read, for nothing says which is meant."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"from": value} if isinstance(value, str | list | tuple) else value

    @field_validator("format")
    @classmethod
    def _readable(cls, ways: Words) -> Words:
        for way in ways:
            if way not in _WAYS and not _PATTERN.fullmatch(way):
                raise ValueError(
                    f"no dates are written {way!r}; say one of {', '.join(_WAYS)}, or a pattern like %d.%m.%Y %H:%M"
                )
        return ways

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str | None) -> str | None:
        return _zone(zone)

    @property
    def headers(self) -> Words:
        """Every header it may read."""
        return self.source + self.join


def _zone(zone: str | None) -> str | None:
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"there is no time zone {zone!r}; write one like 'Europe/Lisbon'") from error
    return zone


class Only(Section):
    """Which rows: those whose cell is one of `is`, none of `not`. The word * means filled in, '' means empty."""

    one_of: OneOrMany = Field(default=(), alias="is")
    none_of: OneOrMany = Field(default=(), alias="not")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        return {"is": [_word(each) for each in (value if isinstance(value, list | tuple) else [value])]}


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class Split(Section):
    """One row for each part of a cell that holds several ids."""

    column: OneOrMany
    by: str = ";"


class Each(Section):
    """One of several rows that a row of the file gives: it goes before the block's own columns and constants."""

    columns: dict[str, From] = {}
    constants: dict[str, Scalar] = {}
    where: dict[str, Only] = {}
    values: dict[str, dict[str, str]] = {}


class Block(Section):
    """What the rows of the file say to one fact table."""

    to: str
    sheet: str = ""
    """Of a workbook, the sheet whose rows these are; empty: every sheet that has the headers."""
    where: dict[str, Only] = {}
    columns: dict[str, From] = {}
    values: dict[str, dict[str, str]] = {}
    constants: dict[str, Scalar] = {}
    needs: Words = ()
    """Columns of the table without which a row has nothing to say to it: it is passed over, not listed."""
    beside: bool = False
    """A further table beside the one the row is about: giving a fact to it does not make the row read."""
    split: Split | None = None
    each: tuple[Each, ...] = ()
    without: dict[str, str] = {}
    """For a column that cannot do without a header the file has not: the sentence its rows are listed with."""

    @model_serializer(mode="wrap")
    def _said(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """All it says; no sheet where it names none, so that a mapping from before sheets has the identity it had."""
        told: dict[str, Any] = whole(self)
        return told if self.sheet else {name: value for name, value in told.items() if name != "sheet"}

    def spread(self) -> tuple[Block, ...]:
        """The block, or one for each of `each`."""
        if not self.each:
            return (self,)
        return tuple(
            self.model_copy(
                update={
                    "where": {**self.where, **one.where},
                    "columns": {**self.columns, **one.columns},
                    "constants": {**self.constants, **one.constants},
                    "values": {**self.values, **one.values},
                    "each": (),
                }
            )
            for one in self.each
        )


class Recognise(Section):
    """By which headers the kind is known. Each of `all` and `any` is a header, or a list of names it goes by."""

    all: tuple[OneOrMany, ...] = ()
    any: tuple[OneOrMany, ...] = ()
    none: tuple[OneOrMany, ...] = ()
    exact: bool = False
    """Headers must be written so (but for capitals): `account_id`, not `Account ID`."""


class Rows(Section):
    """How the rows lie in the file."""

    skip: Annotated[int, Field(ge=0, le=100)] | None = None
    """Rows above the header; found by the headers where it is not said."""
    after_header: Annotated[int, Field(ge=0, le=10)] = 0
    """Rows below the header that are no answers."""
    footer: bool = False
    """Lines of one cell at the end are no rows."""
    empty: Words = ()
    """Words that mean an empty cell."""
    drop: dict[str, Only] = {}
    """Rows that are left out and counted: deleted ones."""


class Covers(Section):
    """The time the file speaks about, where it is known better than by its first and last fact."""

    since: datetime | date | None = Field(default=None, alias="from")
    until: datetime | date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Covers:
        if self.since and self.until and str(self.until) < str(self.since):
            raise ValueError(f"it ends on {self.until}, before it begins on {self.since}")
        return self


class Mapping(Section):
    """How the rows of one kind of file become facts."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    title: str = ""
    system: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")] = "plain"
    hooks: str | None = None
    zone: str | None = None
    decimal: Literal[".", ","] | None = None
    recognise: Recognise | None = None
    rows: Rows = Rows()
    covers: Covers = Covers()
    ignore: Words = ()
    """Headers that are not kept, not even as attributes: bodies of tickets, secrets."""
    otherwise: str = ""
    """The reason with which rows are listed that no table takes; they are only counted where it is empty."""
    tables: Annotated[tuple[Block, ...], Field(min_length=1, alias="table")]

    _zones = field_validator("zone")(_zone)

    @property
    def identity(self) -> str:
        """The mapping's name with twelve digits of a hash over all it says: the same reading, the same identity."""
        text = f"{READER}|{self.model_dump_json(by_alias=True)}"
        return f"{self.name}:{hashlib.sha256(text.encode()).hexdigest()[:12]}"

    def of_sheet(self, sheet: str | None) -> Mapping | None:
        """What it says of one sheet of a workbook (None: of a file that is none); None where that is nothing."""
        of = tuple(block for block in self.tables if block.sheet in ("", sheet))
        if len(of) == len(self.tables):
            return self
        return self.model_copy(update={"tables": of}) if of else None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks with `each` spread out."""
        return tuple(one for block in self.tables for one in block.spread())
