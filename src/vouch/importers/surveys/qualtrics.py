"""Qualtrics exports: two or three lines of headers, NPS in pairs of columns, and what is a preview or not finished."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from vouch.importers.base.kind import Hooks
from vouch.importers.base.long_ids import long_ids
from vouch.importers.base.mapping import Block, Mapping
from vouch.importers.base.words import Headers, plain
from vouch.importers.surveys.hooks import score
from vouch.importers.surveys.questions import Column, column, item_of, with_questions

_GROUP = "_nps_group"
_QUESTION = re.compile(r"^Q(ID)?\d+(\.\d+)?(_\d+)*$", re.IGNORECASE)
_WORDS = re.compile(r"_TEXT$", re.IGNORECASE)
_ASKS_WHY = re.compile(r"\b(why|reason|comments?|feedback|tell us|explain|improve|anything else)\b", re.IGNORECASE)
_CONTACT = "003"


def contact_id(cells: pl.Series) -> pl.Series:
    """Ids of contacts as the CRM's file has them: those of Salesforce of 18 characters, others as they are."""
    return long_ids(cells, begins=_CONTACT)


def laid_flat(record: dict[str, Any]) -> list[dict[str, Any]]:
    """A response of the API with its values as fields of its own.

    >>> laid_flat({"responseId": "R_1", "values": {"QID1": 9}, "labels": {"QID1": "9"}})
    [{'responseId': 'R_1', 'QID1': 9}]
    """
    values = record.get("values")
    return [{"responseId": record.get("responseId"), **values}] if isinstance(values, dict) else [record]


def adapted(mapping: Mapping, headers: Sequence[str], sample: pl.DataFrame) -> Mapping:
    """The mapping with the lines of headers counted, the zone they name, and the questions that have scores.

    Raises BadInput where no question has.
    """
    lines, texts, zone = _header_lines(headers, sample)
    answers = sample.slice(lines)
    pairs = {name[: -len(_GROUP)].casefold() for name in headers if name.casefold().endswith(_GROUP)}
    every = [
        column(name, texts.get(name) or name, answers[name], opinion=_is_opinion(name, texts.get(name) or name))
        for name in headers
        if name in sample.columns and not name.casefold().endswith(_GROUP)
    ]
    scored = [(each, item) for each in every if (item := _item(each, pairs))]
    rows = mapping.rows.model_copy(update={"after_header": lines})
    tables = tuple(_zoned(block, zone) for block in mapping.tables)
    return with_questions(mapping.model_copy(update={"rows": rows, "tables": tables}), scored, every)


# a first line below the header repeats each field in words; a second one holds its import id as JSON
def _header_lines(headers: Sequence[str], sample: pl.DataFrame) -> tuple[int, dict[str, str], str | None]:
    first = sample.head(2).rows(named=True)
    response = Headers(headers).find("ResponseId") or ""
    for place, row in enumerate(first):
        if any(cell and cell.startswith("{") and "ImportId" in cell for cell in row.values()):
            return place + 1, _texts(first[0]) if place else {}, _zone(row)
    if first and plain(first[0].get(response) or "") == "responseid":
        return 1, _texts(first[0]), None
    return 0, {}, None


def _texts(row: dict[str, str | None]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if cell}


def _zone(row: dict[str, str | None]) -> str | None:
    for name in ("RecordedDate", "EndDate", "StartDate"):
        try:
            named = json.loads(row.get(name) or "")["timeZone"]
            return ZoneInfo("UTC" if named == "Z" else named).key
        except (ValueError, KeyError, TypeError, OSError):
            continue
    return None


def _zoned(block: Block, zone: str | None) -> Block:
    spec = block.columns.get("answered_at")
    if zone is None or spec is None:
        return block
    return block.model_copy(
        update={"columns": {**block.columns, "answered_at": spec.model_copy(update={"zone": zone})}}
    )


def _is_opinion(name: str, text: str) -> bool:
    return bool(_WORDS.search(name) or (_QUESTION.match(name) and _ASKS_WHY.search(text) and not item_of(text)))


# codes of other questions may run either way, so they go by their own words, and policy says what they mean
def _item(each: Column, pairs: set[str]) -> str | None:
    if each.header.casefold() in pairs:
        return "nps"
    if each.opinion or not each.numbers:
        return None
    if item_of(each.text) == "nps" and each.numbers > 0.5:
        return "nps"
    return each.text if _QUESTION.match(each.header) and each.numbers == 1 else None


QUALTRICS = Hooks(conversions={"score": score, "contact_id": contact_id}, spread=laid_flat, adapt=adapted)
