"""What came of each request? For the CRM's own rows: as JSON since a moment, or as a file of lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router

from vouch.domain.errors import BadInput
from vouch.program.references.queries.updates import updates
from vouch.web.api import schemas, shape
from vouch.web.api.door import caller
from vouch.web.api.problems import ANSWERS
from vouch.web.shared.taken_away import as_file

router = Router()
COLUMNS = tuple(schemas.UpdateOut.model_fields)
_AT_ONCE = 200


@router.get(
    "/updates", response={200: schemas.UpdatesOut, **ANSWERS}, operation_id="updates", summary="What came of requests"
)
def changed(request: HttpRequest, told: Query[schemas.UpdatesOf]) -> schemas.UpdatesOut:
    """Requests that changed at or after `since`, oldest change first; `after` is the `next` of the answer before."""
    after = _place(told.after) if told.after else None
    rows, end = updates(caller(request), since=told.since, after=after, limit=told.limit)
    place = f"{end[0].timestamp():.6f}-{end[1]}" if end else None
    return schemas.UpdatesOut(updates=[shape.update(one) for one in rows], next=place)


@router.get("/updates.csv", operation_id="updates_file", summary="The same as a file", include_in_schema=False)
def file(request: HttpRequest, told: Query[schemas.Since]) -> HttpResponseBase:
    """Every line since that moment, for the import of a CRM: its deal's id, and what came of it."""
    who = caller(request)

    def table() -> Iterator[list[Any]]:
        yield list(COLUMNS)
        after = None
        while True:
            rows, after = updates(who, since=told.since, after=after, limit=_AT_ONCE)
            for one in rows:
                yield [_cell(value) for value in shape.update(one).model_dump().values()]
            if after is None:
                return

    return as_file(request, table(), "csv", name="reference-updates")


def _place(text: str) -> tuple[dt.datetime, str]:
    moment, _, key = text.partition("-")
    try:
        return dt.datetime.fromtimestamp(float(moment), dt.UTC), key
    except (ValueError, OverflowError, OSError):
        raise BadInput("bad_place", "`after` is the `next` of an answer, as it was given.", field="after") from None


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, dt.date) else value
